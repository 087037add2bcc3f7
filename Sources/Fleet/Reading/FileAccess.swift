import Glibc

/// A folder, as far as reading a fleet needs one: on a disk, or of a commit. Paths are relative to it.
protocol FolderAccess {
  func entry(_ path: String) -> FolderEntry
  /// The names in a folder, sorted, at most about `limit` of them; nil where it cannot be read.
  func names(in path: String, limit: Int) -> [String]?
  /// The content of a file: one byte more than `limit` at most. Nil where it cannot be read.
  func bytes(of path: String, limit: Int) -> [UInt8]?
}

/// What stands at a path.
enum FolderEntry: Equatable {
  case file(bytes: Int)
  case folder
  /// A link, and where it leads, when that is inside the folder.
  case link(target: String?)
  /// A device, a socket, a pipe.
  case other
  case missing
}

/// The few calls to the operating system that reading a folder takes. Nothing here follows a link that leaves the
/// folder, waits on a pipe, or reads more than it was told.
struct FileAccess: FolderAccess {
  /// The folder without links in its path.
  let root: String

  init(folder: String) throws(FleetReadError) {
    var state = stat()
    guard stat(folder, &state) == 0 else {
      throw errno == EACCES ? .notPermitted(path: folder) : .missing(folder: folder)
    }
    guard state.st_mode & S_IFMT == S_IFDIR else { throw .notAFolder(folder) }
    guard let real = Self.realPath(folder) else {
      throw .system(path: folder, reason: String(cString: strerror(errno)))
    }
    root = real
  }

  func entry(_ path: String) -> FolderEntry {
    var state = stat()
    guard lstat(absolute(path), &state) == 0 else { return .missing }
    switch state.st_mode & S_IFMT {
    case S_IFREG: return .file(bytes: Int(state.st_size))
    case S_IFDIR: return .folder
    case S_IFLNK:
      guard let real = Self.realPath(absolute(path)) else { return .link(target: nil) }
      let inside = root == "/" ? root : root + "/"
      return .link(target: real.hasPrefix(inside) ? String(real.dropFirst(inside.count)) : nil)
    default: return .other
    }
  }

  /// The names in a folder, sorted, at most `limit` of them; nil where it cannot be read. Names that are not UTF-8 come
  /// with replacement characters, and are refused as names later.
  func names(in path: String, limit: Int) -> [String]? {
    guard let directory = opendir(absolute(path)) else { return nil }
    defer { closedir(directory) }
    var names: [String] = []
    while names.count <= limit, let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The content of a file: one byte more than `limit` at most. Nil where it cannot be read.
  func bytes(of path: String, limit: Int) -> [UInt8]? {
    let descriptor = open(absolute(path), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var state = stat()
    guard fstat(descriptor, &state) == 0, state.st_mode & S_IFMT == S_IFREG else { return nil }
    let wanted = limit + 1
    let expected = min(wanted, max(Int(state.st_size) + 1, 512))
    var content: [UInt8] = []
    while content.count < wanted {
      let space = content.isEmpty ? expected : min(wanted - content.count, 1 << 16)
      var failed = false
      let chunk = [UInt8](unsafeUninitializedCapacity: space) { buffer, count in
        var got = Glibc.read(descriptor, buffer.baseAddress, space)
        while got < 0, errno == EINTR { got = Glibc.read(descriptor, buffer.baseAddress, space) }
        failed = got < 0
        count = max(0, got)
      }
      if failed { return nil }
      if chunk.isEmpty { break }
      if content.isEmpty { content = chunk } else { content += chunk }
    }
    return content
  }

  private func absolute(_ path: String) -> String { path.isEmpty ? root : "\(root)/\(path)" }

  private static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
