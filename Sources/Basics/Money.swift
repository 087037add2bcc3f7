/// An amount of money, exact to the hundredth; of which currency, whoever holds it knows. May be below 0.
public struct Money: Hashable, Comparable, Sendable {
  /// Hundredths of the currency's unit: cents.
  public let hundredths: Int64

  public init(hundredths: Int64) { self.hundredths = hundredths }

  public static let zero = Money(hundredths: 0)

  /// Beyond this amount, either way, nothing is read or made: no fleet has such sums, and sums of such do not overflow.
  public static let limit = Money(hundredths: 100_000_000_000_000)

  /// Reads `1000`, `-12.5` or `4166.67`: digits, and at most two after a point; nil for anything else and beyond `limit`.
  public init?(_ text: String) {
    let isBelowZero = text.hasPrefix("-")
    let parts = (isBelowZero ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
    let isNumber = parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    guard (1...2).contains(parts.count), isNumber, parts[0].utf8.count <= 13, let whole = Int64(parts[0]) else { return nil }
    var hundredths = whole * 100
    if parts.count == 2 {
      guard parts[1].utf8.count <= 2, let rest = Int64(parts[1]) else { return nil }
      hundredths += parts[1].utf8.count == 1 ? rest * 10 : rest
    }
    guard hundredths <= Money.limit.hundredths else { return nil }
    self.hundredths = isBelowZero ? -hundredths : hundredths
  }

  /// The nearest amount (halves away from 0), within `limit`; 0 for what is no number.
  public init(nearest amount: Double) {
    let bound = Double(Money.limit.hundredths)
    hundredths = amount.isNaN ? 0 : Int64(min(max((amount * 100).rounded(), -bound), bound))
  }

  /// In units of the currency, for statistics; sums that must be exact are made of amounts.
  public var amount: Double { Double(hundredths) / 100 }

  public static func < (one: Money, other: Money) -> Bool { one.hundredths < other.hundredths }
  public static func + (one: Money, other: Money) -> Money { Money(hundredths: one.hundredths + other.hundredths) }
  public static func - (one: Money, other: Money) -> Money { Money(hundredths: one.hundredths - other.hundredths) }
  public static prefix func - (one: Money) -> Money { Money(hundredths: -one.hundredths) }
  public static func * (count: Int, one: Money) -> Money { Money(hundredths: Int64(count) * one.hundredths) }
}

extension Money: CustomStringConvertible {
  /// With thousands apart, and hundredths where there are any: `12,500`, `-4,166.67`.
  public var description: String {
    let magnitude = hundredths.magnitude
    var digits = Array(String(magnitude / 100))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    let rest = magnitude % 100
    let cents = rest == 0 ? "" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    return (hundredths < 0 ? "-" : "") + String(digits) + cents
  }
}

extension Money: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(nearest: try decoder.singleValueContainer().decode(Double.self))
  }

  /// As a number in units of the currency.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(amount)
  }
}
