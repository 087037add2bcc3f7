internal import Foundation
private import Synchronization

/// The right to serve a store, held by one process at a time. Ends with the process, however it ends.
public final class ServerClaim: Sendable {
  private let file: Mutex<Int32?>

  /// Gives the right back.
  public func release() {
    file.withLock { file in
      if let open = file { _ = Foundation.close(open) }
      file = nil
    }
  }

  deinit { release() }

  fileprivate init(file: Int32) { self.file = Mutex(file) }
}

extension Store {
  /// Claims the right to serve the store at `path`, or says who serves it. The lock is `serve.lock` beside the store.
  ///
  /// The lock is one of `flock`, on a file that no child process inherits: hubs outlive the server and must not hold it.
  public static func claimServer(at path: String) throws(StoreError) -> ServerClaim {
    let lockPath = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("serve.lock").path
    let file = Foundation.open(lockPath, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .cannotOpen(path: lockPath, why: lastSystemError()) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = pid(in: file)
      _ = Foundation.close(file)
      guard reason == EWOULDBLOCK else { throw .cannotOpen(path: lockPath, why: String(cString: strerror(reason))) }
      throw .alreadyServed(path: path, pid: holder)
    }
    let text = Array("\(getpid())\n".utf8)
    guard ftruncate(file, 0) == 0, Foundation.write(file, text, text.count) == text.count else {
      let why = lastSystemError()
      _ = Foundation.close(file)
      throw .cannotOpen(path: lockPath, why: why)
    }
    return ServerClaim(file: file)
  }

  private static func pid(in file: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = pread(file, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return Int(String(decoding: bytes[..<count], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
