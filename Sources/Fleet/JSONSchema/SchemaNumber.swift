internal import Basics

/// A number without loss: whole ones as integers, whatever way they were written.
enum SchemaNumber: Sendable, Equatable {
  case whole(Int)
  case fraction(Double)

  init?(_ value: SourcedValue) {
    switch value.content {
    case .int(let number): self = .whole(number)
    case .double(let number): self = Int(exactly: number).map(SchemaNumber.whole) ?? .fraction(number)
    case .null, .bool, .string, .list, .map: return nil
    }
  }

  /// A number of things: 0 or more.
  var count: Int? {
    if case .whole(let number) = self, number >= 0 { number } else { nil }
  }

  var double: Double {
    switch self {
    case .whole(let number): Double(number)
    case .fraction(let number): number
    }
  }

  /// A fraction is no integer; a double that is beyond `Int` is one, and far from what a fraction could be confused with.
  static func < (one: SchemaNumber, other: SchemaNumber) -> Bool {
    if case .whole(let one) = one, case .whole(let other) = other { return one < other }
    return one.double < other.double
  }

  var text: String {
    switch self {
    case .whole(let number): "\(number)"
    case .fraction(let number): "\(number)"
    }
  }

  /// Whether it is a whole multiple of a divisor above 0, computed with the decimal digits as they are written:
  /// 0.0075 is one of 0.0001.
  func isMultiple(of divisor: SchemaNumber) -> Bool {
    if case .whole(let number) = self, case .whole(let divisor) = divisor { return number % divisor == 0 }
    guard let one = digits, let other = divisor.digits, other.digits > 0 else { return false }
    if one.digits == 0 { return true }
    let shift = one.exponent - other.exponent
    if shift >= 0 {
      // digits · 10^shift modulo the divisor's digits, one decimal place at a time.
      var remainder = one.digits % other.digits
      for _ in 0..<shift where remainder != 0 {
        remainder = other.digits.dividingFullWidth(remainder.multipliedFullWidth(by: 10)).remainder
      }
      return remainder == 0
    }
    var scaled = other.digits
    for _ in 0..<(-shift) {
      let (product, isOver) = scaled.multipliedReportingOverflow(by: 10)
      if isOver { return false }
      scaled = product
    }
    return one.digits % scaled == 0
  }

  /// Its decimal digits, without sign and without zeros at their end, and the power of ten that they stand for.
  private var digits: (digits: UInt64, exponent: Int)? {
    var digits: UInt64
    var exponent = 0
    switch self {
    case .whole(let number): digits = UInt64(number.magnitude)
    case .fraction(let number):
      guard number.isFinite else { return nil }
      let parts = "\(number.magnitude)".split(separator: "e")
      guard let mantissa = parts.first else { return nil }
      exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let point = mantissa.split(separator: ".")
      exponent -= point.count > 1 ? point[1].count : 0
      guard let value = UInt64(point.joined()) else { return nil }
      digits = value
    }
    guard digits != 0 else { return (0, 0) }
    while digits % 10 == 0 {
      digits /= 10
      exponent += 1
    }
    return (digits, exponent)
  }
}

/// Equality as JSON Schema means it: 1 and 1.0 are the same number.
enum SchemaEquality {
  static func same(_ one: SourcedValue, _ other: SourcedValue) -> Bool {
    if one === other { return true }
    switch (one.content, other.content) {
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.string(let one), .string(let other)): return isSame(one, other)
    case (.int, .int), (.int, .double), (.double, .int), (.double, .double): return SchemaNumber(one) == SchemaNumber(other)
    case (.list(let one), .list(let other)): return one.count == other.count && zip(one, other).allSatisfy(same)
    case (.map(let one), .map(let other)):
      return one.count == other.count
        && one.allSatisfy { key, value in other[key].map { same(value, $0) } ?? false }
    default: return false
    }
  }

  /// By code points: `==` takes different ways to write one letter for the same.
  private static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  /// The indices of two elements that are the same; nil where each differs from all others.
  static func twice(in elements: [SourcedValue]) -> (Int, Int)? {
    var seen: [String: Int] = [:]
    for (index, element) in elements.enumerated() {
      let text = normal(element.plain).canonicalText
      if let first = seen.updateValue(index, forKey: text) { return (first, index) }
    }
    return nil
  }

  private static func normal(_ value: JSONValue) -> JSONValue {
    switch value {
    case .double(let number): Int(exactly: number).map(JSONValue.int) ?? value
    case .array(let elements): .array(elements.map(normal))
    case .object(let members): .object(members.mapValues(normal))
    case .null, .bool, .int, .string: value
    }
  }
}

/// The types of JSON that a schema allows.
struct SchemaTypes: OptionSet, Sendable {
  let rawValue: UInt8
  static let null = SchemaTypes(rawValue: 1)
  static let boolean = SchemaTypes(rawValue: 2)
  static let integer = SchemaTypes(rawValue: 4)
  /// Holds the integers too.
  static let number = SchemaTypes(rawValue: 8)
  static let string = SchemaTypes(rawValue: 16)
  static let array = SchemaTypes(rawValue: 32)
  static let object = SchemaTypes(rawValue: 64)

  private static let names: [(String, SchemaTypes, words: String)] = [
    ("string", .string, "text"), ("integer", .integer, "a whole number"), ("number", .number, "a number"),
    ("boolean", .boolean, "true or false"), ("array", .array, "a list"), ("object", .object, "a map"), ("null", .null, "null"),
  ]
}

extension SchemaTypes {
  /// The value of a keyword `type`; nil where it is none.
  init?(_ value: SourcedValue) {
    self = []
    let elements = value.elements ?? [value]
    guard !elements.isEmpty else { return nil }
    for element in elements {
      guard let name = element.string, let type = SchemaTypes.names.first(where: { $0.0 == name })?.1, !contains(type) else {
        return nil
      }
      insert(type)
    }
  }

  func holds(_ value: SourcedValue) -> Bool {
    switch value.content {
    case .null: contains(.null)
    case .bool: contains(.boolean)
    case .int: !isDisjoint(with: [.integer, .number])
    case .double(let number):
      contains(.number) || (contains(.integer) && number.isFinite && number.rounded(.towardZero) == number)
    case .string: contains(.string)
    case .list: contains(.array)
    case .map: contains(.object)
    }
  }

  /// For people: `text or null`.
  var words: [String] {
    SchemaTypes.names.filter { contains($0.1) && !($0.1 == .integer && contains(.number)) }.map(\.words)
  }
}
