import Basics
import Delivery
import Fleet
import Foundation
import Store
import Synchronization

/// A folder for one test, removed with the last reference to it.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var store: String { path + "/atoll.sqlite" }
  func file(_ name: String) -> String { path + "/" + name }
}

/// A clock that tests set.
final class TestClock: Sendable {
  private let seconds = Mutex(1_000.0)
  var now: Double {
    get { seconds.withLock { $0 } }
    set { seconds.withLock { $0 = newValue } }
  }
}

/// A new store in its own folder.
struct Fixture {
  let folder: TemporaryFolder
  let clock = TestClock()
  let store: Store

  init() throws {
    folder = try TemporaryFolder()
    let clock = clock
    store = try Store.open(at: folder.store, clock: { clock.now })
  }
}

extension Release {
  static func example(_ hub: HubID, memory: String = "1G") -> Release {
    Release(
      hub: hub, cluster: "here", community: "reefers", staging: nil,
      values: ["singleuser": ["memory": ["limit": .string(memory)]]],
      provenance: ["singleuser.memory.limit": SourcePlace(file: "hubs/\(hub).yaml", line: 3, column: 5, length: 2)])
  }
}

extension Rollout.Request {
  static func example(at: Double = 1_000, folder: String = "/bundles/one") -> Rollout.Request {
    Rollout.Request(by: "ada", why: "more memory", at: at, folder: FleetFolder(path: folder))
  }
}

extension Lane {
  /// A staging hub and its production hub.
  static func example(_ name: String = "reef") -> Lane {
    let staging = HubID("\(name)-staging")
    let production = HubID(name)
    return Lane(
      id: staging.rawValue, cluster: "here",
      waves: [
        Wave(name: "staging", hubs: [HubRollout(change: .example(staging))]),
        Wave(name: "production", hubs: [HubRollout(change: .example(production))]),
      ])
  }
}

extension HubChange {
  static func example(_ hub: HubID) -> HubChange {
    HubChange(
      hub: hub, kind: .added, before: nil, after: Release.example(hub).hash,
      values: [ValueChange(path: "singleuser.memory.limit", before: nil, after: "1G", place: nil)])
  }
}

extension Rollout {
  /// The rollout with one hub in another state.
  func with(_ hub: HubID, _ state: HubState, _ failure: HubRollout.Failure? = nil) -> Rollout {
    var rollout = self
    for lane in rollout.lanes.indices {
      for wave in rollout.lanes[lane].waves.indices {
        for index in rollout.lanes[lane].waves[wave].hubs.indices
        where rollout.lanes[lane].waves[wave].hubs[index].hub == hub {
          rollout.lanes[lane].waves[wave].hubs[index].state = state
          if let failure { rollout.lanes[lane].waves[wave].hubs[index].failure = failure }
        }
      }
    }
    return rollout
  }

  func with(every state: HubState) -> Rollout {
    lanes.flatMap(\.hubs).reduce(self) { rollout, hub in rollout.with(hub.hub, state) }
  }
}

extension TestResult {
  static func example(_ kind: Kind, passed: Bool = true) -> TestResult {
    TestResult(
      kind: kind, passed: passed, sentence: passed ? "A user worked" : "The kernel did not answer", login: .form,
      steps: [Step(name: "log in", passed: true, seconds: 0.2)], seconds: 3)
  }
}

extension OutboxMessage {
  static func example(_ key: String = "rollout-1-ada", channel: Channel = .mail) -> OutboxMessage {
    OutboxMessage(
      dedupeKey: key, kind: .rolloutFailed, channel: channel,
      recipient: channel == .mail ? "ada@alpha.example" : "http://127.0.0.1:1/hook",
      subject: "Rollout 1 failed", text: "The kernel did not answer.", json: ["rollout": 1])
  }
}

extension Event.Draft {
  static func example(
    _ kind: Event.Kind = .hubWoken, _ subject: Event.Subject = .hub("reef"), by actor: String = "ada",
    at: Double = 1_000
  ) -> Event.Draft {
    Event.Draft(kind, subject, by: actor, at: at, "Something happened", details: ["why": "a workshop"])
  }
}
