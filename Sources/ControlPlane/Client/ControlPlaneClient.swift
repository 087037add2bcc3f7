import AsyncHTTPClient
public import Basics
public import Delivery
import Foundation
import NIOCore
import NIOHTTP1
public import Operations

/// Talks to a running control plane: what commands that change something are made of.
public struct ControlPlaneClient: Sendable {
  private let base: String
  private let token: String
  private let http: HTTPClient

  /// Finds the control plane of a state folder.
  /// - Throws: `ClientError.notRunning` where none runs there.
  public init(state: StateFolder) throws {
    guard let server = try RunningServer.find(state) else { throw ClientError.notRunning(state: state.path) }
    guard let token = try PrivateFile.read(state.token) else { throw ClientError.noToken(state.token) }
    self.init(base: "http://\(server.host):\(server.port)", token: token)
  }

  /// For asking whether it answers; nothing else is allowed without a token.
  init(_ server: RunningServer) { self.init(base: "http://\(server.host):\(server.port)", token: "") }

  public init(base: String, token: String) {
    self.base = base
    self.token = token
    http = HTTPClient.shared
  }

  public func status() async throws -> FleetStatus { try await get("/api/v1/status") }
  public func plan(_ request: DeployRequest) async throws -> DeployAnswer { try await post("/api/v1/plan", request) }
  public func deploy(_ request: DeployRequest) async throws -> DeployAnswer {
    try await post("/api/v1/deploy", request)
  }
  public func rollout(_ id: RolloutID) async throws -> RolloutReport { try await get("/api/v1/rollouts/\(id)") }
  public func rollouts() async throws -> [RolloutListAnswer] { try await get("/api/v1/rollouts") }
  public func events(limit: Int) async throws -> [EventAnswer] { try await get("/api/v1/events?limit=\(limit)") }

  public func setAwake(_ awake: Bool, _ hub: HubID) async throws -> DeployAnswer {
    try await post("/api/v1/hubs/\(Paths.encoded(hub.rawValue))/\(awake ? "wake" : "sleep")", [String: String]())
  }

  /// Runs both tests of a hub now.
  public func test(_ hub: HubID) async throws -> [TestResult] {
    try await post("/api/v1/hubs/\(Paths.encoded(hub.rawValue))/test", [String: String](), within: .minutes(6))
  }

  public func log(of hub: HubID, lines: Int) async throws -> [String] {
    try await get("/api/v1/hubs/\(Paths.encoded(hub.rawValue))/log?lines=\(lines)")
  }

  public func signInLink(for person: String?) async throws -> SignInLink {
    try await post("/api/v1/sign-in-links", SignInLinkRequest(person: person))
  }

  public func tokens() async throws -> [TokenAnswer] { try await get("/api/v1/tokens") }
  public func createToken(_ request: TokenRequest) async throws -> TokenAnswer {
    try await post("/api/v1/tokens", request)
  }
  public func revokeToken(_ name: String) async throws {
    let _: [String: String] = try await delete("/api/v1/tokens/\(Self.escaped(name))")
  }

  public func sessions() async throws -> [SessionAnswer] { try await get("/api/v1/sessions") }
  public func endSession(_ id: String) async throws -> SessionAnswer {
    try await delete("/api/v1/sessions/\(Self.escaped(id))")
  }

  /// Whether the control plane answers and has gone through its start.
  public func isReady() async -> Bool { await isReady(at: base, host: "127.0.0.1") }

  /// Whether the gateway at this port of loopback leads people to the pages.
  func leadsToPages(gatewayPort port: Int) async -> Bool {
    await isReady(at: "http://127.0.0.1:\(port)", host: "atoll.localhost:\(port)")
  }

  private func isReady(at base: String, host: String) async -> Bool {
    var request = HTTPClientRequest(url: "\(base)/readyz")
    request.headers.add(name: "Host", value: host)
    guard let response = try? await http.execute(request, timeout: .seconds(2)) else { return false }
    return response.status == .ok
  }
}

extension ControlPlaneClient {
  func get<Answer: Decodable>(_ path: String) async throws -> Answer {
    try await answer(to: request(.GET, path), within: .seconds(60))
  }

  func post<Answer: Decodable>(
    _ path: String, _ body: some Encodable, within limit: TimeAmount = .seconds(120)
  ) async throws -> Answer {
    var request = request(.POST, path)
    request.headers.add(name: "Content-Type", value: "application/json")
    request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(body)))
    return try await answer(to: request, within: limit)
  }

  func delete<Answer: Decodable>(_ path: String) async throws -> Answer {
    try await answer(to: request(.DELETE, path), within: .seconds(60))
  }

  /// A text as a part of an address.
  static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .urlUnreserved) ?? ""
  }

  private func request(_ method: HTTPMethod, _ path: String) -> HTTPClientRequest {
    var request = HTTPClientRequest(url: base + path)
    request.method = method
    request.headers.add(name: "Authorization", value: "Bearer \(token)")
    request.headers.add(name: "Accept", value: "application/json")
    return request
  }

  private func answer<Answer: Decodable>(to request: HTTPClientRequest, within limit: TimeAmount) async throws -> Answer {
    let data = try await body(of: request, within: limit)
    do {
      return try JSONDecoder().decode(Answer.self, from: data)
    } catch {
      throw ClientError.notUnderstood(request.url)
    }
  }

  private func body(of request: HTTPClientRequest, within limit: TimeAmount) async throws -> Data {
    let response: HTTPClientResponse
    do {
      response = try await http.execute(request, timeout: limit)
    } catch let error as HTTPClientError {
      throw ClientError.noAnswer(base, reason: "\(error)")
    } catch {
      throw ClientError.noAnswer(base, reason: "\(error)")
    }
    let collected = try await response.body.collect(upTo: 256 * 1024 * 1024)
    let data = Data(collected.readableBytesView)
    guard (200..<300).contains(response.status.code) else {
      if let problem = try? JSONDecoder().decode(Problem.Body.self, from: data) { throw ClientError.problem(problem) }
      throw ClientError.noAnswer(base, reason: "it answered \(response.status.code)")
    }
    return data
  }
}

/// Why the control plane could not be asked, or what it refused.
public enum ClientError: Error, CustomStringConvertible {
  case notRunning(state: String)
  case noToken(String)
  case noAnswer(String, reason: String)
  case notUnderstood(String)
  case problem(Problem.Body)

  public var description: String {
    switch self {
    case .notRunning(let state):
      "No control plane runs for the state folder \(state). Start one with `atoll up` or `atoll serve`."
    case .noToken(let path):
      "The token of the command line is not in \(path). Run the command as the user who runs the control plane."
    case .noAnswer(let base, let reason):
      "The control plane at \(base) did not answer: \(reason). Look at its log with `atoll logs`."
    case .notUnderstood(let url):
      "The answer of \(url) was not understood: server and command line may be of different versions."
    case .problem(let problem):
      [problem.detail ?? problem.title, problem.next].compactMap { $0 }.joined(separator: " ")
    }
  }
}

extension CharacterSet {
  /// What stands for itself anywhere in an address (RFC 3986, 2.3).
  fileprivate static let urlUnreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
