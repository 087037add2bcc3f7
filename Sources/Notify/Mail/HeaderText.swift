internal import Foundation

/// Text in the headers of a mail.
enum HeaderText {
  static let lineLength = 76

  /// Plain where it is short and of ASCII; otherwise as the encoded words of RFC 2047, one a line.
  static func encode(_ text: String, after header: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !text.contains("=?")
    if isPlain && header.count + text.count <= lineLength { return text }
    return words(text, firstLine: lineLength - header.utf8.count).joined(separator: "\r\n ")
  }

  /// `"Name" <local@domain>`, the name on a line of its own where it must be.
  static func address(_ address: MailAddress) -> String {
    guard let name = address.name else { return address.address }
    let isPlain = name.utf8.allSatisfy { (0x20...0x7e).contains($0) } && !name.contains("=?") && name.count <= 60
    let shown =
      isPlain
      ? "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
      : words(name, firstLine: 60).joined(separator: "\r\n ")
    return "\(shown)\r\n <\(address.address)>"
  }

  /// Encoded words of whole characters, each at most as long as a line.
  private static func words(_ text: String, firstLine: Int) -> [String] {
    let (prefix, suffix) = ("=?utf-8?B?", "?=")
    func bytes(in line: Int) -> Int { max(3, (line - prefix.count - suffix.count) / 4 * 3) }
    var words: [String] = []
    var current: [UInt8] = []
    var room = bytes(in: firstLine)
    for scalar in text.unicodeScalars {
      let encoded = Array(String(scalar).utf8)
      if current.count + encoded.count > room {
        words.append(prefix + Data(current).base64EncodedString() + suffix)
        current = []
        room = bytes(in: lineLength - 1)
      }
      current += encoded
    }
    if !current.isEmpty { words.append(prefix + Data(current).base64EncodedString() + suffix) }
    return words
  }
}
