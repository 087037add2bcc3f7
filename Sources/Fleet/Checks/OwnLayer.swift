import Basics

/// A tree of values that people wrote for hubs: a values file of an adopted layout, or the raw values of a native hub.
struct OwnLayer {
  let file: String
  let values: SourcedValue
  /// Those that have it, by name.
  let hubs: [Hub]
}

extension CheckedFleet {
  /// Every layer that a hub names, once, in the order of files.
  var ownLayers: [OwnLayer] {
    var users: [String: [Hub]] = [:]
    var layers: [OwnLayer] = []
    for hub in hubs {
      guard let adoption = hub.adoption else {
        if let own = values[hub.id]?.own { layers.append(OwnLayer(file: hub.file, values: own, hubs: [hub])) }
        continue
      }
      for file in Set(adoption.files.lazy.filter(\.isKnown).map(\.path)) { users[file, default: []].append(hub) }
    }
    for (file, hubs) in users {
      if let values = fleet.adopted?.values[file] { layers.append(OwnLayer(file: file, values: values, hubs: hubs)) }
    }
    return layers.sorted { $0.file < $1.file }
  }
}

extension SourcedValue {
  /// Whether people wrote it for hubs, rather than a chart's authors or Atoll.
  var isOwn: Bool { place.map { !ChartLibrary.isOfCharts($0.file) } ?? false }

  /// The member of that name, where it is there and not null.
  func said(_ key: String) -> SourcedValue? { self[key].flatMap { $0.isNull ? nil : $0 } }
}
