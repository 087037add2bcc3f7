/// A mail address, with the name of whose it is where that is given: `Atoll <atoll@alpha.example>`.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
  public let name: String?
  /// `local@domain`, in ASCII.
  public let address: String

  /// Reads an address; nil where it is none, or holds what could begin another header or another command.
  public init?(_ text: String) {
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return nil }
    let bare: Substring
    if let open = text.lastIndex(of: "<") {
      guard text.last == ">" else { return nil }
      bare = text[text.index(after: open)...].dropLast()
      let name = text[..<open].trimmed.dropQuotes
      self.name = name.isEmpty ? nil : String(name)
    } else {
      bare = text.trimmed
      name = nil
    }
    guard MailAddress.isAddress(bare) else { return nil }
    address = String(bare)
  }

  public var domain: String {
    String(address[address.index(after: address.lastIndex(of: "@") ?? address.startIndex)...])
  }

  public var description: String { address }

  /// RFC 5321 without quoted local parts and address literals. 254 octets are the longest path that servers take.
  private static func isAddress(_ text: Substring) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count) else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return parts[0].split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy { isLetterOrDigit($0) || Array("!#$%&'*+/=?^_`{|}~-".utf8).contains($0) }
    }
      && labels.allSatisfy { label in
        !label.isEmpty && label.first != "-" && label.last != "-"
          && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
      }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }
}

extension StringProtocol where SubSequence == Substring {
  fileprivate var trimmed: Substring {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return rest
  }
}

extension Substring {
  fileprivate var dropQuotes: Substring {
    count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self
  }
}
