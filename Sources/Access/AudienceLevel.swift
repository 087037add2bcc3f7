/// How wide a door is: who, at the widest, may enter a hub.
public enum AudienceLevel: String, Sendable, Codable, CaseIterable, Comparable {
  case nobody
  /// People whose names are written.
  case people
  /// Members of named teams or groups.
  case teams
  /// People of named domains or institutions.
  case institutions
  /// Anyone with an account at a public provider: an account that everyone can make.
  case accounts
  /// Anyone at all, or anyone who has the one password.
  case anyone

  /// As people read it.
  public var title: String {
    switch self {
    case .nobody: "nobody"
    case .people: "named people"
    case .teams: "members of named teams or groups"
    case .institutions: "people of named domains or institutions"
    case .accounts: "anyone with an account at a public provider"
    case .anyone: "anyone at all"
    }
  }

  private var rank: Int {
    switch self {
    case .nobody: 0
    case .people: 1
    case .teams: 2
    case .institutions: 3
    case .accounts: 4
    case .anyone: 5
    }
  }

  public static func < (one: AudienceLevel, other: AudienceLevel) -> Bool { one.rank < other.rank }
}
