public import Basics
public import Fleet

/// Why a value of a hub is what it is, as programs read it: `atoll explain HUB PATH --json`. What looks like a secret is not
/// in it.
public struct ValueExplanation: Codable, Sendable, Equatable {
  public var hub: String
  /// Whole, in the values of the hub's chart.
  public var path: String
  /// Left out where a layer removed it.
  public var value: JSONValue?
  /// What decided. Left out for a map, whose leaves have origins of their own, and where nothing in the folder says it.
  public var said: Saying?
  /// What was not heard, nearest first.
  public var overridden: [Saying]
  /// Of a map: how many of its leaves each file set, most first.
  public var origins: [Origin]
  /// What may set it and cannot be read, each in a sentence without its full stop.
  public var doubts: [String]
  /// Features that explain the path.
  public var features: [FeatureAnswer]

  /// What one layer says.
  public struct Saying: Codable, Sendable, Equatable {
    public var value: JSONValue
    /// Left out where Atoll itself says it.
    public var place: SourcePlace?
    /// The chart of whose defaults it is; left out for a file of the hub.
    public var chart: String?
    /// The path of what is said, where it is said of the path as a whole and not of a part that the path leads through.
    public var at: String
    /// The line of the file, with secrets hidden; left out where it is not at hand.
    public var line: String?
  }

  public struct Origin: Codable, Sendable, Equatable {
    /// Left out for what Atoll itself says.
    public var file: String?
    public var chart: String?
    public var leaves: Int
  }

  public struct FeatureAnswer: Codable, Sendable, Equatable {
    public var feature: String
    public var name: String
    /// Whether the hub has it.
    public var ofHub: Bool
  }
}

extension HubConfiguration {
  /// Why the value at a path is what it is.
  /// - Parameters:
  ///   - text: a whole path or a short one.
  ///   - texts: those of the folder's files, of which lines are shown.
  /// - Throws: `NoSuchPath` where nothing stands there, and nothing was removed.
  public func explanation(of text: String, texts: [String: String] = [:]) throws(NoSuchPath) -> ValueExplanation {
    guard let path = path(text) else { throw NoSuchPath(text, of: self) }
    let value = values.values[path]
    let said = sayings(at: path, texts)
    let isMap = value?.members.map { !$0.isEmpty } ?? false
    let first = isMap ? nil : said.first
    return ValueExplanation(
      hub: hub.id.rawValue, path: path.description, value: value.map { shown($0, at: path).plain },
      said: first, overridden: isMap ? [] : Array(said.dropFirst()),
      origins: isMap ? origins(of: value) : [], doubts: doubts(on: path, decidedBy: first, isMap: isMap),
      features: features(explaining: path))
  }

  // MARK: - What layers say

  /// From the highest layer down.
  private func sayings(at path: ValuePath, _ texts: [String: String]) -> [ValueExplanation.Saying] {
    let lines = SafeLines(self, texts)
    return said(at: path).map { at, value in
      ValueExplanation.Saying(
        value: shown(value, at: at).plain, place: value.place,
        chart: value.place.flatMap { chart(ofDefaults: $0.file)?.name }, at: at.description,
        line: value.place.flatMap { lines.line(at: $0) })
    }
  }

  /// What is said of a path, with the path of which it is said: a part of it where no map stands there, or a list.
  private func said(at path: ValuePath) -> [(at: ValuePath, value: SourcedValue)] {
    guard let adoption = hub.adoption, let chart else { return nativelySaid(at: path) }
    let files = adoption.files.compactMap { $0.isKnown ? fleet.adopted?.values[$0.path] : nil }
    let keys = path.keysToList
    return HelmMerge.said(at: keys, layers: files, chart: chart).map { value in
      if let inner = value[steps: path.insideList[...]] { return (path, inner) }
      return (ValuePath(keys: keys), value)
    }
  }

