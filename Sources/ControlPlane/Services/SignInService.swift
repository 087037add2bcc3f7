import Basics
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import Store

/// Lets people and programs in: one-time links that become sessions, and tokens.
struct SignInService: Sendable {
  let store: Store
  let fleet: FleetService
  let signer: CookieSigner
  let publicURL: String
  let now: @Sendable () -> Double

  /// How long a link may wait to be followed, in seconds.
  static let linkLifetime: Double = 15 * 60
  /// How long a session lasts, in seconds.
  static let sessionLifetime: Double = 12 * 3600
  /// The longest life of a token, in days.
  static let longestToken = 366

  /// Makes a link for a person of the fleet; for the first one on duty where none is named, and for `operator` before
  /// anything is deployed.
  func makeLink(for person: PersonID?, by maker: Identity) async throws -> SignInLink {
    let person = try await known(person)
    let code = try await store.makeSignInLink(for: person, at: now(), lifetime: SignInService.linkLifetime)
    try await store.append(
      .init(.linkMade, .person(person), by: maker.name, at: now(), "A sign-in link was made for \(person)"))
    return SignInLink(
      url: "\(publicURL)/sign-in?code=\(code.text)", person: person.rawValue,
      expires: now() + SignInService.linkLifetime)
  }

  /// Uses up a code and gives the cookie of the session, or says why not.
  func follow(code: String) async throws -> Result<(cookie: Cookie, person: PersonID), Refused> {
    switch try await store.signIn(with: Secret(text: code), at: now(), lifetime: SignInService.sessionLifetime) {
    case .signedIn(let secret, let session):
      try await store.append(
        .init(.signedIn, .person(session.person), by: session.person.rawValue, at: now(), "\(session.person) signed in")
      )
      return .success((cookie(signer.sign(secret.text), maxAge: Int(SignInService.sessionLifetime)), session.person))
    case .refused(let reason):
      try await store.append(
        .init(.signInRefused, .server, by: "someone", at: now(), "A sign-in link was refused: \(reason.rawValue)"))
      return .failure(Refused(reason: reason))
    }
  }

  /// Ends a session and gives the cookie that makes the browser forget it.
  func signOut(_ identity: Identity) async throws -> Cookie {
    if case .session(let id) = identity.proof { try await store.endSession(id, at: now()) }
    try await store.append(
      .init(.signedOut, .person(PersonID(identity.name)), by: identity.name, at: now(), "\(identity.name) signed out"))
    return cookie("", maxAge: 0)
  }

  /// Makes a token that acts in the name of whoever makes it, and may never do more than they.
  func makeToken(_ request: TokenRequest, by maker: Identity) async throws -> TokenAnswer {
    guard (1...SignInService.longestToken).contains(request.days), !request.name.isEmpty, request.name.utf8.count <= 64
    else {
      throw Problem(
        .badRequest, "bad-token", "Bad token", detail: "A token has a name of 1 to 64 bytes and lives 1 to 366 days.")
    }
    guard try await !store.tokens().contains(where: { $0.name == request.name && $0.revoked == nil }) else {
      throw Problem(
        .conflict, "token-exists", "Token exists", detail: "There is a token named \(request.name).",
        next: "Choose another name, or revoke it first.")
    }
    let scopes: Set<TokenScope> = request.mayChange ? [.read, .deploy] : [.read]
    let (secret, token) = try await store.makeToken(
      named: request.name, for: PersonID(maker.name), scopes: scopes, at: now(), lifetime: Double(request.days) * 86_400)
    try await store.append(
      .init(.tokenMade, .token(request.name), by: maker.name, at: now(), "Token \(request.name) was made"))
    return TokenAnswer(token, secret: secret)
  }

  /// The tokens that let anyone in: everyone's for those who let people in, else one's own.
  func tokens(for identity: Identity) async throws -> [APIToken] {
    let at = now()
    return try await store.tokens().filter { token in
      token.isValid(at: at) && (identity.may(.letIn) || token.person.rawValue == identity.name)
    }
  }

  func revokeToken(_ name: String, by identity: Identity) async throws {
    guard try await tokens(for: identity).contains(where: { $0.name == name }),
      try await store.revokeToken(named: name, at: now())
    else { throw Problem.notFound("token \(name)") }
    try await store.append(.init(.tokenRevoked, .token(name), by: identity.name, at: now(), "Token \(name) was revoked"))
  }

  /// Why a link did not sign anyone in.
  struct Refused: Error {
    var reason: SignIn.Refusal

    var sentence: String {
      switch reason {
      case .unknown: "This link is not one of ours"
      case .expired: "This link has expired: links hold for 15 minutes"
      case .used: "This link was used before: each signs in once"
      }
    }
  }

  private func known(_ person: PersonID?) async throws -> PersonID {
    guard let declared = await fleet.deployed?.fleet else { return person ?? "operator" }
    let team = declared.organisation
    guard let person else { return team.onDuty.first ?? team.people.keys.min() ?? "operator" }
    let everyone = declared.everyone
    guard everyone.contains(person) else { throw Problem.noSuchPerson(person, among: everyone.map(\.rawValue)) }
    return person
  }

  private func cookie(_ value: String, maxAge: Int) -> Cookie {
    // Lax, not Strict: the link is followed from a terminal or a mail. Forms carry a token of their session besides.
    Cookie(
      name: Authentication.cookie, value: value, maxAge: maxAge, path: "/", secure: publicURL.hasPrefix("https:"),
      httpOnly: true, sameSite: .lax)
  }
}
