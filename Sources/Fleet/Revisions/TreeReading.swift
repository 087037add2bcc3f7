/// A fleet folder read from a tree. Contents come from elsewhere, so it is read in steps: what is not at hand yet is asked for.
public struct TreeReading {
  private let tree: FileTree
  private let charts: FileTree?
  private let chartsFolder: String?
  private let folder: String
  private let limits: FleetLimits
  private var contents: [String: [UInt8]]

  /// - Parameters:
  ///   - folder: the name of the folder, for errors.
  ///   - charts: what stands in the folder `charts` beside it, in the same tree; nil: nothing, or it is on the disk.
  ///   - chartsFolder: the folder `charts` beside it on the disk, where it is not in the tree.
  ///   - contents: contents at hand, by id.
  public init(
    _ tree: FileTree, folder: String, charts: FileTree? = nil, chartsFolder: String? = nil,
    contents: [String: [UInt8]] = [:], limits: FleetLimits = .standard
  ) {
    self.tree = tree
    self.folder = folder
    self.charts = charts
    self.chartsFolder = chartsFolder
    self.contents = contents
    self.limits = limits
  }

  /// Takes contents, by id.
  public mutating func take(_ contents: [String: [UInt8]]) { self.contents.merge(contents) { first, _ in first } }

  /// What can be read with what is at hand.
  public func step() throws(FleetReadError) -> Step {
    let access = TreeAccess(tree, contents: contents)
    let beside = charts.map { TreeAccess($0, contents: contents) }
    let source = try FleetSource.read(access, folder: folder, limits: limits) {
      if let beside { return beside }
      return chartsFolder.flatMap { try? FileAccess(folder: $0) }
    }
    var ids: [String: String] = [:]
    let nested = AdoptedPath.nested + "/"
    for path in source.files.keys {
      if let id = access.id(of: path) {
        ids[path] = id
      } else if path.hasPrefix(nested), let id = beside?.id(of: String(path.dropFirst(nested.count))) {
        ids[path] = id
      }
    }
    return Step(
      source: source, ids: ids, missing: access.missing.union(beside?.missing ?? []),
      missingNames: access.missingNames.union(beside?.missingNames ?? []))
  }

  /// Where reading stands.
  public struct Step: Sendable {
    /// What is not at hand stands in it without content.
    public let source: FleetSource
    /// The content id of each file that is read, by path; none for files from the disk.
    public let ids: [String: String]
    /// Ids of contents to be taken before the source is whole.
    public let missing: Set<String>
    /// Those of them that say which other files are read: declarations, and where links lead.
    public let missingNames: Set<String>
  }
}

/// A tree as a folder that notes what is asked of it.
private final class TreeAccess: FolderAccess {
  private let tree: FileTree
  private let contents: [String: [UInt8]]
  private(set) var missing: Set<String> = []
  private(set) var missingNames: Set<String> = []

  init(_ tree: FileTree, contents: [String: [UInt8]]) {
    self.tree = tree
    self.contents = contents
  }

  func entry(_ path: String) -> FolderEntry {
    let path = throughFolders(path)
    guard let entry = tree.entries[path] else { return tree.names[path] == nil ? .missing : .folder }
    switch entry.kind {
    case .file: return .file(bytes: entry.size)
    case .other: return .other
    case .link: return .link(target: target(of: path))
    }
  }

  func names(in path: String, limit: Int) -> [String]? { target(of: path).flatMap { tree.names[$0] } }

  func bytes(of path: String, limit: Int) -> [UInt8]? {
    guard let entry = tree.entries[throughFolders(path)], entry.kind == .file else { return nil }
    return content(entry.id, isNaming: !AdoptedPath.isAdopted(path))
  }

  /// The content id of the file that a path leads to.
  func id(of path: String) -> String? { target(of: path).flatMap { tree.entries[$0]?.id } }

  private func content(_ id: String, isNaming: Bool) -> [UInt8] {
    if let known = contents[id] { return known }
    missing.insert(id)
    if isNaming { missingNames.insert(id) }
    return []
  }

  /// The path with the links to folders on its way followed; not the last name.
  private func throughFolders(_ path: String) -> String {
    var links = Self.mostLinks
    return throughFolders(path, &links)
  }

  private func throughFolders(_ path: String, _ links: inout Int) -> String {
    if tree.entries[path] != nil || tree.names[path] != nil { return path }
    guard let cut = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return target(of: String(path[..<cut]), &links).map { $0 + path[cut...] } ?? path
  }

  /// How many links are followed on one way, as the system does.
  private static let mostLinks = 40

  /// The file or folder that a path leads to.
  private func target(of path: String) -> String? {
    var links = Self.mostLinks
    return target(of: path, &links)
  }

  private func target(of path: String, _ links: inout Int) -> String? {
    let path = throughFolders(path, &links)
    guard let entry = tree.entries[path] else { return tree.names[path] == nil ? nil : path }
    guard entry.kind == .link else { return path }
    let text = String(decoding: content(entry.id, isNaming: true), as: UTF8.self)
    links -= 1
    guard links >= 0, !text.isEmpty, let next = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: path)) else { return nil }
    return target(of: next, &links)
  }
}
