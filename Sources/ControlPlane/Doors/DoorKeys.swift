import Access
import Basics
import Crypto
import Fleet
import Foundation

/// Tokens by which hubs speak at their doors, and digests of join codes: both are made from one key of this control plane,
/// so that nothing of them is stored, and what is stored gives nothing away.
struct DoorKeys: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: at least 32 random bytes as text; a file of mode 0600 holds it.
  init(secret: String) {
    key = SymmetricKey(data: Data(SHA256.hash(data: Data("atoll door \(secret)".utf8))))
  }

  /// With what each token begins, so that one that leaked is recognised.
  static let prefix = "atoll-hub."

  /// The token of a hub: its name and what only this control plane can have made of it.
  func token(of hub: HubID) -> String {
    "\(DoorKeys.prefix)\(DoorKeys.written(hub)).\(code("token", hub.rawValue))"
  }

  /// The hub that a token belongs to; nil where it is none of ours.
  func hub(ofToken token: String) -> HubID? {
    guard token.hasPrefix(DoorKeys.prefix) else { return nil }
    let parts = token.dropFirst(DoorKeys.prefix.count).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let hub = DoorKeys.hub(written: parts[0]), let given = DoorKeys.bytes(parts[1]) else { return nil }
    // Compares in constant time.
    let isOurs = HMAC<SHA256>.isValidAuthenticationCode(
      given, authenticating: Data("token\n\(hub.rawValue)".utf8), using: key)
    return isOurs ? hub : nil
  }

  /// What is kept of a join code.
  func digest(ofCode code: String, at hub: HubID) -> String { self.code("code\n\(hub.rawValue)", JoinCode.normal(code)) }

  private func code(_ purpose: String, _ text: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data("\(purpose)\n\(text)".utf8), using: key)
      .map { HexDigits.text($0) }.joined()
  }

  /// A hub's name without dots and slashes: base64url.
  private static func written(_ hub: HubID) -> String {
    Data(hub.rawValue.utf8).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  private static func hub(written text: Substring) -> HubID? {
    var base64 = String(text).replacing("-", with: "+").replacing("_", with: "/")
    base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
    guard let data = Data(base64Encoded: base64), let name = String(bytes: data, encoding: .utf8), !name.isEmpty else {
      return nil
    }
    return HubID(name)
  }

  private static func bytes(_ text: Substring) -> [UInt8]? {
    guard text.utf8.count == 64 else { return nil }
    var bytes: [UInt8] = []
    var digits = text.utf8.makeIterator()
    while let high = digits.next(), let low = digits.next() {
      guard let one = HexDigits.value(high), let other = HexDigits.value(low) else { return nil }
      bytes.append(one << 4 | other)
    }
    return bytes
  }
}

/// Hexadecimal digits in lower case.
enum HexDigits {
  static func text(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }

  static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}

/// The code of a join link: 12 of 30 letters and digits that are not taken for each other, 58 bits.
enum JoinCode {
  /// Without 0, 1, i, l, o and u.
  private static let alphabet = Array("23456789abcdefghjkmnpqrstvwxyz")

  static func make(using generator: inout some RandomNumberGenerator) -> String {
    let letters = (0..<12).map { _ in alphabet.randomElement(using: &generator) ?? "2" }
    return [0, 4, 8].map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
  }

  static func make() -> String {
    var generator = SystemRandomNumberGenerator()
    return make(using: &generator)
  }

  /// As it is compared: in lower case, without hyphens and spaces.
  static func normal(_ code: String) -> String {
    String(code.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  /// The longest text that is looked at.
  static let longest = 64
}
