public import Fleet

/// Reads fleet folders as they were, or will be, at a revision of their git repository.
public enum FleetAtRevision {
  /// The fleet folder at a revision: the same files as would be read after checking it out, which is not done.
  ///
  /// Charts beside the folder are those of the revision where they are in the repository, else those on the disk.
  /// - Parameters:
  ///   - folder: the fleet folder, which may be any folder of the repository.
  ///   - revision: a branch, a tag or a commit.
  /// - Throws: `GitFailure`; `FleetReadError` where there is no fleet at that revision.
  public static func load(folder: String, revision: String, limits: FleetLimits = .standard) async throws -> FleetSource {
    let repository = try await GitFolder(folder)
    return try await repository.reading(at: repository.commit(revision), isWhole: true, limits: limits).source
  }
}
