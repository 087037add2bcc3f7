public import Basics

/// Who may enter a hub, as its values and the versions of its libraries say, and how far that is certain.
public struct Audience: Sendable, Equatable {
  public let hub: HubID
  /// The widest who may enter. Where the audience is not certain: at least these, as far as can be read.
  public let level: AudienceLevel
  /// What logs people in, as configured: `github`, `oauthenticator.google.GoogleOAuthenticator`, ….
  public let authenticator: String
  /// The class's own name, such as `GitHubOAuthenticator`; nil where Atoll does not know the class.
  public let className: String?
  /// Names that may enter, as JupyterHub compares them (lower case), sorted; without blocked ones.
  public let people: [String]
  /// Teams, groups and projects whose members may enter, as written.
  public let teams: [String]
  /// Domains and institutions whose people may enter.
  public let domains: [String]
  /// Who else may enter, in words: `anyone with a GitHub account`.
  public let crowds: [String]
  /// Names that are made admin when they enter, lower case, sorted.
  public let admins: [String]
  /// Names that are kept out, as written, sorted: JupyterHub does not bring them to lower case.
  public let blocked: [String]
  /// Whether all who are already in the hub's user list may enter as well, also when their name was removed since.
  public let admitsExistingUsers: Bool
  /// Whether one password guards a door that everyone else could enter.
  public let needsPassword: Bool
  /// The rules that made this, those that decided first.
  public let reasons: [Reason]
  /// Why the audience may be another than what was read; empty where it is certain.
  public let doubts: [Doubt]

  /// Whether everything that decides who may enter could be read. Where not, a hub is never called safe.
  public var isCertain: Bool { doubts.isEmpty }

  /// The line that decided how wide the door is, where one did.
  public var place: SourcePlace? {
    reasons.first { $0.effect == .admits(level) && $0.place != nil }?.place ?? reasons.first { $0.place != nil }?.place
  }

  /// A rule, and the line that set it.
  public struct Reason: Sendable, Hashable {
    public let effect: Effect
    /// Without a full stop.
    public let sentence: String
    public let place: SourcePlace?

    public enum Effect: Sendable, Hashable {
      /// Lets people in, up to this level.
      case admits(AudienceLevel)
      /// Keeps people out.
      case restricts
      /// Is set, and makes no difference to who may enter.
      case ignored
    }

    public init(_ effect: Effect, _ sentence: String, at place: SourcePlace?) {
      self.effect = effect
      self.sentence = sentence
      self.place = place
    }
  }

  /// Something that may change who can enter and cannot be read.
  public struct Doubt: Sendable, Hashable {
    public let kind: Kind
    /// Compact and without a full stop: `code in 5 places (hub.extraConfig: …)`.
    public let sentence: String
    public let places: [SourcePlace]

    public enum Kind: String, Sendable, Codable {
      /// A values file that is encrypted, missing or unreadable.
      case layers
      /// A chart that is not at hand.
      case chart
      /// Python that the hub runs.
      case code
      /// A class that Atoll does not know.
      case authenticator
      /// A rule or value that Atoll cannot weigh.
      case rule
      /// Versions that nobody said.
      case version
      /// Versions that follow from the chart, where the hub may run others. Of a lesser kind.
      case assumedVersion
    }

    /// Whether it is a doubt of the lesser kind: likely as assumed.
    public var isSlight: Bool { kind == .assumedVersion }

    public init(_ kind: Kind, _ sentence: String, at places: [SourcePlace] = []) {
      self.kind = kind
      self.sentence = sentence
      self.places = places
    }
  }
}

extension Audience {
  /// Who may enter, in a few words: `anyone with a GitHub account`; `at least 12 named people, as far as can be read`.
  public var summary: String {
    let who = whoEnters
    return isCertain ? who : "at least \(who), as far as can be read"
  }

  private var whoEnters: String {
    switch level {
    case .nobody: return "nobody"
    case .people where people.isEmpty: return crowds.isEmpty ? level.title : crowds.joined(separator: ", ")
    case .people: return people.count == 1 ? "1 named person" : "\(people.count) named people"
    case .teams where teams.isEmpty: return level.title
    case .teams: return "members of \(Words.list(teams, atMost: 3))"
    case .institutions, .accounts, .anyone: return crowd
    }
  }

  /// Those who enter by no name and no team: `anyone with a Google account, and people of reef.edu`.
  var crowd: String {
    var parts = crowds
    if !domains.isEmpty { parts.append("people of \(Words.list(domains, atMost: 4))") }
    return parts.isEmpty ? level.title : parts.joined(separator: ", and ")
  }
}

/// How lists and counts are written in sentences.
enum Words {
  /// Each once, in the order in which they come first.
  static func unique(_ items: [String]) -> [String] {
    var seen: Set<String> = []
    return items.filter { seen.insert($0).inserted }
  }

  /// `a`, `a and b`, `a, b and 3 more`.
  static func list(_ items: [String], atMost limit: Int) -> String {
    if items.count <= 1 { return items.first ?? "" }
    if items.count > limit {
      return "\(items.prefix(limit - 1).joined(separator: ", ")) and \(items.count - limit + 1) more"
    }
    return "\(items.dropLast().joined(separator: ", ")) and \(items[items.count - 1])"
  }

  static func count(_ number: Int, _ one: String, _ many: String) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(many)"
  }
}
