import Basics

/// An amount of memory in bytes or of CPU in cores, as one of its readers takes it, with where it stands.
struct ResourceAmount: Hashable {
  let value: Double
  let place: SourcePlace?
  /// Whether people wrote it for hubs.
  let isOwn: Bool
  /// Whether it counts bytes rather than cores.
  let isMemory: Bool

  private init?(_ value: Double?, of source: SourcedValue, isMemory: Bool) {
    guard let value, value.isFinite, value >= 0 else { return nil }
    self.value = value
    self.isMemory = isMemory
    place = source.place
    isOwn = source.isOwn
  }

  /// Memory of a server, as KubeSpawner reads it: a number of bytes, or with K, M, G or T, each a power of 1024.
  /// Source: jupyterhub.traitlets.ByteSpecification.
  static func spawnerMemory(_ source: SourcedValue) -> ResourceAmount? {
    ResourceAmount(source.number ?? source.string.flatMap { scaled($0, binary) }, of: source, isMemory: true)
  }

  /// Cores of a server, as KubeSpawner reads them: a number, as text too.
  static func spawnerCPU(_ source: SourcedValue) -> ResourceAmount? {
    ResourceAmount(source.number ?? source.string.flatMap { scaled($0, ["m": 1e-3]) }, of: source, isMemory: false)
  }

  /// A quantity of Kubernetes: `Ki`, `Mi`, … are powers of 1024, `k`, `M`, … powers of 1000, `m` a thousandth.
  /// Source: kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity.
  static func quantity(_ source: SourcedValue, isMemory: Bool) -> ResourceAmount? {
    ResourceAmount(source.number ?? source.string.flatMap { scaled($0, decimal) }, of: source, isMemory: isMemory)
  }

  private static let binary: [String: Double] = [
    "K": 0x1p10, "M": 0x1p20, "G": 0x1p30, "T": 0x1p40, "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30, "Ti": 0x1p40,
  ]
  private static let decimal: [String: Double] = [
    "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18, "Ki": 0x1p10, "Mi": 0x1p20, "Gi": 0x1p30,
    "Ti": 0x1p40, "Pi": 0x1p50, "Ei": 0x1p60,
  ]

  /// A number with one of the units, or without; nil for anything else.
  private static func scaled(_ text: String, _ units: [String: Double]) -> Double? {
    if let number = Double(text) { return number }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
    return number * unit
  }
}

extension ResourceAmount: CustomStringConvertible {
  var description: String { isMemory ? Bytes(Int(min(value, 4e18))).description : CheckedFleet.cores(value) }
}
