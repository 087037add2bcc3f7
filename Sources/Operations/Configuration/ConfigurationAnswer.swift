public import Basics
public import Fleet

/// A hub's configuration as programs read it: `atoll show HUB --json`. What looks like a secret is not in it.
public struct ConfigurationAnswer: Codable, Sendable, Equatable {
  public var hub: String
  public var community: String
  public var cluster: String
  public var kind: HubKind
  /// The chart that it runs with those nested in it, itself first; empty in the native layout.
  public var charts: [ChartAnswer]
  /// In the order in which they are laid over each other.
  public var layers: [ConfigurationLayer]
  /// Where in the values `values` stand; left out where they are all of them.
  public var path: String?
  public var values: JSONValue
  /// Of each leaf, by its path in all of the hub's values, the line that set it; only where it was asked for.
  public var places: [String: SourcePlace]?

  public struct ChartAnswer: Codable, Sendable, Equatable {
    public var name: String
    public var version: String?
    /// Where its values stand in those of the outermost.
    public var path: String
    /// Whether its defaults are at hand.
    public var isKnown: Bool
  }
}

/// What part of a configuration is asked for.
public struct ConfigurationQuestion: Sendable, Equatable {
  /// Whole or short; nil: everything.
  public var path: String?
  /// Only what the hub's own files say, without the defaults of charts.
  public var own: Bool
  public var places: Bool

  public init(path: String? = nil, own: Bool = false, places: Bool = false) {
    self.path = path
    self.own = own
    self.places = places
  }
}

extension HubConfiguration {
  /// - Throws: `NoSuchPath` where nothing stands at the path.
  public func answer(_ question: ConfigurationQuestion) throws(NoSuchPath) -> ConfigurationAnswer {
    let (path, value) = try part(question)
    var places: [String: SourcePlace]?
    if question.places {
      var found: [String: SourcePlace] = [:]
      value.forEachLeaf(at: path.description) { leaf, value in found[leaf] = value.place }
      places = found
    }
    return ConfigurationAnswer(
      hub: hub.id.rawValue, community: hub.community.rawValue, cluster: hub.cluster.rawValue, kind: hub.kind,
      charts: charts, layers: layers, path: path.steps.isEmpty ? nil : path.description, values: value.plain, places: places)
  }

  /// The configuration as YAML, under comments that say what it is made of.
  /// - Throws: `NoSuchPath` where nothing stands at the path.
  public func yaml(_ question: ConfigurationQuestion) throws(NoSuchPath) -> [String] {
    let (path, value) = try part(question)
    let note: ((SourcedValue) -> String?)? = question.places ? { Self.note($0) } : nil
    return header(path, own: question.own).map { "# \($0)" } + ConfigurationYAML.lines(value, place: note)
  }

  private static func note(_ value: SourcedValue) -> String {
    value.place.map { $0.line == 0 ? $0.file : "\($0.file):\($0.line)" } ?? "Atoll"
  }

  /// A part of the values, ready to be shown.
  private func part(_ question: ConfigurationQuestion) throws(NoSuchPath) -> (path: ValuePath, value: SourcedValue) {
    let whole = question.own ? values.own : values.values
    guard let text = question.path, !text.isEmpty else { return (ValuePath(), shown(whole, at: ValuePath())) }
    guard let path = path(text) else { throw NoSuchPath(text, of: self) }
    guard let value = whole[path] else {
      throw NoSuchPath(text, of: self, isOnlyDefault: values.values[path] != nil, isRemoved: values.values[path] == nil)
    }
    return (path, shown(value, at: path))
  }

  private var charts: [ConfigurationAnswer.ChartAnswer] {
    (chart?.all ?? []).map { path, tree in
      switch tree {
      case .known(let chart, _):
        ConfigurationAnswer.ChartAnswer(
          name: chart.name, version: chart.version, path: path.joined(separator: "."), isKnown: true)
      case .unknown(let name):
        ConfigurationAnswer.ChartAnswer(name: name, version: nil, path: path.joined(separator: "."), isKnown: false)
      }
    }
  }

  private func header(_ path: ValuePath, own: Bool) -> [String] {
    let what = own ? "What the own files of \(hub.id) say" : "The effective configuration of \(hub.id)"
    var lines = ["\(what) (community \(hub.community), \(hub.kind.rawValue), cluster \(hub.cluster))"]
    if !path.steps.isEmpty { lines.append("At \(path)") }
    let known = charts.filter(\.isKnown).map { $0.name + ($0.version.map { " \($0)" } ?? "") }
    if let first = known.first, !own {
      let nested = known.dropFirst()
      lines.append("Chart \(first)" + (nested.isEmpty ? "" : ", which nests \(Wording.list(Array(nested)))"))
    }
    let unknown = charts.filter { !$0.isKnown }.map(\.name)
    if !unknown.isEmpty, !own { lines.append("Not at hand, so their defaults are missing here: \(Wording.list(unknown))") }
    if hub.adoption == nil {
      lines.append(own ? "\(hub.file), under 'values'" : "From \(hub.file): its fields as chart values, and its 'values' over them")
    } else {
      lines.append("Values files, each over the one before:")
      for layer in layers {
        lines.append("  \(layer.file)" + (layer.obstacle.map { " (\($0): what it sets is unknown)" } ?? ""))
      }
    }
    return lines
  }
}

/// A path at which a hub has no value. Its description is a sentence for people, without its full stop.
public struct NoSuchPath: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ path: String, of configuration: HubConfiguration, isOnlyDefault: Bool = false, isRemoved: Bool = false) {
    let hub = configuration.hub.id
    if isOnlyDefault {
      description = "the own files of \(hub) say nothing at '\(path)'; without --own you see the default"
      return
    }
    if isRemoved {
      description = "a file of \(hub) removes what stood at '\(path)'; `atoll explain \(hub) \(path)` says which"
      return
    }
    var text = "\(hub) has nothing at '\(path)'"
    if let near = configuration.suggestion(for: path) {
      text += "; did you mean '\(near)'?"
    } else {
      text += "; `atoll show \(hub)` prints all"
    }
    let unread = configuration.layers.filter { $0.obstacle != nil }.map(\.file)
    if !unread.isEmpty { text += " (\(Wording.list(unread)) may set it, and cannot be read)" }
    description = text
  }
}
