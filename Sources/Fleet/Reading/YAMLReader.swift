/// Whose reading of YAML holds. Readers differ in what a scalar without quotes is, and in what they let pass.
enum YAMLReader: Sendable {
  /// A declaration of the native layout: what readers disagree on is told, and taken for text.
  case fleet
  /// A values file, as Helm 3.17 reads it (YAML 1.1, numbers as JSON has them). Measured with the program itself; see
  /// `HelmYAMLFacts` among the tests.
  case helm
  /// A `cluster.yaml` of an adopted layout, which is read as YAML 1.2: `yes` and `y` are text.
  case cluster

  /// Whether the file follows rules that are not Atoll's: what its own reader lets pass is no error.
  var isForeign: Bool { self != .fleet }

  func reading(plain text: String) -> YAMLScalar.Reading {
    let reading = YAMLScalar.Reading(plain: text)
    if self == .cluster, case .doubtful = reading { return .text }
    guard self == .helm else { return reading }
    switch reading {
    case .text:
      switch text {
      case "y", "Y": return .flag(true)
      case "n", "N": return .flag(false)
      default: return Self.isNumberOfItsOwn(text) ? Self.number(text) : .text
      }
    case .doubtful(.flag(let value)): return .flag(value)
    case .doubtful(.integerForm): return Self.number(text)
    case .doubtful(.sexagesimal): return .text
    case .doubtful(.tooLong): return Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text
    case .integer(let value): return value.magnitude <= UInt(Self.exact) ? reading : .number(Double(value))
    case .number(let value):
      return value == value.rounded() && abs(value) <= Double(Self.exact) ? .integer(Int(value)) : reading
    case .nothing, .flag, .doubtful(.notFinite): return reading
    }
  }

  /// The largest whole number that JSON's numbers hold exactly with all below it: 2⁵³.
  private static let exact = 1 << 53

  /// `0X1F`, `0O17`, `0B11`, and `-_1`: numbers to Helm alone.
  private static func isNumberOfItsOwn(_ text: String) -> Bool {
    let isSigned = text.hasPrefix("-") || text.hasPrefix("+")
    let rest = isSigned ? text.dropFirst() : text[...]
    return (isSigned && rest.hasPrefix("_")) || ["0X", "0O", "0B"].contains { rest.hasPrefix($0) }
  }

  /// `0123` and `0o17` to the base of 8, `0x1F` of 16, `0b11` of 2; `_` after a digit means nothing.
  private static func number(_ text: String) -> YAMLScalar.Reading {
    var digits = text.filter { $0 != "_" }
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits.removeFirst() }
    let lower = digits.lowercased()
    let bases: [(prefix: String, radix: Int)] = [("0x", 16), ("0o", 8), ("0b", 2), ("0", 8)]
    let base = bases.first { lower.hasPrefix($0.prefix) && lower.count > $0.prefix.count } ?? ("", 10)
    if let value = Int(lower.dropFirst(base.prefix.count), radix: base.radix) { return .integer(isNegative ? -value : value) }
    guard let value = Double(digits), value.isFinite else { return .text }
    let signed = isNegative ? -value : value
    return signed == signed.rounded() && abs(signed) <= Double(exact) ? .integer(Int(signed)) : .number(signed)
  }
}

extension YAMLScalar {
  /// The scalar as a key of a map, which is always text to Helm.
  var helmKey: String {
    switch reading {
    case .text, .nothing, .doubtful: text
    case .flag(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): "\(value)"
    }
  }
}
