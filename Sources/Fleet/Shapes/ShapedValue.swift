import Basics

/// A value that has been found to be what its key wants. What was wrong has been told and is left out.
indirect enum ShapedValue: Sendable, Equatable {
  case text(String)
  case integer(Int)
  case number(Double)
  case money(Money)
  case flag(Bool)
  case bytes(Bytes)
  case seconds(Int)
  case list([ShapedValue])
  case object([String: ShapedValue])
  case free(JSONValue)
}

extension ShapedValue {
  subscript(key: String) -> ShapedValue? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  var text: String? { if case .text(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
  var bytes: Bytes? { if case .bytes(let value) = self { value } else { nil } }
  var seconds: Int? { if case .seconds(let value) = self { value } else { nil } }
  var number: Double? { if case .number(let value) = self { value } else { nil } }
  var money: Money? { if case .money(let value) = self { value } else { nil } }
  var day: CalendarDay? { text.flatMap { CalendarDay($0) } }
  var json: JSONValue? { if case .free(let value) = self { value } else { nil } }
  var members: [String: ShapedValue] { if case .object(let members) = self { members } else { [:] } }
  var list: [ShapedValue] { if case .list(let elements) = self { elements } else { [] } }
  var texts: [String] { list.compactMap(\.text) }

  /// The case of an enumeration that the text names.
  func choice<Value: RawRepresentable>(_ type: Value.Type) -> Value? where Value.RawValue == String {
    text.flatMap(Value.init(rawValue:))
  }

  /// What an object says under each case of an enumeration.
  func each<Key: RawRepresentable & CaseIterable & Hashable, Value>(
    _ type: Key.Type, _ make: (ShapedValue) -> Value?
  ) -> [Key: Value] where Key.RawValue == String {
    var values: [Key: Value] = [:]
    for key in Key.allCases {
      if let member = self[key.rawValue] { values[key] = make(member) }
    }
    return values
  }

  func id<Name: Identifier>(_ type: Name.Type) -> Name? { text.map(Name.init(_:)) }
}
