import Basics
import Delivery
import Fleet
import Operations

/// A runner with its doubles, and a plan that brings hubs from one set of releases to another.
struct RunnerExample {
  let diary = Diary()
  let journal: MemoryJournal
  var engine: RecordingEngine
  var tester: RecordingTester
  var clusters: Set<ClusterID> = ["here"]
  let rollout: Rollout

  init(from before: [Release], to after: [Release], homes: HomesFate = .keep) async throws {
    journal = MemoryJournal(diary: diary, running: before)
    engine = RecordingEngine(diary: diary)
    tester = RecordingTester(diary: diary)
    let running = Dictionary(uniqueKeysWithValues: before.map { ($0.hub, $0) })
    let plan = Plan.compare(declared: after, running: running, asleep: [], stopped: [])
    let known = running.merging(after.map { ($0.hub, $0) }, uniquingKeysWith: { $1 })
    let request = Rollout.Request(by: "ada", why: "more memory", at: 1, folder: .example, homes: homes)
    rollout = await journal.begin(request, lanes: Lane.lanes(for: plan, releases: known), releases: after)
  }

  /// `reef` with its staging hub goes from 1 GB to 2 GB.
  static func reef() async throws -> RunnerExample {
    try await RunnerExample(from: Release.reef("1G"), to: Release.reef("2G"))
  }

  var runner: RolloutRunner {
    let (engine, clusters) = (engine, clusters)
    return RolloutRunner(
      journal: journal, engine: { clusters.contains($0) ? engine : nil }, tester: tester, now: { 1_000 })
  }
}

extension Release {
  static func reef(_ memory: String) -> [Release] {
    [.example("reef", memory: memory, staging: "reef-staging"), .example("reef-staging", memory: memory)]
  }

  static func reefStaging(_ memory: String) -> ReleaseHash { example("reef-staging", memory: memory).hash }
  static func reefProduction(_ memory: String) -> ReleaseHash {
    example("reef", memory: memory, staging: "reef-staging").hash
  }
}

/// Opens once; whoever waits for it goes on then, or when its task is cancelled.
actor Gate {
  private var isOpen = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func open() {
    isOpen = true
    for one in waiting { one.resume() }
    waiting = []
  }

  func pass() async {
    if isOpen { return }
    await withCheckedContinuation { waiting.append($0) }
  }
}
