public import Basics
public import Fleet

/// How two configurations differ, as programs read it: `atoll diff --json`. What looks like a secret is not in it.
public struct ConfigurationDifference: Codable, Sendable, Equatable {
  public var before: Side
  public var after: Side
  /// By section, then by path.
  public var changes: [Change]
  /// What may differ too and cannot be read, each in a sentence without its full stop.
  public var doubts: [String]

  public struct Side: Codable, Sendable, Equatable {
    public var hub: String
    /// The revision of the folder; left out for the folder as it is.
    public var revision: String?
  }

  /// A value that one side has and the other has not, or has otherwise.
  public struct Change: Codable, Sendable, Equatable {
    /// In the values of the chart that both have.
    public var path: String
    /// Under which it is told: the path's first keys.
    public var section: String
    /// Left out where there is none.
    public var before: JSONValue?
    public var after: JSONValue?
    public var beforePlace: SourcePlace?
    public var afterPlace: SourcePlace?
    /// Whether each side only says its own name or address there.
    public var isNatural: Bool
  }
}

extension ConfigurationDifference {
  /// - Parameters:
  ///   - own: compares only what the hubs' own files say.
  ///   - revision: that of the folder in which `before` stands, where it is another folder.
  public static func between(
    _ before: HubConfiguration, _ after: HubConfiguration, own: Bool = false, revision: String? = nil
  ) -> ConfigurationDifference {
    var comparison = Comparison(before, after, own: own)
    comparison.run()
    let sections = comparison.changes.sorted { ($0.section, $0.path) < ($1.section, $1.path) }
    return ConfigurationDifference(
      before: Side(hub: before.hub.id.rawValue, revision: revision), after: Side(hub: after.hub.id.rawValue),
      changes: sections, doubts: doubts(before, after, own: own))
  }

  private static func doubts(_ before: HubConfiguration, _ after: HubConfiguration, own: Bool) -> [String] {
    var doubts: [String] = []
    var told: Set<String> = []
    for layer in before.layers + after.layers where told.insert(layer.file).inserted {
      if let obstacle = layer.obstacle { doubts.append("\(layer.file) \(obstacle): what it sets is not compared") }
    }
    if own { return doubts }
    for name in (before.unknownCharts + after.unknownCharts).map(\.name) where told.insert("chart \(name)").inserted {
      doubts.append("the chart \(name) is not at hand: its defaults are not compared")
    }
    return doubts
  }
}

/// The work of comparing two configurations.
private struct Comparison {
  private let before: HubConfiguration
  private let after: HubConfiguration
  private let own: Bool
  private let honoursReferences: Bool
  private let names: [(before: String, after: String)]
  private(set) var changes: [ConfigurationDifference.Change] = []

  init(_ before: HubConfiguration, _ after: HubConfiguration, own: Bool) {
    self.before = before
    self.after = after
    self.own = own
    honoursReferences = before.honoursReferences && after.honoursReferences
    names = Self.names(before.hub, after.hub)
  }

  /// The same chart is compared with the same, also where one hub's chart nests the other's.
  mutating func run() {
    let (old, new) = (own ? before.values.own : before.values.values, own ? after.values.own : after.values.values)
    let (oldPath, newPath) = (before.values.jupyterhubPath ?? [], after.values.jupyterhubPath ?? [])
    let common = zip(oldPath.reversed(), newPath.reversed()).prefix { $0 == $1 }.count
    let (oldOuter, newOuter) = (Array(oldPath.dropLast(common)), Array(newPath.dropLast(common)))
    let empty = SourcedValue(.map([:]))
    collect(.init(), old[path: oldOuter] ?? empty, new[path: newOuter] ?? empty, key: "")
    if let rest = old.without(oldOuter[...]), !oldOuter.isEmpty { collect(.init(), rest, empty, key: "") }
    if let rest = new.without(newOuter[...]), !newOuter.isEmpty { collect(.init(), empty, rest, key: "") }
  }

  private mutating func collect(_ path: ValuePath, _ old: SourcedValue?, _ new: SourcedValue?, key outer: String) {
    if let old, let new, old == new { return }
    if let (old, new) = members(old, new) {
      for key in Set(old.keys).union(new.keys) {
        collect(
          ValuePath(path.steps + [.key(key)]), old[key], new[key],
          key: SourcedValue.keyOfSecret(key, among: old.merging(new) { $1 }, under: outer))
      }
    } else if let (old, new) = elements(old, new) {
      for index in 0..<max(old.count, new.count) {
        collect(
          ValuePath(path.steps + [.index(index)]), index < old.count ? old[index] : nil,
          index < new.count ? new[index] : nil, key: outer)
      }
    } else {
      changes.append(change(path, old, new, key: outer))
    }
  }

