import Basics
import Delivery
import Fleet
import Testing

@Suite("A rollout")
struct RolloutTests {
  @Test("a production hub waits until its staging hub has passed both tests")
  func stagingFirst() {
    var drive = Drive(.reef)
    #expect(drive.begin() == [.perform("reef-staging", .prepare)])
    for step in [HubStep.prepare, .apply, .testAsUser] {
      drive.pass("reef-staging", step)
      #expect(drive.state(of: "reef") == .waiting)
    }
    #expect(drive.pass("reef-staging", .testAsStranger) == [.perform("reef", .prepare)])
    #expect(drive.state(of: "reef-staging") == .passed)
  }

  @Test("a failed test on staging puts the former release back, tests it, and blocks production")
  func failureOnStaging() {
    var drive = Drive(.reef)
    drive.begin()
    drive.pass("reef-staging", .prepare)
    drive.pass("reef-staging", .apply)
    #expect(drive.fail("reef-staging", .testAsUser) == [.perform("reef-staging", .takeBack)])
    #expect(drive.pass("reef-staging", .takeBack) == [.perform("reef-staging", .testFormer)])
    #expect(drive.pass("reef-staging", .testFormer) == [.perform("reef-staging", .testFormerAsStranger)])
    #expect(drive.pass("reef-staging", .testFormerAsStranger) == [])
    #expect(drive.state(of: "reef-staging") == .takenBack)
    #expect(drive.state(of: "reef") == .blocked)
    #expect(drive.rollout.state == .failed)
  }

  @Test("a failure stops its own lane and no other")
  func lanesAreIndependent() {
    var drive = Drive(.two)
    drive.begin()
    drive.fail("reef-staging", .prepare)
    drive.passAll("college-staging")
    #expect(drive.state(of: "reef") == .blocked)
    #expect(drive.state(of: "college") == .doing(.prepare))
    drive.passAll("college")
    #expect(drive.rollout.lanes.map(\.state) == [.passed, .stopped])
  }

  @Test("a hub that is new and fails is stopped, and there is nothing to test again")
  func newHubFails() {
    var drive = Drive(Rollout.of([.init(hub: "reef", kind: .added, before: nil, after: "1", values: [])]))
    drive.begin()
    drive.pass("reef", .prepare)
    drive.fail("reef", .apply)
    drive.pass("reef", .takeBack)
    #expect(drive.state(of: "reef") == .takenBack)
  }

  @Test("an environment that does not build touches nothing")
  func prepareFails() {
    var drive = Drive(.reef)
    drive.begin()
    #expect(drive.fail("reef-staging", .prepare) == [])
    #expect(drive.state(of: "reef-staging") == .takenBack)
  }

  @Test("when the former release cannot be put back the hub is broken, and both failures are told")
  func takeBackFails() {
    var drive = Drive(.reef)
    drive.begin()
    drive.pass("reef-staging", .prepare)
    drive.fail("reef-staging", .apply, "the hub did not start")
    drive.fail("reef-staging", .takeBack, "the former one neither")
    #expect(drive.state(of: "reef-staging") == .broken)
    let failure = drive.rollout.lanes[0].hubs[0].failure
    #expect(failure?.step == .apply)
    #expect(failure?.sentence == "the hub did not start; then the former one neither")
  }

  @Test("a hub put to sleep is stopped; one removed is stopped and then removed")
  func ending() {
    var drive = Drive(
      Rollout.of([
        .init(hub: "atlas", kind: .asleep, before: "1", after: nil, values: []),
        .init(hub: "reef", kind: .removed, before: "1", after: nil, values: []),
      ]))
    #expect(drive.begin() == [.perform("atlas", .stop), .perform("reef", .stop)])
    #expect(drive.pass("atlas", .stop) == [])
    #expect(drive.pass("reef", .stop) == [.perform("reef", .remove)])
    drive.pass("reef", .remove)
    #expect(drive.rollout.state == .succeeded)
  }

