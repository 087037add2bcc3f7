import Basics

/// What of a chart's folder changes what runs, beside the values that it gives hubs.
enum ChartContent {
  /// A hash over the chart's files as they count: `Chart.yaml` by what it says, everything else by its bytes. Its defaults
  /// are not in it, since they stand in the values of releases; nor is its schema, since nothing is made of it; nor are charts
  /// that it nests and that are hashed on their own.
  /// - Parameter others: the folders of the other charts that are hashed.
  static func hash(_ folder: String, of source: FleetSource, others: Set<String>, limits: FleetLimits) -> String {
    let start = folder + "/"
    let nested = others.filter { $0.hasPrefix(start) }.map { $0 + "/" }
    var manifest = ""
    let paths = source.files.keys.filter { path in path.hasPrefix(start) && !nested.contains { path.hasPrefix($0) } }
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      let name = String(path.dropFirst(start.count))
      guard !uncounted.contains(name), let bytes = source.files[path] else { continue }
      manifest += "\(name.utf8.count):\(name)\(hash(name, bytes, limits: limits))\n"
    }
    return ContentHash.hex(of: manifest.utf8)
  }

  private static let uncounted: Set<String> = ["values.yaml", "values.schema.json", "values.schema.yaml"]

  /// A file that stands for the chart's own `Chart.yaml`.
  static func hash(ofAbout bytes: [UInt8], limits: FleetLimits) -> String { hash("Chart.yaml", bytes, limits: limits) }

  private static func hash(_ name: String, _ bytes: [UInt8], limits: FleetLimits) -> String {
    if name == "Chart.yaml", let value = SourcedValue.read(bytes, file: name, limits: limits).value {
      return ContentHash.hex(of: value.plain.canonicalText.utf8)
    }
    return ContentHash.hex(of: bytes)
  }
}
