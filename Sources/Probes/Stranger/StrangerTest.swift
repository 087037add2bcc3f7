import AsyncHTTPClient
import Basics
import Delivery
import Fleet
import Foundation
import NIOHTTP1

/// Someone not on the list is refused, and without a login nothing is shown.
struct StrangerTest: Sendable {
  let hub: HubEndpoint
  let configuration: ProbeConfiguration
  let client: HTTPClient
  let steps: StepLog

  private var isOAuth: Bool {
    switch hub.login {
    case .github, .cilogon, .google, .oidc: true
    case .password, .sharedPassword, .none, .other: false
    }
  }

  /// The sentence that says what was tried.
  func run() async throws -> String {
    try await steps.reach(hub, client, within: configuration.request)
    let api = HubAPI(hub: hub, client: client, patience: configuration.request)
    let names = try await api.userNames(atMost: 200).filter { $0 != hub.testUser.name }
    let pages = try await lookAtPages(names)
    let calls = try await callAPI(names)
    try await showMadeUpToken()
    try await logInMadeUp(api)
    if isOAuth { try await comeBackMadeUp() }
    let hasDecisions = try await knockAtDecisions()
    try await lookForSignUp()
    try await openWebSocket()
    let attempts =
      hub.login.hasForm
      ? "a made-up token, a made-up name, a wrong password" : "a made-up token, a made-up login"
    let decided = hasDecisions ? ", as a made-up person whom the provider has let through" : ""
    return "a stranger was shown only the login page at \(pages) addresses, and was refused with \(calls) calls of the "
      + "API, \(attempts)\(decided) and a websocket"
  }

  private var stranger: Visitor { Visitor(to: hub, client: client, patience: configuration.request) }

  // MARK: Pages

  /// Addresses that only someone who is logged in may see; `USER` stands for the test user.
  static let pages = [
    "/", "/hub/", "/hub/home", "/hub/spawn", "/hub/token", "/hub/admin", "/hub/user-redirect/lab", "/hub/user/USER/",
    "/user/USER/", "/user/USER/lab", "/user/USER/api/contents",
  ]

  private func lookAtPages(_ names: [String]) async throws -> Int {
    let paths = StrangerTest.pages.map { $0.replacing("USER", with: URLText.encoded(hub.testUser.name)) }
    try await steps.step("see only the login page", within: configuration.request * 2) {
      let visitor = stranger
      let door = try await visitor.get("/hub/login")
      for path in paths {
        let answer = try await visitor.get(path)
        guard answer.shows(only: door) else {
          throw ProbeFailure.open(
            "a stranger who asked for \(path) was shown something else than the login page: "
              + "\(answer.page) answered \(answer.status)")
        }
        try checkNames(names, in: answer, known: door)
      }
    }
    return paths.count
  }

  // MARK: The API

  /// Calls that need a token. `/hub/api/` and `/hub/health` are public, and show the version and that the hub lives.
  static let calls = [
    "/hub/api/info", "/hub/api/user", "/hub/api/users", "/hub/api/users/USER", "/hub/api/users/USER/tokens",
    "/hub/api/groups", "/hub/api/services", "/hub/api/proxy", "/hub/metrics",
  ]

  private func callAPI(_ names: [String]) async throws -> Int {
    let paths = StrangerTest.calls.map { $0.replacing("USER", with: URLText.encoded(hub.testUser.name)) }
    try await steps.step("be refused by the API", within: configuration.request * 2) {
      let visitor = stranger
      let door = try await visitor.get("/hub/login")
      for path in paths {
        let answer = try await visitor.call(.GET, path)
        guard [401, 403].contains(answer.status) else {
          throw ProbeFailure.open("a stranger's call of \(path) was not refused: it answered \(answer.status)")
        }
        try checkNames(names, in: answer, known: door)
      }
      let root = try await visitor.call(.GET, "/hub/api/")
      let shown = root.succeeded ? Set(try root.json().object.map { Array($0.keys) } ?? []) : []
      guard shown.isSubset(of: ["version"]) else {
        throw ProbeFailure.open(
          "/hub/api/ shows a stranger more than the version: \(shown.sorted().joined(separator: ", "))")
      }
      let creation = try await visitor.call(.POST, "/hub/api/users/" + StrangerTest.madeUpName())
      guard [401, 403].contains(creation.status) else {
        throw ProbeFailure.open(
          "a stranger who asked the API to make a user was not refused: it answered \(creation.status)")
      }
    }
    return paths.count + 1
  }

