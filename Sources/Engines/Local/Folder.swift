import Delivery
import Foundation
import Glibc

/// Folders with the modes that they should have.
enum Folder {
  /// Makes the folder where it does not exist, and gives it that mode either way. A link in its place is refused.
  static func make(_ path: String, mode: mode_t) throws(EngineFailure) {
    var status = stat()
    if lstat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw EngineFailure("`\(path)` is not a folder") }
      if status.st_mode & 0o7777 == mode { return }
    } else {
      let parent = path.split(separator: "/").dropLast().joined(separator: "/")
      if !parent.isEmpty, lstat("/" + parent, &status) != 0 { try make("/" + parent, mode: 0o755) }
      guard mkdir(path, mode) == 0 || errno == EEXIST else {
        throw EngineFailure("The folder `\(path)` cannot be made: \(Failure.reason())")
      }
    }
    guard chmod(path, mode) == 0 else {
      throw EngineFailure("The folder `\(path)` cannot be given its permissions: \(Failure.reason())")
    }
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in path: String) throws -> [String] {
    guard exists(path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// Deletes a folder and all in it. Links are deleted and not followed.
  static func delete(_ path: String) throws {
    guard exists(path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Moves what is there of these names to another folder of the same disk. Only an empty folder is replaced there.
  static func move(_ names: [String], from folder: String, to other: String) throws {
    for name in names where exists(folder + "/" + name) {
      let target = other + "/" + name
      if exists(target) { try deleteEmpty(target) }
      guard rename(folder + "/" + name, target) == 0 else {
        throw EngineFailure("`\(folder)/\(name)` cannot be moved to `\(other)`: \(Failure.reason())")
      }
    }
  }

  /// Deletes a folder that holds nothing; throws where it is something else.
  static func deleteEmpty(_ path: String) throws(EngineFailure) {
    guard rmdir(path) == 0 else {
      throw EngineFailure("`\(path)` is in the way: \(Failure.reason())", next: "Look at it, and move it away")
    }
  }

  /// The first folder on the way to this one that others may not pass through; nil where all may.
  static func closedAncestor(of path: String) -> String? {
    var way = ""
    for part in path.split(separator: "/") {
      way += "/" + part
      var status = stat()
      guard stat(way, &status) == 0 else { return nil }
      if status.st_mode & S_IXOTH == 0 { return way }
    }
    return nil
  }
}

/// What the system said of the last call that failed.
enum Failure {
  static func reason(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
