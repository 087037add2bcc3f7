public import Basics
import Fleet

/// A range of commits, planned one after the other: what paths would have redeployed, and what really changed.
public struct PlanHistory: Sendable, Equatable, Codable {
  /// The oldest first.
  public var commits: [Commit]

  public init(commits: [Commit] = []) { self.commits = commits }

  public struct Commit: Sendable, Equatable, Codable {
    public var id: String
    /// The first line of its message.
    public var subject: String
    /// How many hubs a path rule redeploys.
    public var byPaths: Int
    /// Hubs that are deployed, since their releases change or they are new; by name.
    public var changed: [HubID]
    /// Hubs that go, or go to sleep; by name.
    public var removed: [HubID]
    /// Hubs of which it cannot be told; by name.
    public var unplanned: [HubID]
    /// Why the commit cannot be planned at all; nil where it can.
    public var problem: String?

    public init(id: String, subject: String, plan: ContentPlan) {
      self.id = id
      self.subject = subject
      byPaths = plan.pathRule.hubs.count
      changed = plan.entries.filter { $0.after != nil }.map(\.hub)
      removed = plan.entries.filter { $0.after == nil }.map(\.hub)
      unplanned = plan.unplanned.map(\.hub)
    }

    public init(id: String, subject: String, problem: String) {
      self.init(id: id, subject: subject, plan: ContentPlan())
      self.problem = problem
    }
  }

  /// Deploys over all commits, by paths.
  public var byPaths: Int { commits.reduce(0) { $0 + $1.byPaths } }
  /// Deploys over all commits, by releases.
  public var byReleases: Int { commits.reduce(0) { $0 + $1.changed.count } }
  public var unplanned: Int { commits.reduce(0) { $0 + $1.unplanned.count } }

  private static let shownHubs = 4

  /// For a terminal: a line for each commit, and the totals.
  public var text: String { (commits.map(line) + [totals]).joined(separator: "\n") }

  /// One commit on one line.
  public func line(of commit: Commit) -> String {
    let head = "\(commit.id.prefix(10))  "
    if let problem = commit.problem { return head + "cannot be planned: \(problem)  \(commit.subject)" }
    let names = commit.changed.count <= Self.shownHubs ? commit.changed.map(\.rawValue).joined(separator: ", ") : ""
    var what = "\(pad(commit.byPaths)) by paths  \(pad(commit.changed.count)) by releases"
    if !names.isEmpty { what += " (\(names))" }
    if !commit.removed.isEmpty { what += ", \(commit.removed.count) removed" }
    if !commit.unplanned.isEmpty { what += ", \(commit.unplanned.count) cannot be planned" }
    return "\(head)\(what)  \(commit.subject)"
  }

  /// The totals, in one sentence.
  public var totals: String {
    let share = byPaths == 0 ? "" : " (\(Int((100 * Double(byReleases) / Double(byPaths)).rounded())) %)"
    let open = unplanned == 0 ? "" : "; \(unplanned) times a hub could not be planned"
    let problems = commits.count { $0.problem != nil }
    let failed = problems == 0 ? "" : "; \(ContentPlanText.count(problems, "commit", "commits")) could not be planned"
    return "\(ContentPlanText.count(commits.count, "commit", "commits")): \(byPaths) deploys by paths, "
      + "\(byReleases) by releases\(share)\(open)\(failed)."
  }

  private func pad(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, 4 - text.count)) + text
  }
}
