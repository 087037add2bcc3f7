/// The files of a folder as version control lists them: paths and content ids, without the contents.
public struct FileTree: Sendable {
  /// One file, or what stands for one.
  public struct Entry: Sendable, Hashable {
    public var kind: Kind
    /// Equal ids: equal contents. As git names blobs.
    public var id: String
    /// In bytes; 0 where there is no content.
    public var size: Int

    public init(_ kind: Kind, id: String, size: Int) {
      self.kind = kind
      self.id = id
      self.size = size
    }
  }

  /// `other`: a repository in the repository, which is not read.
  public enum Kind: Sendable, Hashable { case file, link, other }

  /// By path relative to the folder.
  public let entries: [String: Entry]
  /// The names in each folder, sorted; the folder itself is the empty path.
  let names: [String: [String]]

  public init(_ entries: [String: Entry]) {
    self.entries = entries
    var names: [String: [String]] = [:]
    for path in entries.keys {
      var child = path
      while true {
        let cut = child.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = cut.map { String(child[..<$0]) } ?? ""
        let isNew = names[folder] == nil
        names[folder, default: []].append(cut.map { String(child[child.utf8.index(after: $0)...]) } ?? child)
        guard isNew, !folder.isEmpty else { break }
        child = folder
      }
    }
    self.names = names.mapValues { $0.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
  }
}
