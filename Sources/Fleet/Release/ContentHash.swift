public import Basics
import Crypto

extension ReleaseHash {
  /// The hash of a value's canonical text.
  public init(of value: JSONValue) { self.init(String(ContentHash.hex(of: value.canonicalText.utf8).prefix(16))) }
}

/// SHA-256 as lower-case hexadecimal digits.
public enum ContentHash {
  public static func hex(of bytes: some Sequence<UInt8>) -> String { digits(SHA256.hash(data: Array(bytes))) }

  static func digits(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
