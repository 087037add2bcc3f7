/// An amount of memory or storage.
public struct Bytes: Hashable, Comparable, Sendable, Codable {
  /// Zero or more.
  public let count: Int

  public init(_ count: Int) { self.count = max(0, count) }

  /// Reads what Kubernetes and KubeSpawner read: a number with `K`, `M`, `G`, `T` (powers of 1024, as KubeSpawner
  /// counts them), `Ki`, `Mi`, `Gi`, `Ti`, or none. Nil for anything else, and beyond 2^62.
  public init?(_ text: String) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number >= 0 else { return nil }
    let factor: Double
    switch text.dropFirst(digits.count) {
    case "": factor = 1
    case "K", "Ki": factor = 1024
    case "M", "Mi": factor = 1_048_576
    case "G", "Gi": factor = 1_073_741_824
    case "T", "Ti": factor = 1_099_511_627_776
    default: return nil
    }
    let total = number * factor
    guard total < 4.6e18 else { return nil }
    count = Int(total)
  }

  public static func < (one: Bytes, other: Bytes) -> Bool { one.count < other.count }
}

extension Bytes: CustomStringConvertible {
  /// The shortest exact or one-digit form: `2 GiB`, `1.5 GiB`, `512 MiB`.
  public var description: String {
    var amount = Double(count)
    var unit = "B"
    for next in ["KiB", "MiB", "GiB", "TiB"] where amount >= 1024 {
      amount /= 1024
      unit = next
    }
    let tenths = (amount * 10).rounded() / 10
    let number = tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
    return "\(number) \(unit)"
  }
}
