import Basics

/// People who share something: the members of teams, the people of a domain, everyone with an account.
struct Crowd {
  var level: AudienceLevel
  /// Those of whom no list says more: `anyone with a GitHub account`.
  var words: [String] = []
  var teams: [String] = []
  var domains: [String] = []
  /// The lines that made the crowd what it is.
  var reasons: [Audience.Reason] = []

  static let nobody = Crowd(level: .nobody)

  /// Who they are, in a sentence.
  var who: String {
    var parts = words
    if !domains.isEmpty { parts.append("people of \(Words.list(Words.unique(domains), atMost: 4))") }
    if !teams.isEmpty { parts.append("members of \(Words.list(Words.unique(teams), atMost: 3))") }
    return parts.isEmpty ? "nobody" : parts.joined(separator: ", and ")
  }

  /// Both together.
  mutating func add(_ other: Crowd) {
    level = max(level, other.level)
    for word in other.words where !words.contains(word) { words.append(word) }
    teams += other.teams
    domains += other.domains
    reasons += other.reasons
  }

  /// Narrowed to the people of domains or of an institution.
  func narrowed(toDomains names: [String], _ sentence: String, at place: SourcePlace?) -> Crowd {
    let isPublic = names.contains(where: Providers.isPublicDomain)
    return Crowd(
      level: min(level, isPublic ? .accounts : .institutions), domains: names,
      reasons: reasons + [Audience.Reason(.restricts, sentence, at: place)])
  }

  /// Narrowed to the members of teams or groups.
  func narrowed(toTeams names: [String], _ sentence: String, at place: SourcePlace?) -> Crowd {
    Crowd(
      level: min(level, .teams), teams: names,
      reasons: reasons + [Audience.Reason(.restricts, sentence, at: place)])
  }
}

/// Who may enter by the rules of one pair of versions.
struct Ruling {
  var level = AudienceLevel.nobody
  var people: Set<String> = []
  var teams: [String] = []
  var domains: [String] = []
  var crowds: [String] = []
  var reasons: [Audience.Reason] = []
  var doubts: [Audience.Doubt] = []
  var admitsExistingUsers = false
  var needsPassword = false

  /// Lets a crowd in.
  mutating func admit(_ crowd: Crowd, _ sentence: String, at place: SourcePlace?) {
    if crowd.level > .nobody { reasons.append(Audience.Reason(.admits(crowd.level), sentence, at: place)) }
    reasons += crowd.reasons
    level = max(level, crowd.level)
    teams += crowd.teams
    domains += crowd.domains
    for word in crowd.words where !crowds.contains(word) { crowds.append(word) }
  }

  /// Lets the members of teams or groups in.
  mutating func admit(teams names: [String], _ sentence: String, at place: SourcePlace?) {
    guard !names.isEmpty else { return }
    teams += names
    level = max(level, .teams)
    reasons.append(Audience.Reason(.admits(.teams), sentence, at: place))
  }

  /// Lets people in by name.
  mutating func admit(people names: Set<String>, _ sentence: String, at place: SourcePlace?) {
    guard !names.isEmpty else { return }
    people.formUnion(names)
    level = max(level, .people)
    reasons.append(Audience.Reason(.admits(.people), sentence, at: place))
  }

  mutating func note(_ effect: Audience.Reason.Effect, _ sentence: String, at place: SourcePlace?) {
    reasons.append(Audience.Reason(effect, sentence, at: place))
  }
}
