internal import Foundation

/// Values as the JSON text in which they are stored: members sorted, so that equal values have equal text.
enum RecordText {
  static func write(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  static func read<Value: Decodable>(_ text: String) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }
}

/// The value of an enum that is stored by its raw text.
func stored<Value: RawRepresentable>(_ type: Value.Type, _ text: String) throws -> Value
where Value.RawValue == String {
  guard let value = Value(rawValue: text) else {
    throw StoreError.damaged(doing: "read a record", why: "\(text) is no \(type)")
  }
  return value
}
