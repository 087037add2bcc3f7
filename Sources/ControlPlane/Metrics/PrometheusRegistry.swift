import CoreMetrics
import Synchronization

/// Keeps what is measured and writes it as Prometheus reads it (text format 0.0.4). Behind swift-metrics, so that every
/// library that measures is heard.
final class PrometheusRegistry: MetricsFactory {
  private let series = Mutex<[SeriesKey: Series]>([:])
  /// More series than this are not taken in: a label that grows without bound must not fill the memory.
  static let limit = 5_000
  /// Upper bounds of histogram buckets, in seconds.
  static let buckets: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    handler(label, dimensions, .counter)
  }

  func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
    handler(label, dimensions, .counter)
  }

  func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    handler(label, dimensions, .gauge)
  }

  func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
    handler(label, dimensions, aggregate ? .histogram : .gauge)
  }

  func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    handler(label + "_seconds", dimensions, .histogram)
  }

  func destroyCounter(_ handler: any CounterHandler) {}
  func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  func destroyMeter(_ handler: any MeterHandler) {}
  func destroyRecorder(_ handler: any RecorderHandler) {}
  func destroyTimer(_ handler: any TimerHandler) {}

  /// Everything measured so far, by name.
  var text: String {
    let known = series.withLock { $0 }
    let names = Dictionary(grouping: known.keys, by: \.name)
    var lines: [String] = []
    for (name, keys) in names.sorted(by: { $0.key < $1.key }) {
      guard let kind = keys.first.flatMap({ known[$0]?.kind }) else { continue }
      lines.append("# TYPE \(name) \(kind.rawValue)")
      for key in keys.sorted() { lines += known[key]?.lines(key) ?? [] }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func handler(_ label: String, _ dimensions: [(String, String)], _ kind: Series.Kind) -> SeriesHandler {
    let key = SeriesKey(name: SeriesKey.legal(label), labels: dimensions)
    series.withLock { known in
      if known[key] == nil, known.count < PrometheusRegistry.limit { known[key] = Series(kind: kind) }
    }
    return SeriesHandler(key: key, registry: self)
  }

  func change(_ key: SeriesKey, _ body: (inout Series) -> Void) {
    series.withLock { known in
      guard var one = known[key] else { return }
      body(&one)
      known[key] = one
    }
  }
}

/// A name with its labels, as they are written.
struct SeriesKey: Hashable, Comparable, Sendable {
  let name: String
  /// `a="b",c="d"`, sorted.
  let labels: String

  init(name: String, labels: [(String, String)]) {
    self.name = name
    self.labels = labels.sorted { $0.0 < $1.0 }.map { label, value in
      "\(SeriesKey.legal(label))=\"\(SeriesKey.escaped(value))\""
    }.joined(separator: ",")
  }

  static func < (one: SeriesKey, other: SeriesKey) -> Bool { (one.name, one.labels) < (other.name, other.labels) }

  static func legal(_ name: String) -> String {
    String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "_" })
  }

  static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}

/// The values of one series.
struct Series: Sendable {
  enum Kind: String, Sendable { case counter, gauge, histogram }

  let kind: Kind
  var value: Double = 0
  var count = 0
  var buckets: [Int] = []

  init(kind: Kind) {
    self.kind = kind
    if kind == .histogram { buckets = PrometheusRegistry.buckets.map { _ in 0 } }
  }

  mutating func observe(_ amount: Double) {
    guard kind == .histogram else { return value = amount }
    value += amount
    count += 1
    for (index, bound) in PrometheusRegistry.buckets.enumerated() where amount <= bound { buckets[index] += 1 }
  }

  func lines(_ key: SeriesKey) -> [String] {
    let braces = key.labels.isEmpty ? "" : "{\(key.labels)}"
    guard kind == .histogram else { return ["\(key.name)\(braces) \(value)"] }
    let start = key.labels.isEmpty ? "" : key.labels + ","
    var lines = zip(PrometheusRegistry.buckets, buckets).map { bound, count in
      "\(key.name)_bucket{\(start)le=\"\(bound)\"} \(count)"
    }
    lines.append("\(key.name)_bucket{\(start)le=\"+Inf\"} \(count)")
    lines.append("\(key.name)_sum\(braces) \(value)")
    lines.append("\(key.name)_count\(braces) \(count)")
    return lines
  }
}

/// What a library that measures holds of one series.
final class SeriesHandler: CounterHandler, FloatingPointCounterHandler, MeterHandler, RecorderHandler, TimerHandler {
  private let key: SeriesKey
  private let registry: PrometheusRegistry

  init(key: SeriesKey, registry: PrometheusRegistry) {
    self.key = key
    self.registry = registry
  }

  func increment(by amount: Int64) { registry.change(key) { $0.value += Double(amount) } }
  func increment(by amount: Double) { registry.change(key) { $0.value += amount } }
  func decrement(by amount: Double) { registry.change(key) { $0.value -= amount } }
  func reset() { registry.change(key) { $0.value = 0 } }
  func set(_ value: Int64) { registry.change(key) { $0.value = Double(value) } }
  func set(_ value: Double) { registry.change(key) { $0.value = value } }
  func record(_ value: Int64) { registry.change(key) { $0.observe(Double(value)) } }
  func record(_ value: Double) { registry.change(key) { $0.observe(value) } }
  func recordNanoseconds(_ duration: Int64) { registry.change(key) { $0.observe(Double(duration) / 1e9) } }
}
