import Basics

extension FolderReader {
  /// Whether the folder is laid out as `2i2c` has it.
  var isAdopted: Bool { access.entry(AdoptedPath.clusters) == .folder }

  /// What an adopted layout is made of: the files of clusters, the charts, and the charts that those nest.
  /// - Parameter beside: the folder beside the fleet folder in which nested charts may stand; nil: none.
  mutating func readAdopted(charts beside: (any FolderAccess)?) {
    readTree(AdoptedPath.clusters, depth: 1) { AdoptedPath.isYAML($0) }
    readTree(AdoptedPath.charts, depth: 1, where: Self.isOfChart)
    if access.entry(AdoptedPath.nested) == .folder {
      readTree(AdoptedPath.nested, depth: 1, where: Self.isOfChart)
    } else if let beside {
      readBeside(beside)
    }
  }

  /// What changes what a chart makes: not its readme.
  private static func isOfChart(_ name: String) -> Bool { !name.hasSuffix(".md") && name != ".helmignore" }

  private mutating func readTree(_ folder: String, depth: Int, where isWanted: (String) -> Bool) {
    guard access.entry(folder) == .folder, depth <= limits.folderDepth,
      let names = access.names(in: folder, limit: limits.entries)
    else { return }
    for name in names where !name.hasPrefix(".") {
      guard countEntry() else { return }
      let path = "\(folder)/\(name)"
      if access.entry(path) == .folder {
        readTree(path, depth: depth + 1, where: isWanted)
      } else if isWanted(name) {
        readFile(path, limit: limits.yamlBytes)
      }
    }
  }

  /// Charts from outside the folder, as if they stood in its `charts/`.
  private mutating func readBeside(_ outside: any FolderAccess) {
    var other = FolderReader(access: outside, limits: limits)
    for name in outside.names(in: "", limit: limits.entries) ?? [] where outside.entry(name) == .folder {
      other.readTree(name, depth: 1, where: Self.isOfChart)
    }
    for (path, content) in other.source.files { source.files["\(AdoptedPath.nested)/\(path)"] = content }
    source.findings += other.source.findings
  }
}
