import ArgumentParser
import Basics
import ControlPlane
import Delivery
import Engines
import Fleet
import Foundation
import Operations

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Say what deploying the folder would change: hubs, and value by value with file and line.",
    discussion: """
      Changes nothing. Without --base it compares the folder with what runs, and needs a running control plane.
      With --base or --history it needs none: it compares releases between revisions of the folder's git repository.

      Exit code 0: planned, whether or not something changes. 1: some hubs cannot be planned, since a file is wrong.
      2: the folder, the repository or a revision cannot be read.

      Examples:
        atoll plan --fleet examples/alpha
        atoll plan --base origin/main
        atoll plan --base v1 --head v2 --format markdown
        atoll plan --history v1..main
      """)

  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  @Option(help: ArgumentHelp("Compare with this revision of the folder, instead of with what runs.", valueName: "revision"))
  var base: String?

  @Option(help: ArgumentHelp("With --base: plan this revision, instead of the folder as it is on the disk.", valueName: "revision"))
  var head: String?

  @Option(
    help: ArgumentHelp(
      "Replay the commits of a range: the hubs that a path rule would redeploy, and those whose releases change.",
      valueName: "revision..revision"))
  var history: String?

  @Option(help: "How a plan between revisions is told: text, json or markdown.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, markdown }

  func validate() throws {
    if head != nil && base == nil { throw ValidationError("--head is compared with --base; name one.") }
    if base != nil && history != nil { throw ValidationError("--base and --history are two questions; ask one.") }
    if format == .markdown && base == nil { throw ValidationError("--format markdown tells a plan with --base.") }
  }

  func run() async throws {
    try await Command.run {
      if let history { return try await replay(history) }
      if let base { return try await plan(since: base) }
      let source = try FleetSource.read(folder: try fleet.folder())
      let answer = try await state.client().plan(DeployRequest(folder: source))
      if asJSON { return try Terminal.printJSON(answer) }
      Terminal.say(PlanText(answer).text)
    }
  }

  private var asJSON: Bool { output.json || format == .json }

  private func plan(since base: String) async throws {
    let planning = try await Planning(folder: try fleet.folder())
    let plan = try await planning.plan(from: base, to: head)
    if asJSON {
      try Terminal.printJSON(plan)
    } else {
      Terminal.say(format == .markdown ? ContentPlanMarkdown(plan).text : ContentPlanText(plan).text)
    }
    if !plan.unplanned.isEmpty { throw ExitCode(1) }
  }

  private func replay(_ range: String) async throws {
    let planning = try await Planning(folder: try fleet.folder())
    let isTerminal = isatty(2) == 1
    let history = try await planning.history(of: range) { history, count in
      if isTerminal { Terminal.progress("\(history.commits.count) of \(count) commits") }
      if !asJSON, let commit = history.commits.last {
        if isTerminal { Terminal.progress("") }
        Terminal.say(history.line(of: commit))
      }
    }
    if isTerminal { Terminal.progress("") }
    if asJSON { try Terminal.printJSON(history) } else { Terminal.say(history.totals) }
    if history.commits.contains(where: { $0.problem != nil }) { throw ExitCode(1) }
  }
}

extension Terminal {
  /// Replaces the last line on standard error.
  static func progress(_ line: String) { FileHandle.standardError.write(Data("\r\u{1B}[K\(line)".utf8)) }
}

/// Plans between revisions of one folder.
struct Planning {
  private let repository: GitFolder
  private let cache: ClusterIndexFile

  init(folder: String) async throws {
    repository = try await GitFolder(folder)
    cache = ClusterIndexFile(folder: folder, environment: ProcessInfo.processInfo.environment)
  }

  /// - Parameter head: nil: the folder as it is on the disk.
  func plan(from base: String, to head: String?) async throws -> ContentPlan {
    let before = try await repository.commit(base)
    let after = try await head.asyncMap { try await repository.commit($0) }
    async let changed = repository.changedPaths(from: before, to: after)
    async let baseSnapshot = repository.snapshot(at: before)
    let headSnapshot = try await after.asyncMap { try await repository.snapshot(at: $0) } ?? repository.workingSnapshot()
    let known = cache.read()
    var planner = self.planner(known)
    let plan = try await planner.plan(from: baseSnapshot, to: headSnapshot, changed: changed)
    keep(planner.clusters, besides: known, of: [try await baseSnapshot, headSnapshot])
    return plan
  }

  /// - Parameter report: told after each commit, with the number of all.
  func history(of range: String, report: (PlanHistory, Int) -> Void) async throws -> PlanHistory {
    let commits = try await repository.commits(range)
    let known = cache.read()
    var planner = self.planner(known)
    var history = PlanHistory()
    var former: (id: String, snapshot: FleetSnapshot)?
    for commit in commits {
      do {
        guard let parent = commit.parent else { throw GitFailure.unknownRevision("\(commit.id)^", said: "it is the first commit") }
        let base: FleetSnapshot
        if let former, former.id == parent { base = former.snapshot } else { base = try await repository.snapshot(at: parent) }
        let head = try await repository.snapshot(at: commit.id)
        former = (commit.id, head)
        let changed = try await repository.changedPaths(from: parent, to: commit.id)
        let plan = try await planner.plan(from: base, to: head, changed: changed)
        history.commits.append(PlanHistory.Commit(id: commit.id, subject: commit.subject, plan: plan))
      } catch let error where error is GitFailure || error is FleetReadError {
        history.commits.append(PlanHistory.Commit(id: commit.id, subject: commit.subject, problem: "\(error)"))
      }
      report(history, commits.count)
    }
    if let former { keep(planner.clusters, besides: known, of: [former.snapshot]) }
    return history
  }

  private func planner(_ known: ClusterIndexes) -> ContentPlanner {
    let repository = repository
    return ContentPlanner(clusters: known, audience: PlannedAudience.computed) { try await repository.contents(of: $0) }
  }

  private func keep(_ clusters: ClusterIndexes, besides known: ClusterIndexes, of snapshots: [FleetSnapshot]) {
    let kept = clusters.keeping(Set(snapshots.flatMap(\.ids.values)))
    if kept != known { cache.write(kept) }
  }
}

extension Optional {
  fileprivate func asyncMap<Answer>(_ change: (Wrapped) async throws -> Answer) async rethrows -> Answer? {
    guard let self else { return nil }
    return try await change(self)
  }
}
