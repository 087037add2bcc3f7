public import Fleet
import Foundation

/// Where cluster files are kept as they were read in short, between two runs. Nothing depends on it but the time.
public struct ClusterIndexFile: Sendable {
  /// Absolute path; one file for each fleet folder.
  public let path: String
  private let folder: String

  /// In `$XDG_CACHE_HOME/atoll`, else in `~/.cache/atoll`.
  /// - Parameter folder: the fleet folder.
  public init(folder: String, environment: [String: String]) {
    let given = environment["XDG_CACHE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    self.folder = (given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.cache") + "/atoll"
    let real = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    path = "\(self.folder)/plan-\(ContentHash.hex(of: real.utf8).prefix(16)).txt"
  }

  /// What was kept; nothing where there is no file, or one that is damaged or of another version.
  public func read() -> ClusterIndexes {
    guard let text = try? PrivateFile.read(path) else { return ClusterIndexes() }
    return ClusterIndexes(text: text) ?? ClusterIndexes()
  }

  /// Keeps it, readable by its owner alone. Where that fails, the next run takes longer.
  public func write(_ clusters: ClusterIndexes) {
    do {
      try Folder.make(folder, mode: 0o700)
      try PrivateFile.write(clusters.text, to: path)
    } catch {
      return
    }
  }
}
