import Basics
import Fleet
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
}

/// A person or program that has proved who it is.
struct Identity: Sendable, Equatable {
  /// The name in the event log.
  var name: String
  var mayChange: Bool
  var proof: Proof

  enum Proof: Sendable, Equatable {
    /// A browser's session, by its id: forms of it carry a token derived from the id.
    case session(String)
    /// A bearer token.
    case token
  }
}

extension Role {
  /// Whether someone with this role may deploy, wake and put to sleep.
  var mayChange: Bool {
    switch self {
    case .engineer, .operationsEngineer, .steward: true
    case .communityLead, .partnerships, .finance, .viewer: false
    }
  }
}