  @Test("after a restart the step that was begun is done again, and nothing else")
  func resume() {
    var drive = Drive(.two)
    drive.begin()
    drive.pass("reef-staging", .prepare)
    #expect(drive.begin() == [.perform("college-staging", .prepare), .perform("reef-staging", .apply)])
  }

  @Test("an answer that comes twice or late changes nothing")
  func lateAnswers() {
    var drive = Drive(.reef)
    drive.begin()
    drive.pass("reef-staging", .prepare)
    let before = drive.rollout
    #expect(drive.pass("reef-staging", .prepare) == [])
    #expect(drive.fail("reef-staging", .testAsUser) == [])
    #expect(drive.rollout == before)
  }

  @Test("an empty rollout has succeeded")
  func empty() {
    #expect(Rollout.of([]).state == .succeeded)
  }
}

@Suite("Lanes")
struct LaneTests {
  @Test("a staging hub and its production hubs share a lane; other communities have their own")
  func grouping() {
    let lanes = Rollout.two.lanes
    #expect(lanes.map(\.id) == ["college-staging", "reef-staging"])
    #expect(lanes[1].waves.map(\.name) == ["staging", "production"])
    #expect(lanes[1].waves[1].hubs.map(\.hub) == ["reef"])
  }

  @Test("a hub that is removed ends after the others of its lane")
  func removedLast() {
    let lanes = Rollout.of([
      .init(hub: "reef", kind: .changed, before: "1", after: "2", values: []),
      .init(hub: "reef-staging", kind: .removed, before: "1", after: nil, values: []),
    ]).lanes
    #expect(lanes.map(\.id) == ["reef-staging"])
    #expect(lanes[0].waves.map(\.name) == ["production", "ending"])
  }
}

extension Rollout {
  static let reef = of(["reef", "reef-staging"].map { .changed($0) })
  static let two = of(["college", "college-staging", "reef", "reef-staging"].map { .changed($0) })

  /// A rollout of these changes; a hub `x` has the staging hub `x-staging` where that is among them.
  static func of(_ changes: [HubChange]) -> Rollout {
    let names = Set(changes.map(\.hub))
    let releases = changes.map { change in
      let staging = HubID("\(change.hub)-staging")
      return Release(
        hub: change.hub, cluster: "harbour", community: "any", staging: names.contains(staging) ? staging : nil,
        values: .object([:]))
    }
    let byHub = Dictionary(uniqueKeysWithValues: releases.map { ($0.hub, $0) })
    let request = Request(by: "ada", why: "test", at: 0, folder: FleetFolder(path: "/fleet"))
    return Rollout(id: RolloutID(1), request: request, lanes: Lane.lanes(for: Plan(changes: changes), releases: byHub))
  }
}

extension HubChange {
  static func changed(_ hub: HubID) -> HubChange {
    HubChange(hub: hub, kind: .changed, before: "1", after: "2", values: [])
  }
}

/// Drives a rollout by hand.
struct Drive {
  var rollout: Rollout
  init(_ rollout: Rollout) { self.rollout = rollout }

  @discardableResult mutating func begin() -> [RolloutEffect] { send(.resumed) }

  @discardableResult mutating func pass(_ hub: HubID, _ step: HubStep) -> [RolloutEffect] { send(.passed(hub, step)) }

  @discardableResult mutating func fail(
    _ hub: HubID, _ step: HubStep, _ sentence: String = "it failed"
  ) -> [RolloutEffect] {
    send(.failed(hub, .init(step: step, sentence: sentence)))
  }

  mutating func passAll(_ hub: HubID) {
    for step in [HubStep.prepare, .apply, .testAsUser, .testAsStranger] { pass(hub, step) }
  }

  func state(of hub: HubID) -> HubState? { rollout.lanes.flatMap(\.hubs).first { $0.hub == hub }?.state }

  private mutating func send(_ event: RolloutEvent) -> [RolloutEffect] {
    let (next, effects) = rollout.next(after: event)
    rollout = next
    return effects
  }
}
