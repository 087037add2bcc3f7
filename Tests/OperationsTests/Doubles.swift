import Basics
import Delivery
import Fleet
import Synchronization

/// What the doubles of one test were asked, in order: journal, engine and tests write into the same one.
final class Diary: Sendable {
  enum Entry: Equatable, Sendable {
    case began(HubID, HubStep)
    case ended(HubID, HubStep, passed: Bool)
    case running(HubID, ReleaseHash?)
    /// The engine was asked: the call and the release, where it has one.
    case engine(String, HubID, ReleaseHash?)
    case tested(TestResult.Kind, HubID)
  }

  private let written = Mutex<[Entry]>([])
  var entries: [Entry] { written.withLock { $0 } }
  func write(_ entry: Entry) { written.withLock { $0.append(entry) } }

  func position(of entry: Entry) -> Int? { entries.firstIndex(of: entry) }
  func count(of entry: Entry) -> Int { entries.count { $0 == entry } }
}

/// A journal in memory that keeps what was written last, as a store would.
actor MemoryJournal: RolloutJournal {
  let diary: Diary
  private var releases: [ReleaseHash: StoredRelease] = [:]
  private var number = 0
  private(set) var kept: [RolloutID: Rollout] = [:]
  private(set) var lines: [String] = []
  private(set) var runs: [HubID: ReleaseHash] = [:]
  private(set) var entries: [JournalEntry] = []
  /// After so many records the journal fails, as a full disk would.
  private var recordsLeft = Int.max

  init(diary: Diary, knowing known: [Release] = [], running: [Release] = []) {
    self.diary = diary
    for release in known + running { releases[release.hash] = StoredRelease(release: release, folder: .example) }
    for release in running { runs[release.hub] = release.hash }
  }

  struct Full: Error {}
  func fail(after records: Int) { recordsLeft = records }

  func begin(_ request: Rollout.Request, lanes: [Lane], releases new: [Release]) -> Rollout {
    for release in new { releases[release.hash] = StoredRelease(release: release, folder: request.folder) }
    number += 1
    let rollout = Rollout(id: RolloutID(number), request: request, lanes: lanes)
    kept[rollout.id] = rollout
    return rollout
  }

  func record(_ rollout: Rollout, _ entry: JournalEntry?) throws {
    guard recordsLeft > 0 else { throw Full() }
    recordsLeft -= 1
    kept[rollout.id] = rollout
    guard let entry else { return }
    entries.append(entry)
    switch entry.outcome {
    case .began: diary.write(.began(entry.hub, entry.step))
    case .passed: diary.write(.ended(entry.hub, entry.step, passed: true))
    case .failed: diary.write(.ended(entry.hub, entry.step, passed: false))
    }
  }

  func log(_ rollout: RolloutID, hub: HubID, step: HubStep, line: String) {
    lines.append("\(hub) \(step.rawValue): \(line)")
  }
  func release(_ hash: ReleaseHash) -> StoredRelease? { releases[hash] }
  func running() -> [HubID: StoredRelease] { runs.compactMapValues { releases[$0] } }

  func setRunning(_ hub: HubID, _ release: ReleaseHash?) {
    diary.write(.running(hub, release))
    runs[hub] = release
  }

  func unfinished() -> [Rollout] { kept.values.filter { $0.state == .running }.sorted { $0.id < $1.id } }
}

/// An engine that writes down what it is asked and does it at once, where the test has nothing else in mind.
struct RecordingEngine: HubEngine {
  let diary: Diary
  /// Called in each call of the engine, with its name: to fail, or to wait.
  var during: @Sendable (String, HubID, ReleaseHash?) async throws -> Void = { _, _, _ in }
  /// Hubs that nobody can reach.
  var unreachable: Set<HubID> = []

  private func call(_ name: String, _ hub: HubID, _ release: ReleaseHash?, _ report: Report) async throws {
    diary.write(.engine(name, hub, release))
    report("\(name) of \(hub) begins")
    try await during(name, hub, release)
    report("\(name) of \(hub) is done")
  }

  func prepare(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws {
    try await call("prepare", release.hub, release.hash, report)
  }

  func apply(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws -> HubEndpoint {
    try await call("apply", release.hub, release.hash, report)
    return .example(release.hub)
  }

  func stop(_ hub: HubID, report: @escaping Report) async throws { try await call("stop", hub, nil, report) }

  func remove(_ hub: HubID, homes: HomesFate, report: @escaping Report) async throws {
    try await call("remove and \(homes.rawValue) homes", hub, nil, report)
  }

  func observe() async throws -> [HubID: ObservedHub] { [:] }

  func endpoint(of hub: HubID) async throws -> HubEndpoint? { unreachable.contains(hub) ? nil : .example(hub) }

  func logTail(of hub: HubID, lines: Int) async -> [String] { ["the last line of \(hub)'s log"] }
}

/// Tests that pass, unless the test says which fail: by kind, hub, and how often that test was made before.
struct RecordingTester: HubTester {
  let diary: Diary
  var fails: @Sendable (TestResult.Kind, HubID, Int) -> Bool = { _, _, _ in false }

  private func test(_ kind: TestResult.Kind, _ endpoint: HubEndpoint, _ report: Report) -> TestResult {
    let hub = HubID(endpoint.url)
    let before = diary.count(of: .tested(kind, hub))
    diary.write(.tested(kind, hub))
    report("testing \(hub) as a \(kind.rawValue)")
    let failed = fails(kind, hub, before)
    return TestResult(
      kind: kind, passed: !failed, sentence: failed ? "The kernel did not answer" : "A \(kind.rawValue) was there",
      seconds: 1)
  }

  func userTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult { test(.user, hub, report) }
  func strangerTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult { test(.stranger, hub, report) }
}

extension HubEndpoint {
  /// An address that nobody connects to: its URL is the hub's name.
  static func example(_ hub: HubID) -> HubEndpoint {
    HubEndpoint(
      url: hub.rawValue, address: .init(host: "127.0.0.1", port: 1), hostHeader: "\(hub).localhost",
      api: .init(host: "127.0.0.1", port: 1), serviceToken: "", login: .password,
      testUser: .init(name: "atoll-test", password: ""), profiles: [])
  }
}

extension FleetFolder {
  static let example = FleetFolder(path: "/bundles/one")
}

extension Release {
  static func example(_ hub: HubID, memory: String, staging: HubID? = nil, cluster: ClusterID = "here") -> Release {
    Release(
      hub: hub, cluster: cluster, community: "reefers", staging: staging,
      values: ["singleuser": ["memory": ["limit": .string(memory)]]], provenance: [:])
  }
}
