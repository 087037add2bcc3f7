public import Basics
public import Fleet

/// Hubs as people name them: by their whole name, or by the part after the cluster where no other hub has it.
public enum HubName {
  /// - Throws: `HubNameError` where no hub is meant, or several.
  public static func resolve(_ name: String, in fleet: Fleet) throws(HubNameError) -> Hub {
    let id = try resolve(name, among: Array(fleet.hubs.keys))
    guard let hub = fleet.hubs[id] else { throw .unknown(name, near: nil) }
    return hub
  }

  /// - Throws: `HubNameError` where no hub is meant, or several.
  public static func resolve(_ name: String, among hubs: [HubID]) throws(HubNameError) -> HubID {
    let id = HubID(name)
    if hubs.contains(id) { return id }
    let short = hubs.filter { $0.shortName == name }.sorted()
    if let only = short.first, short.count == 1 { return only }
    if !short.isEmpty { throw .several(name, short) }
    let ofCluster = hubs.filter { $0.rawValue.hasPrefix(name + "/") }.sorted()
    if !ofCluster.isEmpty { throw .cluster(name, ofCluster) }
    throw .unknown(name, near: Suggestion.nearest(to: name, among: hubs.flatMap { [$0.rawValue, $0.shortName] }))
  }

  /// What may be typed for a hub: whole names, and short ones that mean one hub only.
  public static func all(in fleet: Fleet) -> [String] {
    let short = Dictionary(grouping: fleet.hubs.keys, by: \.shortName).filter { $0.value.count == 1 }
    return Set(fleet.hubs.keys.map(\.rawValue) + short.keys).sorted()
  }
}

/// A name by which no hub, or more than one, is meant. Its description is a sentence for people, without its full stop.
public enum HubNameError: Error, Equatable, CustomStringConvertible {
  case unknown(String, near: String?)
  case several(String, [HubID])
  /// The name is a cluster's; with its hubs.
  case cluster(String, [HubID])

  /// How many candidates are named.
  private static let named = 12

  public var description: String {
    switch self {
    case .unknown(let name, let near):
      "there is no hub '\(name)'\(near.map { "; did you mean '\($0)'?" } ?? "; `atoll hubs` lists all")"
    case .several(let name, let hubs): "'\(name)' may be any of \(Self.list(hubs)); name one of them in full"
    case .cluster(let name, let hubs): "'\(name)' is a cluster; name one of its hubs: \(Self.list(hubs))"
    }
  }

  private static func list(_ hubs: [HubID]) -> String {
    let names = hubs.prefix(named).map(\.rawValue)
    return Wording.list(hubs.count > named ? names + ["\(hubs.count - named) more"] : names)
  }
}