  private func change(
    _ path: ValuePath, _ old: SourcedValue?, _ new: SourcedValue?, key: String
  ) -> ConfigurationDifference.Change {
    func shown(_ value: SourcedValue?) -> JSONValue? {
      value?.hidingSecrets(under: key, honoursReferences: honoursReferences).plain
    }
    return ConfigurationDifference.Change(
      path: path.description, section: section(path), before: shown(old), after: shown(new), beforePlace: old?.place,
      afterPlace: new?.place, isNatural: isNatural(old, new))
  }

  /// The chart's path and one key more: `jupyterhub.singleuser`.
  private func section(_ path: ValuePath) -> String {
    let (oldPath, newPath) = (before.values.jupyterhubPath ?? [], after.values.jupyterhubPath ?? [])
    let common = zip(oldPath.reversed(), newPath.reversed()).prefix { $0 == $1 }.count
    let prefix = Array(newPath.suffix(common))
    let keys = path.keysToList
    return keys.prefix(keys.starts(with: prefix) ? prefix.count + 1 : 1).joined(separator: ".")
  }

  /// Both sides as maps, where neither is anything else.
  private func members(_ old: SourcedValue?, _ new: SourcedValue?) -> ([String: SourcedValue], [String: SourcedValue])? {
    if honoursReferences, old?.isReference == true || new?.isReference == true { return nil }
    guard old?.isMap ?? true, new?.isMap ?? true else { return nil }
    let pair = (old?.members ?? [:], new?.members ?? [:])
    return pair.0.isEmpty && pair.1.isEmpty ? nil : pair
  }

  /// Both sides as lists of maps, where neither is anything else. Other lists differ as a whole.
  private func elements(_ old: SourcedValue?, _ new: SourcedValue?) -> ([SourcedValue], [SourcedValue])? {
    if let old, old.elements == nil { return nil }
    if let new, new.elements == nil { return nil }
    let pair = (old?.elements ?? [], new?.elements ?? [])
    guard !(pair.0.isEmpty && pair.1.isEmpty), (pair.0 + pair.1).allSatisfy(\.isMap) else { return nil }
    return pair
  }

  // MARK: - What is natural

  /// What each hub is called, the longest first: its address, its name, its whole and its short identifier.
  private static func names(_ before: Hub, _ after: Hub) -> [(before: String, after: String)] {
    var names: [(before: String, after: String)] = []
    if let old = before.url?.host, let new = after.url?.host { names.append((old, new)) }
    names.append((before.name, after.name))
    names.append((before.id.rawValue, after.id.rawValue))
    names.append((before.id.shortName, after.id.shortName))
    return names.filter { $0.before != $0.after && $0.before.count > 1 && $0.after.count > 1 }
  }

  private func isNatural(_ old: SourcedValue?, _ new: SourcedValue?) -> Bool {
    guard let old, let new else { return false }
    switch (old.content, new.content) {
    case (.string(let old), .string(let new)):
      return names.contains { old.replacing($0.before, with: "\u{0}") == new.replacing($0.after, with: "\u{0}") }
    case (.list(let old), .list(let new)):
      return old.count == new.count && zip(old, new).allSatisfy { $0 == $1 || isNatural($0, $1) }
    default: return false
    }
  }
}

extension SourcedValue {
  fileprivate var isReference: Bool { members?.count == 1 && self["secret"]?.string != nil }

  /// Without what stands at a path; nil where nothing is left.
  fileprivate func without(_ path: ArraySlice<String>) -> SourcedValue? {
    guard let key = path.first, case .map(var members) = content else { return nil }
    members[key] = members[key]?.without(path.dropFirst())
    return members.isEmpty ? nil : SourcedValue(.map(members), at: place, over: under)
  }
}

extension String {
  /// Of an address such as `https://reef.example/hub`.
  fileprivate var host: String? {
    let parts = parts(separatedBy: "/")
    return parts.count >= 3 && parts[1].isEmpty ? String(parts[2]) : nil
  }
}
