import Basics

extension FolderReader {
  /// Whether the folder is laid out as `2i2c` has it.
  var isAdopted: Bool { folder(AdoptedPath.clusters) != nil }

  /// What an adopted layout is made of: the files of clusters and those that they share, the charts, and the charts that those
  /// nest.
  /// - Parameter beside: the folder beside the fleet folder in which nested charts may stand; nil: none.
  mutating func readAdopted(charts beside: (any FolderAccess)?) {
    readTree(AdoptedPath.config) { AdoptedPath.isYAML($0) }
    readTree(AdoptedPath.charts, where: Self.isOfChart)
    if folder(AdoptedPath.nested) != nil {
      readTree(AdoptedPath.nested, where: Self.isOfChart)
    } else if let beside {
      readBeside(beside)
    }
  }

  /// What changes what a chart makes: not its readme.
  private static func isOfChart(_ name: String) -> Bool { !name.hasSuffix(".md") && name != ".helmignore" }

  private mutating func readTree(_ path: String, where isWanted: (String) -> Bool) {
    guard let real = folder(path) else { return }
    readTree(path, on: [real], where: isWanted)
  }

  /// Where the folder at a path really stands; nil where there is none. A link inside of the fleet folder is followed.
  private func folder(_ path: String) -> String? {
    switch access.entry(path) {
    case .folder: return path
    case .link(let target?): return access.entry(target) == .folder ? target : nil
    case .link(nil), .file, .other, .missing: return nil
    }
  }

  /// - Parameter way: the folders on the way as they really stand, the last of which is read.
  private mutating func readTree(_ folder: String, on way: [String], where isWanted: (String) -> Bool) {
    guard way.count <= limits.folderDepth, let names = access.names(in: folder, limit: limits.entries) else { return }
    for name in names where !name.hasPrefix(".") {
      guard countEntry() else { return }
      let path = "\(folder)/\(name)"
      switch access.entry(path) {
      case .folder: readTree(path, on: way + ["\(way[way.count - 1])/\(name)"], where: isWanted)
      case .link(let target?) where access.entry(target) == .folder:
        // A folder that stands in itself would be read without an end.
        guard !way.contains(where: { $0 == target || $0.hasPrefix(target + "/") }) else {
          tellEndlessLink(path)
          continue
        }
        readTree(path, on: way + [target], where: isWanted)
      default: if isWanted(name) { readFile(path, limit: limits.yamlBytes) }
      }
    }
  }

  private mutating func tellEndlessLink(_ path: String) {
    source.findings.append(
      Finding(
        .linkNotFollowed, .error, at: SourcePlace(file: path), "the link leads to a folder that it stands in, and is not followed",
        next: "remove it"))
  }

  /// Charts from outside the folder, as if they stood in its `charts/`.
  private mutating func readBeside(_ outside: any FolderAccess) {
    var other = FolderReader(access: outside, limits: limits)
    for name in outside.names(in: "", limit: limits.entries) ?? [] { other.readTree(name, where: Self.isOfChart) }
    for (path, content) in other.source.files { source.files["\(AdoptedPath.nested)/\(path)"] = content }
    source.findings += other.source.findings
  }
}
