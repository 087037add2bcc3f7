public import Basics
import Crypto

/// A fleet folder at one moment: which files it is made of, each with a content id. Contents are fetched where they are needed.
public struct FleetSnapshot: Sendable {
  /// The content id of each file that makes the fleet, by path. Equal ids: equal contents.
  public let ids: [String: String]
  /// Contents at hand, by path; declarations of the native layout are.
  public let contents: [String: [UInt8]]
  /// As in `FleetSource`.
  public let unread: [String]
  public let findings: [Finding]

  public init(
    ids: [String: String], contents: [String: [UInt8]], unread: [String] = [], findings: [Finding] = []
  ) {
    self.ids = ids
    self.contents = contents
    self.unread = unread
    self.findings = findings
  }

  /// A folder that was read whole.
  public init(_ source: FleetSource, format: ContentFormat = .sha1) {
    self.init(
      ids: source.files.mapValues { format.id(of: $0) }, contents: source.files, unread: source.unread,
      findings: source.findings)
  }
}

/// How version control names contents.
public enum ContentFormat: String, Sendable, CaseIterable {
  case sha1, sha256

  /// The id of a content, as git computes it for a blob.
  public func id(of content: [UInt8]) -> String {
    let header = Array("blob \(content.count)\0".utf8)
    switch self {
    case .sha1:
      var hash = Insecure.SHA1()
      hash.update(data: header)
      hash.update(data: content)
      return ContentHash.digits(hash.finalize())
    case .sha256:
      var hash = SHA256()
      hash.update(data: header)
      hash.update(data: content)
      return ContentHash.digits(hash.finalize())
    }
  }
}
