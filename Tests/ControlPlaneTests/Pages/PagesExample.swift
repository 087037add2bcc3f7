import Basics
import Delivery
import Fleet
import Foundation

@testable import ControlPlane

/// The pages of the example fleet in the middle of a working day: some hubs well, one taking back a change.
struct PagesExample {
  static let now = 1_795_403_000.0
  /// Loaded once: the templates do not change during a test run.
  static let pages: Result<Pages, any Error> = Result { try Pages.load() }

  /// 250 hubs, all asleep: more than the overview shows at once.
  static let longFleet = Fleet(
    organisation: Organisation(name: "O"), communities: ["x": Community(id: "x", name: "X")],
    hubs: Dictionary(
      uniqueKeysWithValues: (1...250).map { number in
        let id = HubID("hub-\(number)")
        return (id, Hub(id: id, community: "x", cluster: "k", kind: number > 5 ? .basic : .research))
      }))

  let fleet: Fleet
  let findings: [Finding]
  var frame = PageFrame(
    organisation: "Alpha Hubs", viewer: .init(name: "Wren Lagoon"), csrf: "token-of-the-form", version: "0.1.0",
    now: Self.now)

  static var repository: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  init() throws {
    let source = try FleetSource.read(folder: Self.repository.appendingPathComponent("examples/alpha").path)
    let loaded = FleetLoader.load(source)
    guard let fleet = loaded.fleet else { throw CocoaError(.fileReadCorruptFile) }
    self.fleet = fleet
    findings = [
      Finding(
        "A203", .warning, at: SourcePlace(file: "hubs/openreef.yaml", line: 14, column: 3, length: 8),
        "openreef differs from openreef-staging in limits.memory", next: "add the path to differs_from_staging",
        related: [.init(place: SourcePlace(file: "hubs/openreef-staging.yaml", line: 9), note: "staging says 1G")]),
      Finding(
        "A110", .error, at: SourcePlace(file: "hubs/limpet.yaml", line: 3, column: 1, length: 9),
        "there is no community called limpit", next: "did you mean limpet?"),
      Finding("A501", .note, at: nil, "the feature nbgitpuller is reviewed in 20 days"),
    ]
  }

  /// The hubs that are awake in the example folder.
  var awake: [HubID] { fleet.hubs.values.filter(\.awake).map(\.id).sorted() }

  var facts: [HubID: HubFacts] {
    var facts: [HubID: HubFacts] = [:]
    for (index, id) in awake.enumerated() {
      let hash = ReleaseHash(of: .string(id.rawValue))
      facts[id] = HubFacts(
        shouldRun: true, observed: ObservedHub(state: .healthy, release: hash, servers: index * 3),
        since: Self.now - 8000,
        declared: hash, running: hash, url: "http://\(id).localhost:8000",
        tests: [TestFacts(Self.userTest, at: Self.now - 240), TestFacts(Self.strangerTest, at: Self.now - 200)])
    }
    return facts
  }

  /// The facts while the rollout runs.
  var busyFacts: [HubID: HubFacts] {
    var facts = self.facts
    for (hub, state) in Self.states(awake) {
      facts[hub]?.inRollout = state
      facts[hub]?.declared = "ffeeddccbbaa9988"
    }
    return facts
  }

  static let userTest = TestResult(
    kind: .user, passed: true, sentence: "a user logged in, ran a cell in each of 2 profiles, and kept a file",
    login: .form,
    steps: [
      .init(name: "log in by the form", passed: true, seconds: 0.21),
      .init(name: "start Small", passed: true, seconds: 2.7),
      .init(name: "run a cell", passed: true, seconds: 0.48, detail: "6 × 7 = 42"),
      .init(name: "write and read a file at home", passed: true, seconds: 0.05),
      .init(name: "stop", passed: true, seconds: 0.9), .init(name: "delete the test user", passed: true, seconds: 0.1),
    ], seconds: 4.6)

  static let strangerTest = TestResult(
    kind: .stranger, passed: true,
    sentence: "someone not on the list was refused, and nothing is shown without a login",
    steps: [
      .init(name: "look without a login", passed: true, seconds: 0.02, detail: "302 to /hub/login"),
      .init(name: "log in as a stranger", passed: true, seconds: 0.2, detail: "403"),
    ], seconds: 0.3)

  static let failedTest = TestResult(
    kind: .user, passed: false, sentence: "the kernel did not start within 60 s", login: .form,
    steps: [
      .init(name: "log in by the form", passed: true, seconds: 0.2),
      .init(name: "start Large", passed: true, seconds: 3.1),
      .init(
        name: "run a cell", passed: false, seconds: 60, detail: "no kernel answered: ModuleNotFoundError: ipykernel"),
    ], seconds: 63.4)

  static func states(_ awake: [HubID]) -> [(HubID, HubState)] {
    let states: [HubState] = [.doing(.takeBack), .blocked, .passed, .doing(.testAsUser), .waiting, .waiting]
    return Array(zip(awake.sorted { $0.rawValue.hasSuffix("-staging") && !$1.rawValue.hasSuffix("-staging") }, states))
  }