  private func nativelySaid(at path: ValuePath) -> [(at: ValuePath, value: SourcedValue)] {
    if let value = values.values[path] { return ([value] + value.overridden).map { (path, $0) } }
    let leaves = ReleaseRenderer.layeredValues(for: hub, in: fleet).leaves
    guard let removed = leaves.first(where: { $0.path == path.description && $0.value == nil }) else { return [] }
    let under = removed.overridden.map { (path, SourcedValue($0.value, at: $0.place)) }
    return [(path, SourcedValue(.null, at: removed.place))] + under
  }

  // MARK: - Maps

  private func origins(of value: SourcedValue?) -> [ValueExplanation.Origin] {
    var counts: [String?: Int] = [:]
    value?.forEachLeaf { _, leaf in counts[leaf.place?.file, default: 0] += 1 }
    let sorted = counts.sorted { ($1.value, $0.key ?? "") < ($0.value, $1.key ?? "") }
    return sorted.map { file, leaves in
      ValueExplanation.Origin(file: file, chart: file.flatMap { chart(ofDefaults: $0)?.name }, leaves: leaves)
    }
  }

  // MARK: - What is not known

  /// Layers that stand over what decided and cannot be read, and charts whose defaults are missing.
  private func doubts(on path: ValuePath, decidedBy said: ValueExplanation.Saying?, isMap: Bool) -> [String] {
    var above = layers[...]
    if let file = said?.place?.file, let index = layers.lastIndex(where: { $0.file == file }), !isMap {
      above = layers[(index + 1)...]
    }
    var doubts = above.compactMap { layer in layer.obstacle.map { "\(layer.file) \($0): it may set this" } }
    let isDecided = said.map { $0.chart == nil && $0.place != nil } ?? false
    for (name, chart) in unknownCharts where isMap || !isDecided {
      guard path.keysToList.starts(with: chart) || (isMap && chart.starts(with: path.keysToList)) else { continue }
      doubts.append("the chart \(name) is not at hand: its defaults are unknown")
    }
    return doubts
  }

  // MARK: - Features

  private func features(explaining path: ValuePath) -> [ValueExplanation.FeatureAnswer] {
    let short = shortPath(path)
    let explaining = fleet.features.values.filter { feature in
      feature.explains.contains { short == $0 || short.hasPrefix("\($0).") || short.hasPrefix("\($0)[") }
    }
    let answers = explaining.map { feature in
      ValueExplanation.FeatureAnswer(
        feature: feature.id.rawValue, name: feature.name, ofHub: hub.features.contains(feature.id))
    }
    return answers.sorted { ($0.ofHub ? 0 : 1, $0.feature) < ($1.ofHub ? 0 : 1, $1.feature) }
  }
}

/// Lines of a hub's files as they may be shown.
struct SafeLines {
  private let configuration: HubConfiguration
  private let texts: [String: String]

  init(_ configuration: HubConfiguration, _ texts: [String: String]) {
    self.configuration = configuration
    self.texts = texts
  }

  /// The line of a place without white space around it; nil where it is not at hand.
  func line(at place: SourcePlace) -> String? {
    guard place.line > 0, texts[place.file] != nil else { return nil }
    let onLine = secrets(in: place.file).filter { $0.line == place.line }
    // To the end of the line: what is secret may go on behind what its place underlines.
    let hidden = onLine.map { SourcePlace(file: $0.file, line: $0.line, column: $0.column, length: 1 << 20) }
    let lines = QuotedLines(texts, hiding: hidden)
    guard let quote = lines.quote(SourcePlace(file: place.file, line: place.line)) else { return nil }
    let line = String(quote.line.drop { $0 == " " })
    return hidden.isEmpty ? SourcedValue.hidingSecrets(in: line + "\n", under: "").lines.first.map(String.init) : line
  }

  private func secrets(in file: String) -> [SourcePlace] {
    var trees = [configuration.fleet.adopted?.values[file]].compactMap { $0 }
    trees += (configuration.chart?.known ?? []).filter { file == "\($0.folder)/values.yaml" }.map(\.defaults)
    if trees.isEmpty { trees = [configuration.values.own, configuration.values.values] }
    return trees.flatMap { $0.placesOfSecrets(honoursReferences: configuration.honoursReferences) }.filter { $0.file == file }
  }
}
