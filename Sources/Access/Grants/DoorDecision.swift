public import Basics

/// What a hub asks about somebody at its door.
public struct DoorQuestion: Sendable, Equatable {
  public var event: Event
  /// As ``HubDoor/key(_:)`` writes it.
  public var name: String
  /// What the hub's own login answers.
  public var rules: Rules
  /// Whether the hub's own login makes them an admin.
  public var isAdmin: Bool
  /// The groups that the login gave.
  public var groups: [String]
  /// The keyed digest of the join code that they came with.
  public var codeDigest: String?
  /// The slug of the profile that they chose.
  public var profile: String?

  public enum Event: String, Sendable, Codable, CaseIterable { case login, refresh, spawn }
  public enum Rules: String, Sendable, Codable, CaseIterable { case yes, no, blocked }

  public init(
    _ event: Event, _ name: String, rules: Rules, isAdmin: Bool = false, groups: [String] = [], codeDigest: String? = nil,
    profile: String? = nil
  ) {
    self.event = event
    self.name = name
    self.rules = rules
    self.isAdmin = isAdmin
    self.groups = groups
    self.codeDigest = codeDigest
    self.profile = profile
  }
}

/// The answer at a door: yes or no, why, and for how long.
public struct DoorDecision: Sendable, Equatable {
  public var isYes: Bool
  public var rule: Rule
  /// For the person, without a full stop.
  public var because: String
  /// The grant that decided.
  public var grant: GrantID?
  /// The end of the right; nil: it has none.
  public var until: Timestamp?
  public var isAdmin: Bool
  public var groups: [String]
  /// Slugs of the profiles that they may see and choose; nil: all.
  public var profiles: [String]?
  /// What the hub's pages tell them.
  public var notice: String?

  /// What decided.
  public enum Rule: String, Sendable, Codable, CaseIterable {
    /// The hub's own login rules, as declared.
    case declared
    /// A grant to this person.
    case grant
    /// A workshop that they take part in.
    case workshop
    /// They were shut out.
    case shutOut = "shut-out"
    /// The hub's login blocks them.
    case blocked
    /// The hub is closed to all but admins.
    case closed
    /// They joined, and wait to be let in.
    case waiting
    /// They were taken off the workshop.
    case removed
    /// Their grant or workshop has not begun.
    case early
    /// Their grant or workshop is over.
    case over
    /// All seats are taken.
    case full
    /// The join code is none of this hub's.
    case wrongCode = "wrong-code"
    /// A profile that is not for them.
    case profile
    /// As many servers as the workshop may have run already.
    case servers
    /// Nothing lets them in.
    case nothing
  }

  init(
    _ isYes: Bool, _ rule: Rule, _ because: String, grant: Grant? = nil, isAdmin: Bool = false, groups: [String] = []
  ) {
    self.isYes = isYes
    self.rule = rule
    self.because = because
    self.grant = grant?.id
    until = isYes ? grant?.end : nil
    self.isAdmin = isYes && isAdmin
    self.groups = groups
  }
}

/// What is to be done about a question: answered, or somebody takes a seat first.
public enum DoorStep: Sendable, Equatable {
  case answer(DoorDecision)
  /// They come with the code of this workshop, which is open: they take a seat, where there is one, and are asked about again.
  case join(GrantID)
}

extension HubDoor {
  /// Answers a question. Pure: takes no seat by itself.
  ///
  /// In this order: who is shut out or blocked stays out; a closed hub lets in admins only; the hub's own rules; grants to the
  /// person; workshops that they joined; the join code; else no, with what comes nearest as the reason.
  public func step(_ question: DoorQuestion, at now: Timestamp) -> DoorStep {
    if let because = shutOut[question.name] {
      return .answer(DoorDecision(false, .shutOut, "you were shut out of this hub: \(because)"))
    }
    if question.rules == .blocked {
      return .answer(DoorDecision(false, .blocked, "this hub's configuration keeps you out"))
    }
    let isIn = question.rules == .yes
    if let closure, !(isIn && question.isAdmin) {
      return .answer(DoorDecision(false, .closed, "this hub is closed for now: \(closure.because)"))
    }
    if isIn { return .answer(narrowed(declared(question), question, at: now)) }
    if let grant = right(of: question.name, at: now) {
      return .answer(narrowed(granted(grant, question, at: now), question, at: now))
    }
    if let digest = question.codeDigest { return byCode(digest, question, at: now) }
    return .answer(refusal(of: question.name, at: now))
  }

  private func declared(_ question: DoorQuestion) -> DoorDecision {
    DoorDecision(true, .declared, "this hub's rules let you in", isAdmin: question.isAdmin, groups: question.groups)
  }

  private func granted(_ grant: Grant, _ question: DoorQuestion, at now: Timestamp) -> DoorDecision {
    let end = DoorWords.moment(grant.end)
    var decision: DoorDecision
    if let workshop = grant.workshop {
      decision = DoorDecision(
        true, .workshop, "you take part in \(workshop.name) until \(end)", grant: grant,
        groups: question.groups + [workshop.group])
    } else {
      decision = DoorDecision(true, .grant, "you were let in until \(end)", grant: grant, groups: question.groups)
    }
    decision.notice = notice(of: grant, at: now)
    return decision
  }

  /// What somebody who is in by a grant is warned of, when its end is near.
  public func notice(of grant: Grant, at now: Timestamp) -> String? {
    let left = grant.end.seconds - now.seconds
    guard left > 0, left <= policy.warnBefore else { return nil }
    let what = grant.workshop.map(\.name) ?? "Your time on this hub"
    return "\(what) ends at \(DoorWords.moment(grant.end)): save your work; your server is stopped then."
  }

