public import Basics

/// What the control plane knows of one hub's door beyond the hub's own rules: grants, who takes part, who is shut out,
/// whether it is closed, and what each profile asks for.
public struct HubDoor: Sendable, Equatable {
  public var hub: HubID
  public var policy: DoorPolicy
  /// Nil: open as declared.
  public var closure: Closure?
  public private(set) var grants: [GrantID: Grant] = [:]
  public private(set) var participants: [GrantID: [String: Participant]] = [:]
  /// People who are kept out whatever lets them in, with the reason.
  public var shutOut: [String: String] = [:]
  /// Profiles that not everyone sees; those that are not here are everyone's.
  public var profiles: [ProfileRule] = []
  /// Names that have an active server, as the hub said last.
  public var running: Set<String> = []
  /// The hub's user list, as it said last; nil: it has not said yet.
  public var people: Set<String>?
  /// Starts of servers that were allowed and are not among `running` yet, with the time.
  public var starting: [String: Timestamp] = [:]

  private var byPerson: [String: [GrantID]] = [:]
  private var byCode: [String: GrantID] = [:]
  private var byParticipant: [String: [GrantID]] = [:]

  /// That nobody but admins may come in.
  public struct Closure: Sendable, Equatable {
    public var because: String
    public var by: String
    public var since: Timestamp

    public init(because: String, by: String, since: Timestamp) {
      self.because = because
      self.by = by
      self.since = since
    }
  }

  /// Who sees a profile.
  public struct ProfileRule: Sendable, Equatable {
    /// As it stands in addresses and forms.
    public var slug: String
    /// Nil: everyone.
    public var people: Set<String>?
    public var groups: Set<String>

    public init(slug: String, people: Set<String>? = nil, groups: Set<String> = []) {
      self.slug = slug
      self.people = people
      self.groups = groups
    }
  }

  public init(hub: HubID, policy: DoorPolicy = DoorPolicy()) {
    self.hub = hub
    self.policy = policy
  }

  /// A name as it is compared: JupyterHub's names are in lower case, without spaces around them.
  public static func key(_ name: String) -> String {
    let lower = name.lowercased()
    guard let first = lower.firstIndex(where: { !$0.isWhitespace }),
      let last = lower.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(lower[first...last])
  }

  // MARK: - Grants and participants

  /// Adds a grant, or puts one in the place of its former self.
  public mutating func put(_ grant: Grant) {
    if let former = grants[grant.id] { forget(former) }
    grants[grant.id] = grant
    switch grant.whom {
    case .person(let name): byPerson[name, default: []].append(grant.id)
    case .workshop(let workshop): byCode[workshop.codeDigest] = grant.id
    }
  }

  private mutating func forget(_ grant: Grant) {
    switch grant.whom {
    case .person(let name): byPerson[name]?.removeAll { $0 == grant.id }
    case .workshop(let workshop): byCode[workshop.codeDigest] = nil
    }
  }

  /// Adds somebody to a workshop, or puts them in the place of their former self.
  public mutating func put(_ participant: Participant, in grant: GrantID) {
    if participants[grant, default: [:]].updateValue(participant, forKey: participant.name) == nil {
      byParticipant[participant.name, default: []].append(grant)
    }
  }

  public func participant(_ name: String, of grant: GrantID) -> Participant? { participants[grant]?[name] }

  /// Seats of a workshop that are taken.
  public func seatsTaken(of grant: GrantID) -> Int {
    participants[grant, default: [:]].values.count { $0.state.holdsSeat }
  }

  /// The workshop of a join code.
  public func workshop(ofCode digest: String) -> Grant? { byCode[digest].flatMap { grants[$0] } }

  /// Grants that name a person, in the order in which they were made.
  public func grants(naming name: String) -> [Grant] { byPerson[name, default: []].compactMap { grants[$0] } }

  /// Workshops that somebody joined or was taken off, in the order in which they came.
  public func workshops(of name: String) -> [(grant: Grant, participant: Participant)] {
    byParticipant[name, default: []].compactMap { id in
      guard let grant = grants[id], let participant = participants[id]?[name] else { return nil }
      return (grant, participant)
    }
  }

  /// The grant that lets somebody in at a time: of several the one that lasts longest. Nil: none does.
  public func right(of name: String, at now: Timestamp) -> Grant? {
    let own = grants(naming: name).filter { $0.state(at: now) == .open }
    let joined = workshops(of: name).filter { $0.participant.state == .admitted && $0.grant.state(at: now) == .open }
    return (own + joined.map(\.grant)).max { ($0.end, $1.id) < ($1.end, $0.id) }
  }

  /// People who are or were in by a grant, by name.
  public var everGranted: Set<String> {
    Set(byPerson.filter { !$0.value.isEmpty }.keys).union(byParticipant.keys)
  }
}

/// How doors behave, as the fleet declares it.
public struct DoorPolicy: Sendable, Equatable {
  /// Seconds for which a hub may keep a yes while the control plane cannot be reached.
  public var grace: Double
  /// Seconds for which a hub need not ask again whether somebody who is in may stay.
  public var again: Double
  /// Seconds before an end at which people are warned on the hub's pages.
  public var warnBefore: Double

  public init(grace: Double = 15 * 60, again: Double = 60, warnBefore: Double = 10 * 60) {
    self.grace = grace
    self.again = again
    self.warnBefore = warnBefore
  }
}
