internal import Fleet
internal import Foundation

/// A secret that someone shows to be let in: 32 random bytes as text. The store keeps only its SHA-256.
public struct Secret: Sendable, Hashable {
  /// Letters, digits, `-` and `_`. To be given to its owner once, and never to a log.
  public let text: String

  public init(text: String) { self.text = text }

  /// A new one. The generator must be fit for secrets, as the system's is.
  public static func random(using generator: inout some RandomNumberGenerator) -> Secret {
    let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let text = Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    return Secret(text: text)
  }

  public static func random() -> Secret {
    var generator = SystemRandomNumberGenerator()
    return random(using: &generator)
  }

  /// What the store keeps. 32 random bytes cannot be guessed from it, so it needs no salt.
  var hash: String { ContentHash.hex(of: text.utf8) }
}

extension Secret: CustomStringConvertible, CustomReflectable {
  /// Never the secret.
  public var description: String { "(secret)" }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
