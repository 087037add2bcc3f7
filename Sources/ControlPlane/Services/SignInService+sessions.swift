import Basics
import HTTPTypes
import Store

extension SignInService {
  /// The sessions that go on, newest first: everyone's for those who let people in, else one's own.
  func sessions(for identity: Identity) async throws -> [SessionAnswer] {
    try await visible(to: identity).map { SessionAnswer($0, for: identity) }
  }

  /// Ends a session that whoever asks may see. A page of it that is live goes on for ten minutes at most.
  /// - Throws: a 404 problem where they see none of that name.
  func endSession(_ name: String, by identity: Identity) async throws -> SessionAnswer {
    let found = try await visible(to: identity).first { SessionAnswer.name(of: $0) == name }
    guard let found, try await store.endSession(found.id, at: now()) else { throw Problem.notFound("session \(name)") }
    try await store.append(
      .init(
        .sessionEnded, .person(found.person), by: identity.name, at: now(), "A session of \(found.person) was ended"))
    return SessionAnswer(found, for: identity)
  }

  private func visible(to identity: Identity) async throws -> [Session] {
    try await store.sessions(of: identity.may(.letIn) ? nil : PersonID(identity.name), at: now())
  }
}