  /// A rollout over the first two lanes that are awake: one stopped, one at work or done.
  func rollout(finished: Bool = false) -> RolloutFacts {
    let production = awake.filter { fleet.hubs[$0]?.staging != nil }
    let failure = HubRollout.Failure(
      step: .testAsUser, sentence: "the user test failed: the kernel did not start within 60 s",
      log: [
        "[I 03:41:07 spawner] starting server of atoll-test", "[E 03:42:08] Kernel died before replying to kernel_info",
        "ModuleNotFoundError: No module named 'ipykernel'",
      ])
    var lanes: [Lane] = []
    for (index, hub) in production.prefix(3).enumerated() {
      guard let staging = fleet.hubs[hub]?.staging else { continue }
      func progress(_ hub: HubID, _ state: HubState, _ failure: HubRollout.Failure? = nil) -> HubRollout {
        HubRollout(change: change(hub), state: state, failure: failure)
      }
      let first: HubRollout
      let second: HubRollout
      switch index {
      case 0:
        first = progress(staging, finished ? .takenBack : .doing(.takeBack), failure)
        second = progress(hub, finished ? .blocked : .waiting)
      case 1: (first, second) = (progress(staging, .passed), progress(hub, finished ? .passed : .doing(.testAsUser)))
      default: (first, second) = (progress(staging, .passed), progress(hub, .passed))
      }
      lanes.append(
        Lane(
          id: staging.rawValue, cluster: "lagoon",
          waves: [Wave(name: "staging", hubs: [first]), Wave(name: "production", hubs: [second])]))
    }
    let request = Rollout.Request(
      by: "Wren Lagoon", why: "New packages for the term", at: Self.now - 95, folder: FleetFolder(path: "/srv/fleet"))
    return RolloutFacts(
      Rollout(id: RolloutID(finished ? 11 : 12), request: request, lanes: lanes), endedAt: finished ? Self.now - 5 : nil
    )
  }

  func change(_ hub: HubID) -> HubChange {
    HubChange(
      hub: hub, kind: .changed, before: "0123456789abcdef", after: "ffeeddccbbaa9988",
      values: [
        ValueChange(
          path: "singleuser.memory.limit", before: "1G", after: "2G",
          place: SourcePlace(file: "hubs/\(hub).yaml", line: 22, column: 11, length: 2)),
        ValueChange(
          path: "custom.atoll.requirements", before: ["jupyterlab==4.4.1", "numpy"],
          after: ["jupyterlab==4.4.1", "numpy", "xarray==2026.9.0"],
          place: SourcePlace(file: "requirements/course.txt", line: 1)),
        ValueChange(
          path: "hub.config.SharedPasswordAuthenticator.user_password", before: nil,
          after: ["secret": "course-password"],
          place: SourcePlace(file: "hubs/\(hub).yaml", line: 12)),
      ])
  }

  func steps(of rollout: RolloutFacts) -> [StepFacts] {
    var steps: [StepFacts] = []
    for hub in rollout.rollout.lanes.flatMap(\.hubs) where hub.state != .waiting && hub.state != .blocked {
      let start = rollout.rollout.request.at
      steps += [
        StepFacts(
          hub: hub.hub, step: .prepare, beganAt: start, endedAt: start + 6.2, outcome: .passed(nil),
          log: [
            "uv: resolved 143 packages in 312 ms", "uv: installed 2 packages in 41 ms", "environment 7d1f… is complete",
          ]),
        StepFacts(
          hub: hub.hub, step: .apply, beganAt: start + 6.2, endedAt: start + 9.6, outcome: .passed(nil),
          log: ["started as process 41022", "answers on port 20003 after 3.1 s"]),
      ]
      if let failure = hub.failure {
        steps.append(
          StepFacts(
            hub: hub.hub, step: .testAsUser, beganAt: start + 9.6, endedAt: start + 73,
            outcome: .failed(failure, Self.failedTest), log: ["starting Large", "waiting for a kernel"]))
        steps.append(StepFacts(hub: hub.hub, step: .takeBack, beganAt: start + 73, endedAt: rollout.endedAt))
      } else {
        let isDone = hub.state == .passed
        steps.append(
          StepFacts(
            hub: hub.hub, step: .testAsUser, beganAt: start + 9.6, endedAt: isDone ? start + 14.2 : nil,
            outcome: isDone ? .passed(Self.userTest) : .running,
            log: ["logged in by the form", "started Small in 2.7 s"]))
        if isDone {
          steps.append(
            StepFacts(
              hub: hub.hub, step: .testAsStranger, beganAt: start + 14.2, endedAt: start + 14.5,
              outcome: .passed(Self.strangerTest)))
        }
      }
    }
    return steps
  }

  var changes: [ChangeFacts] {
    let production = awake.first { fleet.hubs[$0]?.staging != nil }
    return [
      ChangeFacts(
        number: 41, at: Self.now - 95, by: "Wren Lagoon", what: "began to deploy 6 hubs",
        why: "New packages for the term",
        rollout: RolloutID(12)),
      ChangeFacts(
        number: 40, at: Self.now - 5000, by: "Minh Tidewater", what: "put to sleep", why: "The term is over",
        hub: "limpet",
        community: "limpet"),
      ChangeFacts(
        number: 39, at: Self.now - 90_000, by: "Atoll", what: "restarted", hub: production, community: "openreef"),
      ChangeFacts(number: 38, at: Self.now - 90_300, by: "Jarl Current", what: "signed in"),
    ]
  }
}
