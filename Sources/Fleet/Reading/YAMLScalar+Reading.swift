/// How a scalar without quotes is read: by the core schema of YAML 1.2, with what YAML 1.1 reads otherwise set apart.
/// Works on bytes: every scalar of a fleet passes here.
extension YAMLScalar.Reading {
  init(plain text: String) {
    var text = text
    self = text.withUTF8 { Self.read($0) }
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Self {
    guard let first = bytes.first else { return .nothing }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return number(bytes)
    case UInt8(ascii: "~"):
      return bytes.count == 1 ? .nothing : .text
    case UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      return bytes.count <= 5 ? word(String(decoding: bytes, as: UTF8.self)) : .text
    default:
      return .text
    }
  }

  private static func word(_ text: String) -> Self {
    switch text {
    case "null", "Null", "NULL": .nothing
    case "true", "True", "TRUE": .flag(true)
    case "false", "False", "FALSE": .flag(false)
    case "yes", "Yes", "YES", "on", "On", "ON": .doubtful(.flag(true))
    case "no", "No", "NO", "off", "Off", "OFF": .doubtful(.flag(false))
    default: .text
    }
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Self {
    var shape = NumberShape()
    for byte in bytes { shape.add(byte) }
    return shape.reading(of: bytes)
  }
}

/// What the characters of a would-be number are, gathered in one pass.
private struct NumberShape {
  private var digits = 0
  private var underscores = 0
  private var colons = 0
  private var dots = 0
  private var signs = 0
  private var exponents = 0
  private var others = 0

  mutating func add(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
    case UInt8(ascii: "_"): underscores += 1
    case UInt8(ascii: ":"): colons += 1
    case UInt8(ascii: "."): dots += 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"): signs += 1
    case UInt8(ascii: "e"), UInt8(ascii: "E"): exponents += 1
    default: others += 1
    }
  }

  func reading(of bytes: UnsafeBufferPointer<UInt8>) -> YAMLScalar.Reading {
    let hasSign = bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-")
    let body = bytes.dropFirst(hasSign ? 1 : 0)
    guard let first = body.first else { return .text }
    if first == UInt8(ascii: "."), let word = notFinite(body, hasSign: hasSign) { return word }
    if others > 0 || exponents > 0, let prefixed = prefixedInteger(body) { return prefixed }
    guard digits > 0, others == 0 else { return .text }
    if colons > 0 { return sexagesimal(body) }
    if underscores > 0 {
      let startsWithDigit = first >= UInt8(ascii: "0") && first <= UInt8(ascii: "9")
      return startsWithDigit && signs == (hasSign ? 1 : 0) && dots <= 1 ? .doubtful(.integerForm) : .text
    }
    if digits + (hasSign ? 1 : 0) == bytes.count { return integer(body, of: bytes) }
    guard dots <= 1, exponents <= 1, let value = Double(String(decoding: bytes, as: UTF8.self)) else { return .text }
    return value.isFinite ? .number(value) : .doubtful(.tooLong)
  }

  private func integer(_ body: Slice<UnsafeBufferPointer<UInt8>>, of bytes: UnsafeBufferPointer<UInt8>)
    -> YAMLScalar.Reading
  {
    if body.count > 1, body.first == UInt8(ascii: "0") { return .doubtful(.integerForm) }
    guard let value = Int(String(decoding: bytes, as: UTF8.self)) else { return .doubtful(.tooLong) }
    return .integer(value)
  }

  /// `0x1F`, `0o17`, `0b11`.
  private func prefixedInteger(_ body: Slice<UnsafeBufferPointer<UInt8>>) -> YAMLScalar.Reading? {
    guard body.count > 2, body.first == UInt8(ascii: "0") else { return nil }
    let highest: UInt8
    let letters: Bool
    switch body[body.startIndex + 1] {
    case UInt8(ascii: "x"): (highest, letters) = (UInt8(ascii: "9"), true)
    case UInt8(ascii: "o"): (highest, letters) = (UInt8(ascii: "7"), false)
    case UInt8(ascii: "b"): (highest, letters) = (UInt8(ascii: "1"), false)
    default: return nil
    }
    let fits = body.dropFirst(2).allSatisfy { byte in
      if byte == UInt8(ascii: "_") || (byte >= UInt8(ascii: "0") && byte <= highest) { return true }
      let lower = byte | 0x20
      return letters && lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "f")
    }
    return fits ? .doubtful(.integerForm) : nil
  }

  /// `1:30`, `190:20:30.15`: digits, then parts below 60.
  private func sexagesimal(_ body: Slice<UnsafeBufferPointer<UInt8>>) -> YAMLScalar.Reading {
    let parts = body.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard exponents == 0, let first = parts.first, isDigits(first), first.count <= 19 else { return .text }
    for (index, part) in parts.enumerated().dropFirst() {
      let whole = index == parts.count - 1 ? part.prefix { $0 != UInt8(ascii: ".") } : part
      guard isDigits(whole), whole.count <= 2 else { return .text }
      if whole.count == 2, let tens = whole.first, tens > UInt8(ascii: "5") { return .text }
    }
    return .doubtful(.sexagesimal)
  }

  private func isDigits(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") || $0 == UInt8(ascii: "_") }
  }

  private func notFinite(_ body: Slice<UnsafeBufferPointer<UInt8>>, hasSign: Bool) -> YAMLScalar.Reading? {
    switch String(decoding: body, as: UTF8.self) {
    case ".inf", ".Inf", ".INF": .doubtful(.notFinite)
    case ".nan", ".NaN", ".NAN": hasSign ? nil : .doubtful(.notFinite)
    default: nil
    }
  }
}
