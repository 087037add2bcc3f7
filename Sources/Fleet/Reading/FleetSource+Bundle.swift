import Glibc

/// The form in which a folder travels to a server: JSON with the content of each file in base64. Only files travel; what
/// was odd about the folder has been said where it stands.
extension FleetSource: Codable {
  private enum Key: String, CodingKey { case format, files }
  private static let format = "atoll-fleet-1"

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func wrong(_ key: Key, _ what: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: container, debugDescription: what)
    }
    guard try container.decode(String.self, forKey: .format) == Self.format else {
      throw wrong(.format, "the bundle is not in the format \(Self.format)")
    }
    let limits = FleetLimits.standard
    let encoded = try container.decode([String: String].self, forKey: .files)
    guard encoded.count <= limits.entries else { throw wrong(.files, "the bundle holds too many files") }
    var files: [String: [UInt8]] = [:]
    var total = 0
    for (path, text) in encoded {
      guard FleetPath.isInside(path) else { throw wrong(.files, "a path of the bundle leaves its folder") }
      guard let content = Base64.decode(text) else { throw wrong(.files, "\(path.shown) is not base64") }
      total += content.count
      guard total <= limits.totalBytes else { throw wrong(.files, "the bundle is too large") }
      files[path] = content
    }
    self.init(files: files)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.format, forKey: .format)
    try container.encode(files.mapValues(Base64.encode), forKey: .files)
  }
}

extension FleetSource {
  /// Writes the files into a new folder, whole or not at all. A folder that is there already is left as it is: name it
  /// by the hash, and it holds the same.
  public func write(to folder: String) throws(FleetReadError) {
    guard access(folder, F_OK) != 0 else { return }
    guard files.keys.allSatisfy(FleetPath.isInside) else {
      throw .system(path: folder, reason: "a path of the bundle leaves its folder")
    }
    let partial = "\(folder).partial-\(getpid())"
    try Self.makeFolder(partial)
    var made: Set<String> = []
    for path in files.keys.sorted() {
      let parts = path.split(separator: "/")
      for count in 1..<max(1, parts.count) {
        let parent = parts.prefix(count).joined(separator: "/")
        if made.insert(parent).inserted { try Self.makeFolder("\(partial)/\(parent)") }
      }
      try Self.write(files[path] ?? [], to: "\(partial)/\(path)")
    }
    guard rename(partial, folder) == 0 else { throw .failed(folder) }
  }

  private static func makeFolder(_ path: String) throws(FleetReadError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .failed(path) }
  }

  private static func write(_ content: [UInt8], to path: String) throws(FleetReadError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o644)
    guard descriptor >= 0 else { throw .failed(path) }
    defer { close(descriptor) }
    var done = 0
    while done < content.count {
      let count = content.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress?.advanced(by: done), content.count - done)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .failed(path) }
      done += count
    }
    guard fsync(descriptor) == 0 else { throw .failed(path) }
  }
}

extension FleetReadError {
  /// What the system just said.
  fileprivate static func failed(_ path: String) -> FleetReadError {
    .system(path: path, reason: String(cString: strerror(errno)))
  }
}
