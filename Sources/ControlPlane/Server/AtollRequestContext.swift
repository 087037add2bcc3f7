import Basics
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// What is known of a request beside the request itself.
struct AtollRequestContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who asks; nil for someone who has not signed in.
  var identity: Identity?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }

  /// A fleet folder travels in one body.
  var maxUploadSize: Int { 64 * 1024 * 1024 }

  /// A part of the address that names something, without its percent-encoding: the name of an adopted hub has a slash.
  /// - Throws: a 400 problem where the address has no such part.
  func segment(_ name: String) throws -> String {
    let written = try parameters.require(name)
    return written.removingPercentEncoding ?? written
  }

  /// Who asks.
  /// - Throws: a 401 problem for someone who has not signed in.
  func signedIn() throws -> Identity {
    guard let identity else { throw Problem.signInNeeded }
    return identity
  }

  /// Who asks, where they may change something.
  /// - Throws: a 401 or 403 problem.
  func changing() throws -> Identity {
    let identity = try signedIn()
    guard identity.mayChange else { throw Problem.notAllowed }
    return identity
  }

  /// Who asks, where they may keep the growth plan.
  /// - Throws: a 401 or 403 problem.
  func planning() throws -> Identity {
    let identity = try signedIn()
    guard identity.mayPlan else { throw Problem.notAllowed }
    return identity
  }
}

/// A person or program that has proved who it is.
struct Identity: Sendable, Equatable {
  /// The name in the event log.
  var name: String
  var permissions: Permissions
  var proof: Proof

  /// Whether they may deploy, wake and put to sleep.
  var mayChange: Bool { permissions.mayChange }
  /// Whether they may keep the growth plan: answer its questions, log hours, review features.
  var mayPlan: Bool { permissions.mayPlan }

  enum Proof: Sendable, Equatable {
    /// A browser's session, by its id: forms of it carry a token derived from the id.
    case session(String)
    /// A bearer token.
    case token
  }
}

extension Identity {
  /// The command line of this machine, whoever sits at it.
  static let localOperator = Identity(name: "operator", permissions: .all, proof: .token)

  /// In whose name something is done. Whoever holds this machine's own token may say a person of the folder; everyone
  /// else speaks for themselves.
  /// - Throws: a 404 problem for someone whom the folder does not name.
  func actor(speakingFor person: String?, among folder: FleetSource) throws -> String {
    guard let person, self == .localOperator else { return name }
    let people = FleetLoader.load(folder).fleet?.organisation.people ?? [:]
    guard people[PersonID(person)] != nil else {
      let near = Suggestion.nearest(to: person, among: people.keys.map(\.rawValue))
      throw Problem(
        .notFound, "no-such-person", "No such person", detail: "fleet.yaml names no person \(person).",
        next: near.map { "Did you mean \($0)?" } ?? "People are declared under `people` in fleet.yaml.")
    }
    return person
  }
}
