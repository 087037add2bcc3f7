public import Basics

/// Helm's rules for values that stand over other values: maps merge, everything else (lists too) replaces what was
/// there, and null removes it.
public enum Layering {
  /// The value of `over` laid over `base`. Nulls are gone from the result, also where they removed nothing.
  public static func merge(_ base: JSONValue, _ over: JSONValue) -> JSONValue {
    guard case .object(let overMembers) = over else { return withoutNulls(over) }
    guard case .object(let baseMembers) = withoutNulls(base) else { return withoutNulls(over) }
    return .object(
      overMembers.reduce(into: baseMembers) { merged, member in
        switch member.value {
        case .null: merged[member.key] = nil
        case .bool, .int, .double, .string, .array, .object:
          merged[member.key] = merge(merged[member.key] ?? .object([:]), member.value)
        }
      })
  }

  /// The value without the members of maps that are null. Elements of lists stay: a list is one value.
  static func withoutNulls(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    return .object(members.compactMapValues { $0 == .null ? nil : withoutNulls($0) })
  }
}

/// Values from one origin, with where each of them stands.
public struct Layer: Sendable {
  public let values: JSONValue
  /// The place of the value at a dotted path; nil where it is not declared anywhere.
  public let place: @Sendable (_ path: String) -> SourcePlace?

  public init(_ values: JSONValue, place: @escaping @Sendable (_ path: String) -> SourcePlace?) {
    self.values = values
    self.place = place
  }
}

/// The outcome of layers, leaf by leaf.
public struct LayeredValues: Sendable, Equatable {
  /// The merged values, without nulls.
  public let values: JSONValue
  /// Every leaf, and everything that was removed, by path.
  public let leaves: [LayeredValue]
}

/// One leaf of merged values: what it is, who says so, and who is not heard.
public struct LayeredValue: Sendable, Equatable {
  /// Dotted; `[n]` for an element of a list of maps.
  public let path: String
  /// Nil where a layer removed what those under it say.
  public let value: JSONValue?
  public let place: SourcePlace?
  /// What lower layers say there, nearest first.
  public let overridden: [Overridden]

  public struct Overridden: Sendable, Equatable {
    public let value: JSONValue
    public let place: SourcePlace?
  }
}

extension Layering {
  /// The layers laid over each other, the first at the bottom, with the origin of each leaf.
  public static func merge(_ layers: [Layer]) -> LayeredValues {
    var merged = OriginTree.map([:])
    for (index, layer) in layers.enumerated() {
      merged.lay(layer.values, from: index)
    }
    var leaves: [LayeredValue] = []
    merged.collect(at: "", layers, into: &leaves)
    leaves.sort { $0.path < $1.path }
    return LayeredValues(values: merged.value ?? .object([:]), leaves: leaves)
  }
}

/// Merged values that remember which layer each of them is from.
private indirect enum OriginTree {
  case map([String: OriginTree])
  /// Nil: removed. Under it, what lower layers said, nearest first.
  case leaf(JSONValue?, layer: Int, under: [(value: JSONValue, layer: Int)])

  mutating func lay(_ over: JSONValue, from layer: Int) {
    if case .object(let overMembers) = over {
      var members: [String: OriginTree] = [:]
      if case .map(let known) = self { members = known }
      for (key, value) in overMembers {
        if value == .null {
          guard let removed = members[key], removed.value != nil else { continue }
          members[key] = .leaf(nil, layer: layer, under: removed.said)
        } else {
          members[key, default: .map([:])].lay(value, from: layer)
        }
      }
      self = .map(members)
    } else {
      self = .leaf(over, layer: layer, under: said)
    }
  }

  /// The plain value; nil where it was removed.
  var value: JSONValue? {
    switch self {
    case .map(let members): .object(members.compactMapValues(\.value))
    case .leaf(let value, _, _): value
    }
  }

  /// What stands here, the nearest first: what a value laid over it does not let be heard.
  private var said: [(value: JSONValue, layer: Int)] {
    switch self {
    case .leaf(let value?, let layer, let under): [(value, layer)] + under
    case .leaf(nil, _, let under): under
    case .map(let members):
      members.isEmpty ? [] : value.map { [($0, lowestLayer)] } ?? []
    }
  }

  private var lowestLayer: Int {
    switch self {
    case .leaf(_, let layer, _): layer
    case .map(let members): members.values.map(\.lowestLayer).min() ?? 0
    }
  }

  func collect(at path: String, _ layers: [Layer], into leaves: inout [LayeredValue]) {
    switch self {
    case .map(let members):
      if let secret = members["secret"], members.count == 1, !path.isEmpty {
        secret.collectLeaf(at: path, value: value, layers, into: &leaves)
      } else {
        for (key, member) in members {
          member.collect(at: path.isEmpty ? key : "\(path).\(key)", layers, into: &leaves)
        }
      }
    case .leaf(let value, _, _):
      collectLeaf(at: path, value: value, layers, into: &leaves)
    }
  }

  private func collectLeaf(
    at path: String, value: JSONValue?, _ layers: [Layer], into leaves: inout [LayeredValue]
  ) {
    guard case .leaf(_, let layer, let under) = self else { return }
    let overridden = under.map { LayeredValue.Overridden(value: $0.value, place: layers[$0.layer].place(path)) }
    guard let value else {
      leaves.append(LayeredValue(path: path, value: nil, place: layers[layer].place(path), overridden: overridden))
      return
    }
    for (path, value) in value.leaves(at: path) {
      leaves.append(LayeredValue(path: path, value: value, place: layers[layer].place(path), overridden: overridden))
    }
  }
}
