import Basics

/// The trees of YAML files, each kept with the bytes that it was made of: a file that has changed since is parsed anew.
struct ParsedFiles: Sendable {
  private var files: [String: ParsedFile] = [:]

  /// The tree of a file, parsed now or before.
  mutating func file(_ path: String, _ bytes: [UInt8], limits: FleetLimits) -> ParsedFile {
    if let known = files[path], known.limits == limits, known.bytes == bytes { return known }
    let file = ParsedFile(path, bytes, limits: limits)
    files[path] = file
    return file
  }
}

/// One YAML file: its text, its tree, and what is wrong with it so far.
struct ParsedFile: Sendable {
  let bytes: [UInt8]
  let limits: FleetLimits
  let text: String?
  let tree: YAMLTree?
  let log: FindingLog

  init(_ path: String, _ bytes: [UInt8], limits: FleetLimits) {
    var log = FindingLog(file: path)
    (text, tree) = YAMLTree.read(bytes, limits: limits, log: &log)
    self.bytes = bytes
    self.limits = limits
    self.log = log
  }
}
