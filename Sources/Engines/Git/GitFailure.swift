/// Why git cannot tell what is asked of it.
public enum GitFailure: Error, Sendable, Equatable {
  /// The program is not installed.
  case missing
  case notARepository(folder: String)
  /// Not a name of a revision at all.
  case badRevision(String)
  /// A text that is no range `A..B`.
  case badRange(String)
  /// - Parameter said: what git said of it.
  case unknownRevision(String, said: String)
  /// Unknown, in a clone that holds a part of the history only.
  case shallow(String)
  /// A commit that holds nothing at the fleet folder's place.
  case noFolder(revision: String, folder: String)
  /// The clone lacks contents of the commit.
  case lacksContents(count: Int)
  case failed(command: String, said: String)
}

extension GitFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing: "git is not installed here, and revisions are asked of it: install it"
    case .notARepository(let folder): "\(folder) is in no git repository, so it has no revisions"
    case .badRange(let text): "'\(text)' is no range; write two revisions with two dots between them, such as v1..main"
    case .badRevision(let name): "'\(name)' is no name of a revision; write a branch, a tag or a commit"
    case .unknownRevision(let name, let said): "git knows no revision '\(name)' (\(said)); fetch it, or mend its name"
    case .shallow(let name):
      "git knows no revision '\(name)': this clone holds only the newest part of the history; run: git fetch --unshallow"
    case .noFolder(let revision, let folder): "at \(revision) there is no fleet in \(folder)"
    case .lacksContents(let count):
      "this clone lacks \(count) files of the revision (a partial clone); run: git fetch --refetch"
    case .failed(let command, let said): "git \(command) failed: \(said)"
    }
  }
}
