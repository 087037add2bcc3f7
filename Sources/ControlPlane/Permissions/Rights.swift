import Basics
import Fleet
import Store

/// What a person is to a fleet: their standings, and the communities that they represent.
struct Rights: Sendable, Equatable {
  /// In the order of the table.
  var standings: [Standing]
  var communities: Set<CommunityID> = []

  var permissions: Set<Permission> { standings.reduce(into: []) { $0.formUnion($1.permissions) } }

  /// Of a person, by the roles and the representatives that the fleet declares. Someone whom it does not name may do nothing,
  /// and so may someone of the team after their last day.
  /// - Parameters:
  ///   - fleet: nil before anything is deployed: then whoever is at the machine may do everything.
  ///   - day: today.
  init(of person: PersonID, in fleet: Fleet?, on day: CalendarDay) {
    guard let fleet else {
      self.init(standings: [.machine])
      return
    }
    let communities = fleet.communities.values.filter { $0.representatives[person] != nil }.map(\.id)
    if let known = fleet.organisation.people[person] {
      let isHere = known.ends.map { day <= $0 } ?? true
      let roles = isHere ? Set(known.roles.map(Standing.init)) : []
      let all = communities.isEmpty ? roles : roles.union([.representative])
      self.init(standings: Standing.allCases.filter(all.contains), communities: Set(communities))
    } else if !communities.isEmpty {
      self.init(standings: [.representative], communities: Set(communities))
    } else {
      self.init(standings: person.rawValue == Identity.localOperator.name ? [.machine] : [])
    }
  }

  init(standings: [Standing], communities: Set<CommunityID> = []) {
    self.standings = standings
    self.communities = communities
  }

  /// What a token of theirs with these scopes may do: never more than they.
  func permissions(within scopes: Set<TokenScope>) -> Set<Permission> {
    permissions.intersection(scopes.reduce(into: []) { $0.formUnion($1.permissions) })
  }

  /// The page that opens first: the hubs for those who operate them, the one community of its representative, the growth plan
  /// for everybody else of the team.
  var firstPage: String {
    if permissions.contains(.change) { return Paths.overview }
    if permissions.contains(.lookAtFleet) { return Paths.growth }
    guard communities.count == 1, let only = communities.first else { return Paths.overview }
    return Paths.community(only)
  }
}

extension Standing {
  init(_ role: Role) {
    switch role {
    case .engineer: self = .engineer
    case .operationsEngineer: self = .operationsEngineer
    case .steward: self = .steward
    case .communityLead: self = .communityLead
    case .partnerships: self = .partnerships
    case .finance: self = .finance
    case .viewer: self = .viewer
    }
  }
}
