import Delivery
public import Basics
import Engines
public import Fleet
import Foundation
import Store

/// Who can log in to a hub, and with what, as far as Atoll knows.
public struct HubLogins: Codable, Sendable, Equatable {
  public var hub: HubID
  public var login: Access.Login
  /// The declared people and admins.
  public var people: [PersonID]
  /// The one password, of hubs that have one for all.
  public var sharedPassword: String?
  public var adminPassword: String?
  public var admins: [PersonID]
  /// Passwords that Atoll made and nobody has changed, by person.
  public var passwords: [String: String]

  /// For people.
  public var text: String {
    switch login {
    case .sharedPassword:
      var lines = [
        "\(hub): \(people.count) people with the one password \(sharedPassword ?? "(not made yet: start the hub)")"
      ]
      lines.append("  as: \(list(people))")
      if let adminPassword, !admins.isEmpty { lines.append("  admins \(list(admins)) with \(adminPassword)") }
      return lines.joined(separator: "\n")
    case .password:
      let known = passwords.sorted { $0.key < $1.key }.map { "  \($0.key)  \($0.value)" }
      let rest = people.filter { passwords[$0.rawValue] == nil }
      let others = rest.isEmpty ? [] : ["  \(list(rest)): with passwords of their own"]
      return (["\(hub): each with a password of their own"] + known + others).joined(separator: "\n")
    case .github, .cilogon, .google, .oidc:
      return "\(hub): \(list(people)) through \(login.rawValue)"
    case .none:
      return "\(hub): anyone, without a login"
    case .other:
      return "\(hub): in a way that Atoll does not know"
    }
  }

  private func list(_ people: [PersonID]) -> String {
    let names = people.prefix(4).map(\.rawValue)
    let rest = people.count - names.count
    return names.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension Machine {
  /// Who can log in to a hub of the fleet that was deployed last.
  /// - Throws: `LoginsError` where nothing is deployed, or the fleet has no such hub.
  public func logins(at hub: HubID) async throws -> HubLogins {
    let fleet = try await deployedFleet()
    guard let declared = fleet.hubs[hub] else {
      throw LoginsError.noSuchHub(
        hub, near: Suggestion.nearest(to: hub.rawValue, among: fleet.hubs.keys.map(\.rawValue)))
    }
    return try logins(at: declared)
  }

  func logins(at hub: Hub) throws -> HubLogins {
    let secrets = FolderSecrets(folder: state.secrets)
    let access = hub.access
    let people = Array(Set(access.people + access.admins)).sorted()
    let open = access.login == .password ? try engine().openPasswords(of: hub.id) : []
    return HubLogins(
      hub: hub.id, login: access.login, people: people,
      sharedPassword: try access.password.flatMap { try secrets.value(of: $0) },
      adminPassword: try access.adminPassword.flatMap { try secrets.value(of: $0) }, admins: access.admins,
      passwords: Dictionary(open.map { ($0.person, $0.password) }, uniquingKeysWith: { $1 }))
  }

  /// The fleet that was deployed last, from the state folder's copy.
  func deployedFleet() async throws -> Fleet {
    let store = try Store.openReadOnly(at: state.database)
    let deployed = try await store.deployedFleet()
    try store.close()
    guard let deployed else { throw LoginsError.nothingDeployed }
    let source = try FleetSource.read(folder: deployed.folder.path)
    guard let fleet = FleetLoader.load(source).fleet else { throw LoginsError.nothingDeployed }
    return fleet
  }
}

/// Why it cannot be said who logs in to a hub.
public enum LoginsError: Error, CustomStringConvertible {
  case nothingDeployed
  case noSuchHub(HubID, near: String?)

  public var description: String {
    switch self {
    case .nothingDeployed: "nothing is deployed in this state folder yet. Deploy a folder: atoll up FOLDER"
    case .noSuchHub(let hub, let near):
      "the fleet declares no hub \(hub)" + (near.map { "; did you mean \($0)?" } ?? "")
    }
  }
}