  private func showMadeUpToken() async throws {
    try await steps.step("be refused with a made-up token", within: configuration.request) {
      let visitor = Visitor(
        to: hub, client: client, patience: configuration.request, token: StrangerTest.madeUpSecret())
      let door = try await stranger.get("/hub/login")
      for path in ["/hub/api/user", "/hub/api/users", "/user/\(URLText.encoded(hub.testUser.name))/api/contents"] {
        let answer = try await visitor.get(path)
        guard answer.shows(only: door) else {
          throw ProbeFailure.open("a made-up token was not refused: \(path) answered \(answer.status)")
        }
      }
    }
  }

  /// Names that the login page shows itself, such as a hub's title, betray nobody.
  private func checkNames(_ names: [String], in answer: Answer, known door: Answer) throws {
    for name in names where name.count >= 4 && answer.body.containsWord(name) && !door.body.containsWord(name) {
      throw ProbeFailure.open("a stranger was shown the name of a user at \(answer.page)")
    }
  }

  // MARK: The door

  private func logInMadeUp(_ api: HubAPI) async throws {
    let name = StrangerTest.madeUpName()
    let result: Result<Void, ProbeFailure>
    do {
      result = .success(try await logIn(as: name))
    } catch {
      result = .failure(ProbeFailure(error))
    }
    // In a task of its own, that is not cancelled with the test.
    let leftBehind = try await Task {
      let existed = try await withDeadline(configuration.cleanUp, "a user made up by the test could not be deleted") {
        try await api.remove(user: name, lastWord: LastWord())
      }
      if case .failure = result, hub.login.hasForm {
        _ = try await withDeadline(configuration.cleanUp, "the test user could not be deleted") {
          try await api.remove(user: hub.testUser.name, lastWord: LastWord())
        }
      }
      return existed
    }.value
    try result.get()
    if leftBehind {
      throw ProbeFailure.open("a made-up name was refused, and the hub made a user of that name all the same")
    }
  }

  private func logIn(as name: String) async throws {
    guard hub.login.hasForm else { return try await logInWithoutForm(name) }
    try await steps.step("be refused by the login form", within: configuration.request * 2) {
      let secret = StrangerTest.madeUpSecret()
      switch try await LoginForm.logIn(stranger, name: name, password: secret) {
      case .admitted:
        throw ProbeFailure.open("the login form let in a made-up name with a made-up password, so anyone can enter")
      case .noForm(let refusal):
        throw ProbeFailure("the login page shows no form for a name and a password; it answered \(refusal.account)")
      case .refused: break
      }
      if case .admitted = try await LoginForm.logIn(stranger, name: hub.testUser.name, password: secret) {
        throw ProbeFailure.open("the login form let in a known name with a wrong password")
      }
    }
  }

  /// A form that stands open beside a provider's login would be a door that nobody watches.
  private func logInWithoutForm(_ name: String) async throws {
    try await steps.step("be refused with a made-up login", within: configuration.request * 2) {
      let visitor = stranger
      let page = try await visitor.get("/hub/login")
      guard LoginForm.form(on: page) == nil else {
        throw ProbeFailure(
          "the login page shows a form for a password, though the hub's login is \(hub.login.rawValue)")
      }
      let proof = await visitor.xsrf(at: "/hub/login") ?? ""
      _ = try await visitor.post(
        form: [("_xsrf", proof), ("username", name), ("password", StrangerTest.madeUpSecret())], to: "/hub/login")
      guard try await LoginForm.nameKnown(to: visitor) == nil else {
        throw ProbeFailure.open("the hub let in a made-up name with a made-up password, though its login has no form")
      }
    }
  }

