public import Basics

/// A Helm chart as a fleet folder has it: its defaults, its schema, and the charts that it nests.
public struct Chart: Sendable, Equatable {
  /// As its `Chart.yaml` says; the name of its folder where there is none.
  public let name: String
  /// Nil where no `Chart.yaml` says it.
  public let version: String?
  /// The chart's folder, as a path in the fleet source: `helm-charts/basehub`.
  public let folder: String
  /// The chart's own `values.yaml`.
  public let defaults: SourcedValue
  /// The text of its `values.schema.json`, or of the YAML that it is made of; nil where it has none.
  public let schema: Schema?
  public let dependencies: [Dependency]
  /// Files of it that Helm refuses or that cannot be read: what they say is unknown.
  public let unreadable: [String]

  public struct Schema: Sendable, Equatable {
    /// Path in the fleet source.
    public let file: String
    public let value: SourcedValue

    public init(file: String, value: SourcedValue) {
      self.file = file
      self.value = value
    }
  }

  /// A chart that this one nests, under the key `name` (or its alias) of its values.
  public struct Dependency: Sendable, Equatable {
    /// The key of its values: the alias, else the name.
    public let key: String
    public let name: String
    public let version: String?
    /// Where `Chart.yaml` names it.
    public let place: SourcePlace
    /// Its folder in the fleet source; nil: not at hand, so its defaults and schema are unknown.
    public let folder: String?
    /// Whether the chart in `folder` is of another version than the wanted one, which runs and is not at hand.
    public let isStandIn: Bool
    /// Paths in this chart's values with commas between them, as `Chart.yaml` has them: the first that holds a boolean says
    /// whether the dependency is enabled. Nil or empty: nothing is asked.
    public let condition: String?
    /// It is disabled where `tags` in the values has one of these as false and none as true. A condition overrules them.
    public let tags: [String]
    public let importValues: [ImportedValues]

    /// A map of the dependency's values that this chart takes over as defaults of its own (`import-values`).
    public struct ImportedValues: Sendable, Hashable {
      /// Dotted path in the dependency's values; the short form `data` means `exports.data`.
      public let child: String
      /// Dotted path in this chart's values; `.` is their root, as in the short form.
      public let parent: String

      public init(child: String, parent: String) {
        self.child = child
        self.parent = parent
      }

      public init(exported name: String) { self.init(child: "exports.\(name)", parent: ".") }
    }

    public init(
      key: String, name: String, version: String?, place: SourcePlace, folder: String?, isStandIn: Bool = false,
      condition: String? = nil, tags: [String] = [], importValues: [ImportedValues] = []
    ) {
      self.key = key
      self.name = name
      self.version = version
      self.place = place
      self.folder = folder
      self.isStandIn = isStandIn
      self.condition = condition
      self.tags = tags
      self.importValues = importValues
    }
  }

  public init(
    name: String, version: String?, folder: String, defaults: SourcedValue, schema: Schema? = nil,
    dependencies: [Dependency] = [], unreadable: [String] = []
  ) {
    self.name = name
    self.version = version
    self.folder = folder
    self.defaults = defaults
    self.schema = schema
    self.dependencies = dependencies
    self.unreadable = unreadable
  }
}

/// A chart with the charts that it nests, all the way down.
public indirect enum ChartTree: Sendable, Equatable {
  case known(Chart, nested: [(key: String, tree: ChartTree)])
  /// Named by another chart or by a hub, and not at hand.
  case unknown(name: String)

  public static func == (one: ChartTree, other: ChartTree) -> Bool {
    switch (one, other) {
    case (.unknown(let one), .unknown(let other)): one == other
    case (.known(let one, let nested), .known(let other, let others)):
      one == other && nested.count == others.count
        && zip(nested, others).allSatisfy { $0.key == $1.key && $0.tree == $1.tree }
    case (.known, .unknown), (.unknown, .known): false
    }
  }
}

extension ChartTree {
  /// Every chart in it with the path of its values, itself (at the empty path) first.
  public var all: [(path: [String], tree: ChartTree)] {
    switch self {
    case .unknown: [([], self)]
    case .known(_, let nested):
      [([], self)] + nested.flatMap { key, tree in tree.all.map { ([key] + $0.path, $0.tree) } }
    }
  }

  /// The path of the values of Zero to JupyterHub's chart in the values of this one; nil where it is not in it.
  public var jupyterhubPath: [String]? { jupyterhubPaths.first }

  /// The paths of the values of each of Zero to JupyterHub's charts in it: an alias can nest it twice.
  public var jupyterhubPaths: [[String]] {
    all.filter { _, tree in
      switch tree {
      case .known(let chart, _): chart.name == "jupyterhub"
      case .unknown(let name): name == "jupyterhub"
      }
    }.map(\.path)
  }
}
