public import Basics
import Delivery
import Fleet
import Foundation

extension LocalEngine {
  /// A password that the engine made and that is still to be handed over.
  public struct OpenPassword: Sendable, Equatable {
    /// The name to log in with, or, where one password is for many, who they are.
    public var person: String
    public var password: String

    public init(person: String, password: String) {
      self.person = person
      self.password = password
    }
  }

  /// The passwords that the engine made for a hub and nobody has changed since, to be handed to people, by name.
  public func openPasswords(of hub: HubID) throws -> [OpenPassword] {
    try HubPasswords(folder: state.hub(hub)).open().sorted { $0.key < $1.key }
      .map { OpenPassword(person: $0.key, password: $0.value) }
  }

  /// Sets a person's password at a hub with `login: password`; it holds from the next login on.
  public func setPassword(_ password: String, of person: PersonID, at hub: HubID) async throws {
    let folder = try state.hub(hub)
    guard Folder.exists(folder.path) else { throw EngineFailure("The hub \(hub) is not set up here") }
    try await HubPasswords(folder: folder).set(password, of: person.rawValue.lowercased())
  }

  /// Makes what is missing: for `login: password` a password for each person who is allowed, for `login:
  /// shared-password` the secrets that the values name.
  func ensurePasswords(of release: Release, in folder: HubFolder, report: @escaping Report) async throws {
    let passwords = HubPasswords(folder: folder)
    switch HubValues.login(release.values) {
    case .password: try await passwords.ensure(for: HubValues.people(release.values), report: report)
    case .sharedPassword:
      for kind in SharedPassword.allCases {
        let path = ["hub", "config", "SharedPasswordAuthenticator", kind.rawValue]
        guard let name = release.values[path: path].flatMap(SecretReferences.name), try secrets.value(of: name) == nil
        else { continue }
        let password = kind.make()
        try secrets.keep(password, as: name)
        try await passwords.handOver(password, to: kind.holders)
        report("Made the secret `\(name)`, the password of \(kind.holders)")
      }
    case .github, .cilogon, .google, .oidc, .none, .other: break
    }
  }
}

/// The two passwords of `login: shared-password`, named as its authenticator names them.
private enum SharedPassword: String, CaseIterable {
  case user = "user_password"
  case admin = "admin_password"

  var holders: String { self == .user ? "everyone" : "admins" }

  /// JupyterHub asks for 32 characters or more where admins share one.
  func make() -> String { self == .user ? Randomness.password() : Randomness.hex(bytes: 20) }
}
