import AsyncHTTPClient
public import Delivery
import Fleet
public import Logging
import NIOCore

/// Tests hubs from outside over HTTP and websockets, through the gateway, as people come to them.
///
/// Tests of one hub take turns, because they share its test user; tests of different hubs run side by side.
public struct ProbeTester: HubTester {
  private let configuration: ProbeConfiguration
  private let logger: Logger
  private let turns = Turns()

  public init(configuration: ProbeConfiguration = ProbeConfiguration(), logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  public func userTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult {
    let limit = configuration.userTest + configuration.furtherProfile * max(0, hub.profiles.count - 1)
    return await test(.user, hub, within: limit, report) { client, steps in
      let test = UserTest(hub: hub, configuration: configuration, client: client, steps: steps)
      return try await test.run()
    }
  }

  public func strangerTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult {
    await test(.stranger, hub, within: configuration.strangerTest, report) { client, steps in
      let test = StrangerTest(hub: hub, configuration: configuration, client: client, steps: steps)
      return try await test.run()
    }
  }

  private func test(
    _ kind: TestResult.Kind, _ hub: HubEndpoint, within limit: Duration, _ report: @escaping Report,
    _ work: @escaping @Sendable (HTTPClient, StepLog) async throws -> String
  ) async -> TestResult {
    let start = ContinuousClock.now
    let steps = StepLog(report: report)
    let outcome = await outcome(of: kind, on: hub, within: limit, steps, work)
    let seconds = (ContinuousClock.now - start).inSeconds
    let (passed, sentence, isOpenDoor) =
      switch outcome {
      case .success(let sentence): (true, sentence, false)
      case .failure(let failure): (false, failure.sentence, failure.isOpenDoor)
      }
    logger.info(
      "\(kind.rawValue) test ended",
      metadata: ["hub": "\(hub.url)", "passed": "\(passed)", "seconds": "\(seconds)", "sentence": "\(sentence)"])
    return TestResult(
      kind: kind, passed: passed, sentence: sentence, login: kind == .user ? LoginWay(hub) : nil,
      steps: await steps.steps, seconds: seconds, isOpenDoor: isOpenDoor ? true : nil)
  }

  private func outcome(
    of kind: TestResult.Kind, on hub: HubEndpoint, within limit: Duration, _ steps: StepLog,
    _ work: @escaping @Sendable (HTTPClient, StepLog) async throws -> String
  ) async -> Result<String, ProbeFailure> {
    do {
      let sentence = try await turns.take(hub.api) {
        let at = steps.current
        return try await withDeadline(
          limit, "the \(kind.rawValue) test did not end in \(limit.inWords); it was at “\(at.text)”"
        ) {
          try await HTTPClient.withHTTPClient(configuration: configuration.http) { client in
            try await work(client, steps)
          }
        }
      }
      return .success(sentence)
    } catch {
      return .failure(ProbeFailure(error))
    }
  }
}

/// How long tests wait, and what they insist on.
public struct ProbeConfiguration: Sendable {
  /// For a whole user test of a hub with at most one profile.
  public var userTest: Duration = .seconds(120)
  /// Added to `userTest` for each profile after the first.
  public var furtherProfile: Duration = .seconds(60)
  public var strangerTest: Duration = .seconds(60)
  /// For one answer over HTTP.
  public var request: Duration = .seconds(20)
  /// For a user's server to become ready, and to stop.
  public var start: Duration = .seconds(60)
  public var stop: Duration = .seconds(60)
  /// For a kernel to start and to run one cell.
  public var cell: Duration = .seconds(40)
  /// For stopping and deleting what an earlier test left, and what this one leaves. Longer than `start`, because a hub
  /// does not stop a server while it starts.
  public var cleanUp: Duration = .seconds(90)
  /// Whether a user's server that runs as the machine's root fails the user test.
  public var refusesRoot = true

  public init() {}

  var http: HTTPClient.Configuration {
    var http = HTTPClient.Configuration(redirectConfiguration: .disallow)
    http.timeout.connect = .seconds(5)
    http.connectionPool.retryConnectionEstablishment = false
    return http
  }
}

extension TestResult.LoginWay {
  init(_ hub: HubEndpoint) { self = hub.login.hasForm ? .form : .serviceToken }
}

private typealias LoginWay = TestResult.LoginWay
