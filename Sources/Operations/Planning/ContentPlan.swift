public import Basics
public import Delivery
public import Fleet

/// What a change of a fleet folder does to releases, however many files it touches.
public struct ContentPlan: Sendable, Equatable, Codable {
  /// Hubs whose releases change, by name.
  public var entries: [PlanEntry]
  /// Hubs of which it cannot be told, since a file that they are made of is wrong on one side; by name.
  public var unplanned: [UnplannedHub]
  /// How many hubs stay as they are.
  public var unchanged: Int
  public var pathRule: PathRuleAnswer

  public init(
    entries: [PlanEntry] = [], unplanned: [UnplannedHub] = [], unchanged: Int = 0, pathRule: PathRuleAnswer = .init()
  ) {
    self.entries = entries
    self.unplanned = unplanned
    self.unchanged = unchanged
    self.pathRule = pathRule
  }

  /// Whether no release changes, and that is certain.
  public var isEmpty: Bool { entries.isEmpty && unplanned.isEmpty }
}

/// What looking at paths would have done instead.
public struct PathRuleAnswer: Sendable, Equatable, Codable {
  /// The hubs that it redeploys, by name.
  public var hubs: [HubID]
  /// Those of them whose releases do not change.
  public var needless: [HubID]
  /// Hubs whose releases change and that it does not redeploy.
  public var missed: [HubID]

  public init(hubs: [HubID] = [], needless: [HubID] = [], missed: [HubID] = []) {
    self.hubs = hubs
    self.needless = needless
    self.missed = missed
  }

  init(_ hubs: [HubID], _ entries: [PlanEntry], _ unplanned: [UnplannedHub]) {
    let changed = Set(entries.map(\.hub)).union(unplanned.map(\.hub))
    let redeployed = Set(hubs)
    self.init(
      hubs: hubs, needless: hubs.filter { !changed.contains($0) },
      missed: entries.filter { $0.kind != .removed && $0.kind != .asleep && !redeployed.contains($0.hub) }.map(\.hub))
  }
}

/// One hub whose release changes.
public struct PlanEntry: Sendable, Equatable, Codable {
  public var hub: HubID
  public var kind: HubChange.Kind
  /// Nil for a hub that is added.
  public var before: ReleaseHash?
  /// Nil for a hub that is removed or put to sleep.
  public var after: ReleaseHash?
  /// Why it changes, beside the values; empty where values say it all.
  public var reasons: [Reason]
  /// The values that change, by path, secrets hidden; none for hubs that are added or removed.
  public var values: [ValueChange]
  /// Who may enter, before and after; nil where nobody was asked, and the half of a side on which the hub is not.
  public var audience: AudienceChange?
  /// Registered features that explain changed values, by name.
  public var features: [FeatureID]
  /// Changed paths of the hub's own values that no registered feature explains.
  public var exceptions: [String]
  /// Files and charts that are not at hand and may set anything, before or after.
  public var unknown: [String]
  /// The hub of the same name that goes at the same time from another cluster.
  public var movedFrom: HubID?
  /// Its address, where that changes.
  public var address: AddressChange?

  /// An address before and after; nil where there is none.
  public struct AddressChange: Sendable, Equatable, Codable {
    public var before: String?
    public var after: String?

    public init(before: String?, after: String?) {
      self.before = before
      self.after = after
    }
  }

  /// Why a release changes, beside values.
  public struct Reason: Sendable, Hashable, Codable {
    public var kind: Kind
    /// The chart, or the files.
    public var names: [String]

    /// `chart`: the chart, beside its defaults: templates, its version, what it nests. `encrypted`: files that cannot be read
    /// have another content, or another place in the order. `unknownBefore`, `unknownAfter`: charts that are at hand on the other
    /// side only: what their defaults change is unknown, and not among the values.
    public enum Kind: String, Sendable, Codable { case chart, encrypted, unknownBefore, unknownAfter }

    public init(_ kind: Kind, _ names: [String]) {
      self.kind = kind
      self.names = names
    }
  }

  public init(
    hub: HubID, kind: HubChange.Kind, before: ReleaseHash? = nil, after: ReleaseHash? = nil, reasons: [Reason] = [],
    values: [ValueChange] = [], audience: AudienceChange? = nil, features: [FeatureID] = [], exceptions: [String] = [],
    unknown: [String] = [], movedFrom: HubID? = nil,
    address: AddressChange? = nil
  ) {
    self.address = address
    self.hub = hub
    self.kind = kind
    self.before = before
    self.after = after
    self.reasons = reasons
    self.values = values
    self.audience = audience
    self.features = features
    self.exceptions = exceptions
    self.unknown = unknown
    self.movedFrom = movedFrom
  }
}

/// Who may enter a hub, before and after a change, in words.
public struct AudienceChange: Sendable, Equatable, Codable {
  public var before: PlannedAudience?
  public var after: PlannedAudience?

  public init(before: PlannedAudience?, after: PlannedAudience?) {
    self.before = before
    self.after = after
  }

  /// Whether it lets in more people than before, as far as levels tell.
  public var isWider: Bool { (after?.level ?? 0) > (before?.level ?? after?.level ?? 0) }
}

/// Who may enter a hub, as a plan tells it.
public struct PlannedAudience: Sendable, Equatable, Codable {
  /// `anyone with a GitHub account`.
  public var words: String
  /// The wider, the larger.
  public var level: Int
  /// False where something that decides it cannot be read.
  public var isCertain: Bool

  public init(words: String, level: Int, isCertain: Bool) {
    self.words = words
    self.level = level
    self.isCertain = isCertain
  }

  /// Who may enter a hub of a fleet; nil where that is not told.
  public typealias Teller = @Sendable (_ hub: Hub, _ fleet: Fleet) -> PlannedAudience?
}

/// A hub of which no plan can be made.
public struct UnplannedHub: Sendable, Equatable, Codable {
  public var hub: HubID
  /// What is wrong, each with whether it is so before or after the change.
  public var faults: [Fault]

  public struct Fault: Sendable, Equatable, Codable {
    public var side: Side
    public var finding: Finding

    public init(_ side: Side, _ finding: Finding) {
      self.side = side
      self.finding = finding
    }
  }

  public enum Side: String, Sendable, Codable { case before, after }

  public init(hub: HubID, faults: [Fault]) {
    self.hub = hub
    self.faults = faults
  }
}

extension ContentPlan {
  /// What changes from one folder to the other.
  /// - Parameters:
  ///   - changed: paths that differ, also of files that are not read, for the path rule; nil: those that are read.
  ///   - audience: tells who may enter; nil: nobody asks.
  public static func between(
    base: FleetSource, head: FleetSource, changed: Set<String>? = nil, audience: PlannedAudience.Teller? = nil
  ) -> ContentPlan {
    let comparison = ReleaseComparison(base: PlanSide(base), head: PlanSide(head), audience: audience)
    let (entries, unplanned) = comparison.outcome
    let paths = changed ?? Set(base.files.keys).union(head.files.keys).filter { base.files[$0] != head.files[$0] }
    let hubs = comparison.head.hubFiles
    let planned = comparison.head.plannable.keys
    let touched = Set(entries.map(\.hub)).union(unplanned.map(\.hub))
    return ContentPlan(
      entries: entries, unplanned: unplanned, unchanged: planned.count { !touched.contains($0) },
      pathRule: PathRuleAnswer(PathRule.hubs(hubs, changed: paths), entries, unplanned))
  }
}
