public import Basics
public import Fleet

/// Findings as they are told: the one place in which they are turned into text.
public struct FindingReport: Sendable {
  /// In the order of files and lines.
  public let findings: [Finding]
  /// What the fleet silences, in the same order.
  public let silenced: [SilencedFinding]
  /// Whether people are told them one by one, or their number only.
  let showsSilenced: Bool
  /// How many files were read and how many hubs they declare.
  public let files: Int
  public let hubs: Int
  let lines: QuotedLines
  private let folder: String

  /// - Parameters:
  ///   - texts: the texts of the fleet's files, by path relative to the fleet folder, to quote lines from.
  ///   - folder: the path by which the reader knows the fleet folder; stands before the names of files in everything
  ///     but JSON.
  ///   - silenced: what comments in the folder silence.
  ///   - showsSilenced: whether the text for people tells them one by one; JSON and SARIF always hold them.
  public init(
    _ findings: [Finding], files: Int, hubs: Int, texts: [String: String], folder: String = "",
    silenced: [SilencedFinding] = [], showsSilenced: Bool = false
  ) {
    self.findings = findings.sorted(by: Finding.isBefore)
    self.silenced = silenced.sorted { Finding.isBefore($0.finding, $1.finding) }
    self.showsSilenced = showsSilenced
    self.files = files
    self.hubs = hubs
    lines = QuotedLines(texts, hiding: findings.filter(\.code.hidesItsPlace).compactMap(\.place))
    var folder = folder
    while folder.hasPrefix("./") { folder.removeFirst(2) }
    if folder == "." { folder = "" }
    self.folder = folder.isEmpty || folder.hasSuffix("/") ? folder : "\(folder)/"
  }

  /// The forms of `atoll check --format`.
  public enum Format: String, Sendable, CaseIterable {
    /// For people.
    case text
    /// For programs; described in `docs/reference/findings.md`.
    case json
    /// SARIF 2.1.0, for code scanning.
    case sarif
    /// Workflow commands of GitHub Actions.
    case github
  }

  /// - Parameter color: whether text may have colours; no other form has them.
  public func rendered(as format: Format, color: Bool = false) -> String {
    switch format {
    case .text: text(color: color)
    case .json: json
    case .sarif: sarif
    case .github: github
    }
  }

  public func count(_ severity: Severity) -> Int { findings.count { $0.severity == severity } }

  /// Whether something was found that stops a deploy.
  public var hasErrors: Bool { findings.contains { $0.severity == .error } }

  /// The name of a file as the reader knows it.
  func name(of file: String) -> String { folder + file }
}
