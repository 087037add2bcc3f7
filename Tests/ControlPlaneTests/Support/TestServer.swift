import Basics
import Delivery
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Store
import Synchronization

@testable import ControlPlane

/// A clock that tests set; it stands still between.
final class TestClock: Sendable {
  private let seconds = Mutex(1_790_000_000.0)
  var now: Double {
    get { seconds.withLock { $0 } }
    set { seconds.withLock { $0 = newValue } }
  }
}

/// A control plane without a socket, in a state folder of its own.
struct TestServer: Sendable {
  let parts: ServerParts
  let clock: TestClock
  let client: any TestClientProtocol

  /// Runs a test with a new server; its folder is removed afterwards.
  static func run(_ test: @Sendable (TestServer) async throws -> Void) async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("atoll-cp-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let clock = TestClock()
    let made = try await ServerParts(
      configuration: ServerConfiguration(state: path, port: 0, gatewayPort: 28_000, hubPackage: package + "/hub"),
      registry: PrometheusRegistry(), logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
      tester: UnusedTester(), now: { clock.now })
    try await Application(router: try made.router()).test(.router) { client in
      try await test(TestServer(parts: made, clock: clock, client: client))
    }
    try made.close()
  }

  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Follows a folder as if it had been deployed, without starting a hub.
  func follow(_ source: FleetSource) async throws {
    let path = "\(parts.configuration.state)/bundles/\(source.hash)"
    try source.write(to: path)
    let record = DeployedFleet(folder: FleetFolder(path: path), hash: source.hash, at: clock.now, by: "ada")
    await parts.fleet.follow(try DeployedFolder(source, record))
  }
}

extension TestServer {
  var asOperator: HTTPFields { [.authorization: "Bearer \(parts.localToken)"] }

  func get(_ uri: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
    try await client.executeRequest(uri: uri, method: .get, headers: headers, body: nil)
  }

  func post(_ uri: String, _ headers: HTTPFields = [:], text: String = "") async throws -> TestResponse {
    try await client.executeRequest(uri: uri, method: .post, headers: headers, body: ByteBuffer(string: text))
  }

  func post(_ uri: String, _ headers: HTTPFields, json: some Encodable) async throws -> TestResponse {
    var headers = headers
    headers[.contentType] = "application/json"
    let body = ByteBuffer(bytes: try JSONEncoder().encode(json))
    return try await client.executeRequest(uri: uri, method: .post, headers: headers, body: body)
  }

  /// A token for programs, made through the API.
  func token(mayChange: Bool, name: String = "robot") async throws -> HTTPFields {
    let answer = try await post(
      "/api/v1/tokens", asOperator, json: TokenRequest(name: name, mayChange: mayChange, days: 1))
    let token = try answer.decoded(TokenAnswer.self)
    return [.authorization: "Bearer \(token.token ?? "")"]
  }

  /// The path of a new sign-in link.
  func link(for person: String? = nil) async throws -> String {
    let answer = try await post("/api/v1/sign-in-links", asOperator, json: SignInLinkRequest(person: person))
    let link = try answer.decoded(SignInLink.self)
    return String(link.url.dropFirst("http://atoll.localhost:28000".count))
  }

  /// Signs in and gives what the browser sends from then on.
  func session(of person: String? = nil) async throws -> HTTPFields {
    let answer = try await get(try await link(for: person))
    let cookie = answer.headers[.setCookie] ?? ""
    return [.cookie: String(cookie.prefix { $0 != ";" })]
  }

  /// The token that forms of a session carry.
  func formToken(_ session: HTTPFields) async throws -> String {
    let page = String(buffer: try await get("/", session + [.accept: "text/html"]).body)
    guard let start = page.range(of: "name=\"csrf\" value=\"") else { return "" }
    return String(page[start.upperBound...].prefix { $0 != "\"" })
  }
}

extension HTTPFields {
  static func + (one: HTTPFields, other: HTTPFields) -> HTTPFields {
    var all = one
    for field in other { all[field.name] = field.value }
    return all
  }
}

extension TestResponse {
  func decoded<Answer: Decodable>(_ type: Answer.Type) throws -> Answer {
    try JSONDecoder().decode(type, from: Data(body.readableBytesView))
  }

  var text: String { String(buffer: body) }
}

/// No hub runs in these tests, so none is tested.
private struct UnusedTester: HubTester {
  func userTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult {
    TestResult(kind: .user, passed: false, sentence: "no hub runs here", seconds: 0)
  }

  func strangerTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult {
    TestResult(kind: .stranger, passed: false, sentence: "no hub runs here", seconds: 0)
  }
}

extension FleetSource {
  static func first() throws -> FleetSource { try read(folder: TestServer.package + "/examples/first") }

  /// An engineer and a viewer, and no hub.
  static let people = FleetSource(texts: [
    "fleet.yaml": """
    name: Example
    people:
      ada: {name: Ada, roles: [engineer]}
      vic: {name: Vic, roles: [viewer]}
    on_duty: [ada]
    """
  ])
}
