import Delivery
import Glibc

/// Ports of loopback.
enum Ports {
  /// Whether somebody could listen there now.
  static func isFree(_ port: Int) -> Bool {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  /// A number that a name gives, by FNV-1a.
  static func place(of owner: String) -> UInt32 {
    owner.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }

  /// The first port of the range that is free and that nobody has been promised, sought from a place that the owner's
  /// name gives: two state folders of one machine that start hubs at the same time must not choose the same.
  static func firstFree(in range: ClosedRange<Int>, taken: Set<Int>, for owner: String) throws(EngineFailure) -> Int {
    let start = place(of: owner)
    for step in 0..<range.count {
      let port = range.lowerBound + (Int(start) + step) % range.count
      if !taken.contains(port), isFree(port) { return port }
    }
    throw EngineFailure(
      "No port of \(range.lowerBound) to \(range.upperBound) is free on loopback",
      next: "Give the local engine another range of ports")
  }
}

extension Ports {
  /// The process that listens at a port, for people: `nginx (process 812)`; nil where it cannot be seen.
  static func listener(at port: Int) throws -> String? {
    guard let inode = inodeOfListener(at: port) else { return nil }
    for pid in try ProcessTable.pids() where ProcessTable.hasOpen("socket:[\(inode)]", pid: pid) {
      let program = ProcessTable.command(of: pid)?.prefix(80) ?? "a program"
      return "`\(program)` (process \(pid))"
    }
    return nil
  }

  private static func inodeOfListener(at port: Int) -> String? {
    let address = ":" + String(port, radix: 16, uppercase: true).paddedHex
    for table in ["/proc/net/tcp", "/proc/net/tcp6"] {
      for line in (ProcessTable.text(of: table) ?? "").split(separator: "\n").dropFirst() {
        let fields = line.split(separator: " ")
        guard fields.count > 9, fields[1].hasSuffix(address), fields[3] == "0A" else { continue }
        return String(fields[9])
      }
    }
    return nil
  }
}

extension String {
  fileprivate var paddedHex: String { String(repeating: "0", count: max(0, 4 - count)) + self }
}