  // MARK: - The join code

  private func byCode(_ digest: String, _ question: DoorQuestion, at now: Timestamp) -> DoorStep {
    guard let grant = workshop(ofCode: digest), let workshop = grant.workshop else {
      return .answer(DoorDecision(false, .wrongCode, "this join link is none of this hub's: ask whoever invited you"))
    }
    if let participant = participant(question.name, of: grant.id) {
      return .answer(refusal(participant, grant, workshop, at: now) ?? refusal(of: question.name, at: now))
    }
    switch grant.state(at: now) {
    case .coming: return .answer(early(grant, workshop.name))
    case .over: return .answer(over(grant, workshop.name))
    case .open:
      guard seatsTaken(of: grant.id) < workshop.seats else { return .answer(HubDoor.full(grant, workshop)) }
      return .join(grant.id)
    }
  }

  /// That there is no seat left.
  static func full(_ grant: Grant, _ workshop: Workshop) -> DoorDecision {
    DoorDecision(
      false, .full, "all \(workshop.seats) seats of \(workshop.name) are taken: ask whoever invited you", grant: grant)
  }

  /// The answer to somebody who found the last seat taken between asking and sitting down.
  public func full(_ grant: GrantID) -> DoorDecision {
    guard let found = grants[grant], let workshop = found.workshop else {
      return DoorDecision(false, .nothing, "nothing lets you into this hub")
    }
    return HubDoor.full(found, workshop)
  }

  // MARK: - Refusals

  private func refusal(of name: String, at now: Timestamp) -> DoorDecision {
    let joined = workshops(of: name)
    for (grant, participant) in joined.reversed() where grant.state(at: now) != .over {
      if let workshop = grant.workshop, let refusal = refusal(participant, grant, workshop, at: now) { return refusal }
    }
    let own = grants(naming: name)
    if let next = own.filter({ $0.state(at: now) == .coming }).min(by: { $0.from < $1.from }) {
      return early(next, "your time on this hub")
    }
    if let last = (own + joined.map(\.grant)).filter({ $0.state(at: now) == .over }).max(by: { $0.end < $1.end }) {
      return over(last, last.workshop.map(\.name) ?? "your time on this hub")
    }
    return DoorDecision(false, .nothing, "nobody has let you into this hub: ask whoever runs it")
  }

  private func refusal(
    _ participant: Participant, _ grant: Grant, _ workshop: Workshop, at now: Timestamp
  ) -> DoorDecision? {
    switch participant.state {
    case .removed:
      return DoorDecision(false, .removed, "you were taken off \(workshop.name): ask whoever runs it", grant: grant)
    case .waiting:
      return DoorDecision(
        false, .waiting, "you have a seat in \(workshop.name) and wait to be let in: try again in a while", grant: grant)
    case .admitted:
      switch grant.state(at: now) {
      case .coming: return early(grant, workshop.name)
      case .over: return over(grant, workshop.name)
      case .open: return nil
      }
    }
  }

  private func early(_ grant: Grant, _ what: String) -> DoorDecision {
    DoorDecision(false, .early, "\(what) begins at \(DoorWords.moment(grant.from))", grant: grant)
  }

  private func over(_ grant: Grant, _ what: String) -> DoorDecision {
    DoorDecision(false, .over, "\(what) ended at \(DoorWords.moment(grant.end))", grant: grant)
  }

  // MARK: - What somebody who is in may do

  private func narrowed(_ decision: DoorDecision, _ question: DoorQuestion, at now: Timestamp) -> DoorDecision {
    var decision = decision
    if !profiles.isEmpty, !decision.isAdmin {
      let seen = profiles.filter { $0.isSeen(by: question.name, of: decision.groups) }.map(\.slug)
      if seen.count < profiles.count { decision.profiles = seen }
    }
    guard question.event == .spawn else { return decision }
    if let profile = question.profile, let seen = decision.profiles, !seen.contains(profile) {
      return DoorDecision(false, .profile, "the choice '\(profile)' is not for you: choose another")
    }
    if let grant = decision.grant.flatMap({ grants[$0] }), let refusal = tooMany(question.name, grant, at: now) {
      return refusal
    }
    return decision
  }

  /// That the workshop has as many servers as it may have.
  private func tooMany(_ name: String, _ grant: Grant, at now: Timestamp) -> DoorDecision? {
    guard let workshop = grant.workshop, let most = workshop.serversAtOnce else { return nil }
    let others = participants[grant.id, default: [:]].keys.count { $0 != name && hasServer($0, at: now) }
    guard others >= most else { return nil }
    return DoorDecision(
      false, .servers, "\(workshop.name) may have \(most) servers at once, and they run: try again when somebody stops theirs",
      grant: grant)
  }

  private func hasServer(_ name: String, at now: Timestamp) -> Bool {
    if running.contains(name) { return true }
    return starting[name].map { now.seconds - $0.seconds < HubDoor.longestStart } ?? false
  }

  /// Seconds for which a start that was allowed counts as a server, though the hub does not name it among the running ones.
  static let longestStart = 60.0
}

extension HubDoor.ProfileRule {
  func isSeen(by name: String, of own: [String]) -> Bool {
    guard let people else { return groups.isEmpty || own.contains(where: groups.contains) }
    return people.contains(name) || own.contains(where: groups.contains)
  }
}

/// Words of decisions.
enum DoorWords {
  /// `2026-12-01 18:00 UTC`.
  static func moment(_ time: Timestamp) -> String { "\(time.day) \(time.timeOfDay.prefix(5)) UTC" }
}
