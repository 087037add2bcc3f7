public import Basics
import Fleet

/// What `GET /api/v1/permissions` answers: the table of who may do what, and who has which role.
public struct PermissionsAnswer: Codable, Sendable, Equatable {
  public var permissions: [PermissionLine]
  public var roles: [RoleLine]
  /// Those that whoever asks may see.
  public var communities: [CommunityLine]

  public struct PermissionLine: Codable, Sendable, Equatable {
    public var permission: String
    /// What it lets somebody do, after "may".
    public var may: String
    public var roles: [String]
  }

  public struct RoleLine: Codable, Sendable, Equatable {
    public var role: String
    public var title: String
    /// People of the team who have it today.
    public var people: [PersonLine]
  }

  public struct PersonLine: Codable, Sendable, Equatable {
    public var person: PersonID
    public var name: String
  }

  public struct CommunityLine: Codable, Sendable, Equatable {
    public var community: CommunityID
    public var name: String
    public var representatives: [PersonLine]
    public var hubs: [HubID]
  }
}

extension PermissionsAnswer {
  /// - Parameters:
  ///   - fleet: nil before anything is deployed.
  ///   - day: today: whoever has left has no role any more.
  init(_ fleet: Fleet?, sight: Sight, on day: CalendarDay) {
    permissions = Permission.allCases.map { permission in
      PermissionLine(
        permission: permission.rawValue, may: permission.phrase,
        roles: Standing.allCases.filter { $0.permissions.contains(permission) }.map(\.rawValue))
    }
    let people = (fleet?.organisation.people ?? [:]).sorted { $0.key < $1.key }
    let standings = people.map { id, person in
      (line: PersonLine(person: id, name: person.name), of: Set(Rights(of: id, in: fleet, on: day).standings))
    }
    roles = Standing.allCases.map { standing in
      let holders = standing == .representative ? [] : standings.filter { $0.of.contains(standing) }.map(\.line)
      return RoleLine(role: standing.rawValue, title: standing.title, people: holders)
    }
    let seen = fleet.map(sight.narrowed)
    communities = (seen?.communities.values.sorted { $0.id < $1.id } ?? []).map { community in
      CommunityLine(
        community: community.id, name: community.name,
        representatives: community.representatives.sorted { $0.key < $1.key }.map { id, person in
          PersonLine(person: id, name: person.name)
        },
        hubs: (seen?.hubs(of: community.id) ?? []).map(\.id))
    }
  }
}
