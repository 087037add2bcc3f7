import Crypto
import Foundation

/// Signs what a browser carries: session ids in cookies, and the tokens in forms.
struct CookieSigner: Sendable {
  private let key: SymmetricKey

  /// - Parameter secret: at least 32 random bytes, in any text form.
  init(secret: String) { key = SymmetricKey(data: SHA256.hash(data: Data(secret.utf8))) }

  /// `value.signature`
  func sign(_ value: String) -> String { "\(value).\(signature(of: "cookie:\(value)"))" }

  /// The value of a signed text; nil where the signature is not ours.
  func value(of signed: String) -> String? {
    guard let dot = signed.lastIndex(of: ".") else { return nil }
    let value = String(signed[..<dot])
    return matches(String(signed[signed.index(after: dot)...]), "cookie:\(value)") ? value : nil
  }

  /// The token that forms of a session carry, so that no other site can send them.
  func formToken(session: String) -> String { signature(of: "form:\(session)") }

  func isFormToken(_ token: String, session: String) -> Bool { matches(token, "form:\(session)") }

  private func signature(of text: String) -> String {
    HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }

  /// Compares in constant time.
  private func matches(_ given: String, _ text: String) -> Bool {
    let expected = Array(signature(of: text).utf8)
    let given = Array(given.utf8)
    guard expected.count == given.count else { return false }
    return zip(expected, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
