import Basics

/// The names of files and folders: what they declare, and what they only seem to.
extension Loading {
  mutating func checkNames() {
    if source.files["fleet.yaml"] == nil, !source.isAdopted, !source.findings.contains(where: { $0.place?.file == "fleet.yaml" }) {
      report(
        .missingFleetFile, "fleet.yaml", "there is no fleet.yaml",
        next: "write one; the line 'name: …' is enough to begin with")
    }
    let named = NamedFiles(in: &source, limits: limits).all
    var spellings: [String: [String]] = [:]
    for path in (Array(source.files.keys) + source.unread).sorted() {
      let parts = path.parts(separatedBy: "/")
      if parts.count == 1 {
        checkTop(path)
      } else if FileKind.folders.contains(String(parts[0])), !isNamed(path, in: named) {
        checkDeclaration(path, folder: String(parts[0]), name: parts.dropFirst().joined(separator: "/"))
        spellings[path.lowercased(), default: []].append(path)
      }
    }
    for paths in spellings.values where paths.count > 1 {
      report(
        .namesDifferByCase, paths[1], "the name differs from that of '\(paths[0].shown)' only by capital letters",
        next: "rename one of them: not every file system keeps them apart",
        related: [.init(place: SourcePlace(file: paths[0]), note: "this is the other one")])
    }
  }

  private func isNamed(_ path: String, in named: Set<NamedFiles.Name>) -> Bool {
    if named.contains(.file(path)) { return true }
    return named.contains { name in
      if case .folder(let folder) = name { path.hasPrefix(folder + "/") } else { false }
    }
  }

  private mutating func checkTop(_ path: String) {
    if path == "fleet.yml" {
      report(.ymlExtension, path, "the file is not read: its name ends in '.yml'", next: "rename it to 'fleet.yaml'")
    } else if FileKind.folders.contains(path) {
      report(.unreadable, path, "'\(path)' is not a folder", next: "make it a folder, one file for each thing in it")
    } else if let folder = FleetPath.misspeltFolder(path) {
      report(
        .misspeltFolder, path, "the folder '\(path.shown)' is not read", next: "did you mean '\(folder)'?",
        severity: .warning)
    }
  }

  private mutating func checkDeclaration(_ path: String, folder: String, name: String) {
    if name.hasPrefix(".") { return }
    let lower = name.lowercased()
    if lower.hasSuffix(".yml") || (lower.hasSuffix(".yaml") && !name.hasSuffix(".yaml")) {
      let stem = name.split(separator: ".").dropLast().joined(separator: ".")
      report(
        .ymlExtension, path, "the file is not read: its name does not end in '.yaml'",
        next: "rename it to '\(folder)/\(stem.shown).yaml'")
      return
    }
    guard name.hasSuffix(".yaml"), !name.contains("/") else {
      report(
        .strayFile, path, "this is not read: only YAML files stand in '\(folder)/'",
        next: "move it out of '\(folder)/', or remove it", severity: .warning)
      return
    }
    let stem = name.dropLast(5)
    guard !FleetPath.isName(stem) else { return }
    report(
      .badFileName, path, "'\(String(stem).shown)' is not \(TextForm.name.named)",
      next: FleetPath.mendedName(stem).map { "rename the file to '\(folder)/\($0).yaml'" } ?? "rename the file")
  }

  private mutating func report(
    _ code: FindingCode, _ path: String, _ what: String, next: String, severity: Severity = .error,
    related: [Finding.Related] = []
  ) {
    findings.append(Finding(code, severity, at: SourcePlace(file: path), what, next: next, related: related))
  }
}
