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
}

extension AtollRequestContext {
  /// What of the fleet whoever asks sees.
  /// - Throws: a 401 problem for someone who has not signed in.
  func sight() throws -> Sight { try signedIn().sight }
}
