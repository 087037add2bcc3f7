import Basics

extension FleetSource {
  /// Reads a fleet folder: `fleet.yaml`, the YAML files of the four folders, and what hubs name; in an adopted layout, what
  /// that is made of. Everything odd in it becomes a finding; it throws where there is no fleet folder to speak of.
  /// - Parameter charts: a folder with charts that the folder's charts nest and do not hold; nil: the folder `charts` in the
  ///   fleet folder or beside it.
  public static func read(folder: String, charts: String? = nil, limits: FleetLimits = .standard)
    throws(FleetReadError) -> FleetSource
  {
    let access = try FileAccess(folder: folder)
    return try read(access, folder: folder, limits: limits) { () throws(FleetReadError) in
      let beside = "\(access.root)/../\(AdoptedPath.nested)"
      return charts == nil ? try? FileAccess(folder: beside) : try FileAccess(folder: charts ?? beside)
    }
  }

  /// Reads a fleet folder, wherever its files are.
  /// - Parameters:
  ///   - folder: its name, for errors.
  ///   - beside: the folder with charts that the folder's charts nest and do not hold, where there is one.
  static func read(
    _ access: any FolderAccess, folder: String, limits: FleetLimits,
    beside: () throws(FleetReadError) -> (any FolderAccess)?
  ) throws(FleetReadError) -> FleetSource {
    var reader = FolderReader(access: access, limits: limits)
    guard let top = access.names(in: "", limit: limits.entries) else { throw .notPermitted(path: folder) }
    let hasFleetFile = top.contains { $0 == "fleet.yaml" || $0 == "fleet.yml" }
    guard hasFleetFile || reader.isAdopted else { throw .noFleetFile(folder: folder) }
    if hasFleetFile {
      reader.readDeclarations(top: top)
      reader.readNamedFiles()
    }
    if reader.isAdopted { reader.readAdopted(charts: try beside()) }
    return reader.source
  }
}

/// Reads what a fleet is made of, and counts what it costs.
struct FolderReader {
  let access: any FolderAccess
  let limits: FleetLimits
  var source = FleetSource(files: [:])
  private var entries = 0
  private var bytes = 0
  private var isOverLimit = false

  init(access: any FolderAccess, limits: FleetLimits) {
    self.access = access
    self.limits = limits
  }

  mutating func readDeclarations(top: [String]) {
    for name in top {
      if FileKind.folders.contains(name) {
        readFolder(name)
      } else if name == "fleet.yaml" {
        readFile(name, limit: limits.yamlBytes)
      } else if FleetPath.isWorthAWord(top: name) {
        source.unread.append(name)
      }
    }
  }

  /// One of the four folders: its YAML files; all else is left to the loader to speak of.
  private mutating func readFolder(_ folder: String) {
    switch access.entry(folder) {
    case .folder: break
    case .link:
      report(.linkNotFollowed, folder, "the folder is a link, and links to folders are not followed")
      return
    case .file, .other, .missing:
      source.unread.append(folder)
      return
    }
    guard let names = access.names(in: folder, limit: limits.entries) else {
      report(.unreadable, folder, "the folder cannot be read", next: "give this user the permission to read it")
      return
    }
    for name in names {
      let path = "\(folder)/\(name)"
      guard countEntry() else { return }
      guard !name.hasPrefix(".") else { continue }
      if name.hasSuffix(".yaml") { readFile(path, limit: limits.yamlBytes) } else { source.unread.append(path) }
    }
  }

  /// The files and folders that hubs name, as far as hubs can be read.
  mutating func readNamedFiles() {
    for name in NamedFiles(in: &source, limits: limits).all {
      switch name {
      case .file(let path): readFile(path, limit: limits.fileBytes)
      case .folder(let path): readMaterials(path, depth: 1)
      }
    }
  }

  private mutating func readMaterials(_ folder: String, depth: Int) {
    guard case .folder = access.entry(folder) else { return }
    guard depth <= limits.folderDepth else {
      report(.folderTooLarge, folder, "folders are nested more than \(limits.folderDepth) deep here")
      return
    }
    guard let names = access.names(in: folder, limit: limits.entries) else {
      report(.unreadable, folder, "the folder cannot be read", next: "give this user the permission to read it")
      return
    }
    for name in names where name != ".git" {
      let path = "\(folder)/\(name)"
      guard countEntry() else { return }
      if case .folder = access.entry(path) {
        readMaterials(path, depth: depth + 1)
      } else {
        readFile(path, limit: limits.fileBytes)
      }
    }
  }

  mutating func countEntry() -> Bool {
    entries += 1
    guard entries > limits.entries else { return true }
    overLimit("the folder holds more than \(limits.entries) files and folders")
    return false
  }

  private mutating func overLimit(_ what: String) {
    guard !isOverLimit else { return }
    isOverLimit = true
    source.findings.append(
      Finding(
        .folderTooLarge, .error, at: nil, what + ": the rest was not read",
        next: "keep large files out of the fleet folder; materials may stand in a repository of their own"))
  }

  private mutating func report(_ code: FindingCode, _ path: String, _ what: String, next: String? = nil) {
    source.findings.append(Finding(code, .error, at: SourcePlace(file: path), what, next: next))
  }

  mutating func readFile(_ path: String, limit: Int) {
    guard source.files[path] == nil else { return }
    var target = path
    switch access.entry(path) {
    case .file(let size) where size > limit: return tooLarge(path, size, limit)
    case .file: break
    case .link(let inside?):
      guard case .file(let size) = access.entry(inside) else {
        return report(
          .linkNotFollowed, path, "the link leads to something that is not a file",
          next: "put the file itself here")
      }
      if size > limit { return tooLarge(path, size, limit) }
      target = inside
    case .link(nil):
      return report(
        .linkNotFollowed, path, "the link leads nowhere, or out of the fleet folder, and is not followed",
        next: "put the file itself here")
    case .folder, .other: return report(.unreadable, path, "this is not a file", next: "put a file here, or remove it")
    case .missing: return
    }
    guard !isOverLimit else { return }
    guard let content = access.bytes(of: target, limit: limit) else {
      return report(.unreadable, path, "the file cannot be read", next: "give this user the permission to read it")
    }
    if content.count > limit { return tooLarge(path, content.count, limit) }
    guard bytes + content.count <= limits.totalBytes else {
      return overLimit("the files of the fleet have more than \(Bytes(limits.totalBytes))")
    }
    bytes += content.count
    source.files[path] = content
  }

  private mutating func tooLarge(_ path: String, _ size: Int, _ limit: Int) {
    report(
      .fileTooLarge, path, "the file has \(Bytes(size)); at most \(Bytes(limit)) are read",
      next: "look whether it is the right file; keep large files out of the fleet folder")
  }
}
