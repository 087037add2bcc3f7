import Crypto
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// Files that only their owner may read: tokens, keys, secrets.
enum PrivateFile {
  /// The file's text without white space at its ends; nil where there is no such file.
  static func read(_ path: String) throws -> String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try String(contentsOfFile: path, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes the file as a whole, mode 0600 from its first byte on.
  static func write(_ text: String, to path: String) throws {
    let temporary = "\(path).\(getpid()).new"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PrivateFileError.cannotWrite(path, reason: String(cString: strerror(errno))) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try handle.write(contentsOf: Data(text.utf8))
    try handle.synchronize()
    guard rename(temporary, path) == 0 else {
      throw PrivateFileError.cannotWrite(path, reason: String(cString: strerror(errno)))
    }
  }

  /// The file, opened to be appended to, mode 0600.
  static func appending(_ path: String) throws -> FileHandle {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw PrivateFileError.cannotWrite(path, reason: String(cString: strerror(errno))) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// The file's text, or, where there is none, 32 random bytes in hexadecimal digits, written to it.
  static func readOrCreate(_ path: String) throws -> String {
    if let known = try read(path), !known.isEmpty { return known }
    let made = RandomText.hex(bytes: 32)
    try write(made, to: path)
    return made
  }

  /// Makes the folder, and those above it, for its owner alone.
  static func makeFolder(_ path: String, mode: Int = 0o700) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
  }
}

/// Why a private file could not be written.
enum PrivateFileError: Error, CustomStringConvertible {
  case cannotWrite(String, reason: String)

  var description: String {
    switch self {
    case .cannotWrite(let path, let reason): "\(path) cannot be written: \(reason)"
    }
  }
}

/// Random text from the system's generator.
enum RandomText {
  static func hex(bytes: Int) -> String {
    SymmetricKey(size: .init(bitCount: bytes * 8)).withUnsafeBytes { buffer in
      buffer.map { byte in
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
      }.joined()
    }
  }
}