  private func comeBackMadeUp() async throws {
    try await steps.step("be refused with a made-up answer of the provider", within: configuration.request * 2) {
      let visitor = stranger
      let departure = try await visitor.get("/hub/oauth_login")
      guard departure.elsewhere != nil else {
        throw ProbeFailure("the login does not lead to \(hub.login.rawValue): it answered \(departure.account)")
      }
      let secret = StrangerTest.madeUpSecret()
      let answer = try await visitor.get("/hub/oauth_callback?code=\(secret)&state=\(secret)")
      guard answer.refused, try await LoginForm.nameKnown(to: visitor) == nil else {
        throw ProbeFailure.open("a made-up answer of the provider was not refused: it answered \(answer.status)")
      }
    }
  }

  /// Asks the hub whether somebody made up would be admitted once the login has let them through: by the rules of the login and
  /// by the control plane's decision.
  /// - Returns: whether the hub asks for decisions.
  private func knockAtDecisions() async throws -> Bool {
    guard let token = hub.doorToken else { return false }
    return try await steps.step("be refused as a made-up person by the decision", within: configuration.request) {
      let visitor = Visitor(to: hub, client: client, patience: configuration.request, token: token)
      let name = StrangerTest.madeUpName()
      let answer = try await visitor.call(
        .POST, "/hub/api/atoll/knock", ["name": .string(name), "email": .string("\(name)@stranger.invalid")])
      // A hub that was started by an Atoll before decisions has no such address.
      if answer.status == 404 { return false }
      guard answer.succeeded else {
        throw ProbeFailure("the hub did not say whether it would admit a made-up person: it answered \(answer.account)")
      }
      guard try answer.json()["admitted"]?.bool == false else {
        throw ProbeFailure.open("a made-up person whom the login lets through would be admitted")
      }
      return true
    }
  }

  private func lookForSignUp() async throws {
    try await steps.step("find no sign-up", within: configuration.request) {
      let visitor = stranger
      let door = try await visitor.get("/hub/login")
      let answer = try await visitor.get("/hub/signup")
      guard answer.shows(only: door) else {
        throw ProbeFailure.open("anyone can sign up: /hub/signup answered \(answer.status)")
      }
    }
  }

  private func openWebSocket() async throws {
    try await steps.step("be refused a websocket", within: configuration.request) {
      let server = "/user/\(URLText.encoded(hub.testUser.name))/"
      let kernel = Kernel(id: UUID().uuidString.lowercased(), server: server, hub: hub)
      guard try await !kernel.opens(for: stranger) else {
        throw ProbeFailure.open("a websocket to a user's server opened without a login")
      }
    }
  }

  private static func madeUpName() -> String { "stranger-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) }

  private static func madeUpSecret() -> String {
    (0..<4).map { _ in String(UInt64.random(in: 0...UInt64.max), radix: 36) }.joined()
  }
}

extension Answer {
  /// Whether a stranger is refused, sent to the provider, or shown the login page and nothing else.
  fileprivate func shows(only door: Answer) -> Bool {
    if elsewhere != nil || refused { return true }
    guard page == "/hub/login", status == door.status else { return false }
    return HTML.visibleText(body) == HTML.visibleText(door.body)
  }
}

extension String {
  /// Whether the text has this word, not as a part of a longer one.
  func containsWord(_ word: String) -> Bool {
    func isInside(_ character: Character?) -> Bool { character.map { $0.isLetter || $0.isNumber } ?? false }
    return ranges(of: word).contains { range in
      let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : nil
      let after = range.upperBound < endIndex ? self[range.upperBound] : nil
      return !isInside(before) && !isInside(after)
    }
  }
}
