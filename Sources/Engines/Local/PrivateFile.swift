import Delivery
import Foundation
import Glibc

/// Files that only their owner reads, always whole: written beside the old one, and then put in its place.
enum PrivateFile {
  static func write(_ text: String, to path: String, mode: mode_t = 0o600) throws(EngineFailure) {
    let draft = "\(path).\(getpid()).\(UInt32.random(in: 0 ... .max)).new"
    let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard file >= 0 else { throw EngineFailure("The file `\(path)` cannot be written: \(Failure.reason())") }
    var failed = fchmod(file, mode) == 0 ? nil : Optional(errno)
    var rest = Array(text.utf8)[...]
    while failed == nil, !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if written < 0 { failed = errno == EINTR ? nil : errno } else { rest = rest.dropFirst(written) }
    }
    if failed == nil, fsync(file) != 0 { failed = errno }
    close(file)
    if failed == nil, rename(draft, path) != 0 { failed = errno }
    guard let failed else { return }
    unlink(draft)
    throw EngineFailure("The file `\(path)` cannot be written: \(Failure.reason(failed))")
  }

  /// The text of a file; nil where there is none.
  static func read(_ path: String) throws -> String? {
    guard Folder.exists(path) else { return nil }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch CocoaError.fileReadNoSuchFile {
      return nil
    }
  }

  static func delete(_ path: String) throws(EngineFailure) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw EngineFailure("The file `\(path)` cannot be deleted: \(Failure.reason())")
    }
  }
}

extension PrivateFile {
  /// Writes a value as JSON with sorted keys, so that equal values make equal files.
  static func write(_ value: some Encodable, asJSONTo path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try write(String(decoding: encoder.encode(value), as: UTF8.self) + "\n", to: path)
  }

  /// Reads a value; nil where there is no file, or where it holds something else, as after a crash of the machine.
  static func readJSON<Value: Decodable>(_ type: Value.Type, from path: String) throws -> Value? {
    guard let text = try read(path) else { return nil }
    do {
      return try JSONDecoder().decode(type, from: Data(text.utf8))
    } catch is DecodingError {
      return nil
    }
  }
}
