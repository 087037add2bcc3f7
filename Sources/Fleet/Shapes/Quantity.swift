import Basics

/// Amounts with their units, as they are written in a fleet folder.
enum Quantity {
  static let bytesPattern = "^[0-9]+(\\.[0-9]+)?[KMGT]i?$"
  static let secondsPattern = "^([0-9]+[smhd])+$"
  /// Ten years: longer is a slip of the pen.
  static let mostSeconds = 10 * 366 * 86_400

  /// `512M`, `1.5G`, `2Gi`: above zero, with its unit.
  static func bytes(_ text: String) -> Bytes? {
    var previous = UInt8(ascii: ".")
    var hasUnit = false
    for byte in text.utf8 {
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      // A digit stands at the beginning and on both sides of the point.
      if !isDigit, previous == UInt8(ascii: ".") { return nil }
      hasUnit = !isDigit && byte != UInt8(ascii: ".")
      previous = byte
    }
    guard hasUnit, let bytes = Bytes(text), bytes.count > 0 else { return nil }
    return bytes
  }

  /// `45s`, `1h30m`, `7d`: above zero.
  static func seconds(_ text: String) -> Int? {
    var total = 0
    var number: Int?
    for byte in text.utf8 {
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        number = (number ?? 0) * 10 + Int(byte - UInt8(ascii: "0"))
        guard number ?? 0 <= mostSeconds else { return nil }
        continue
      }
      guard let value = number else { return nil }
      switch byte {
      case UInt8(ascii: "s"): total += value
      case UInt8(ascii: "m"): total += value * 60
      case UInt8(ascii: "h"): total += value * 3600
      case UInt8(ascii: "d"): total += value * 86_400
      default: return nil
      }
      number = nil
      guard total <= mostSeconds else { return nil }
    }
    return number == nil && total > 0 ? total : nil
  }
}
