import Foundation

/// How well users' servers on this machine are kept apart.
public struct Isolation: Sendable, Equatable, Codable {
  /// Whether each user's server runs under an own uid, its home closed to others.
  public var users: Bool
  public var limits: Limits
  /// For people.
  public var sentence: String

  public init(users: Bool, limits: Limits, sentence: String) {
    self.users = users
    self.limits = limits
    self.sentence = sentence
  }

  /// What holds a server to its memory and cpu.
  public enum Limits: String, Sendable, Codable {
    case cgroup1 = "cgroup v1"
    case cgroup2 = "cgroup v2"
    case process = "process limits"
    case none
  }
}

extension LocalEngine {
  /// Whether users' servers are isolated from each other on this machine. How limits hold is what the hubs found by
  /// trying; before the first hub has started, what the machine looks like.
  public func isolation() throws -> Isolation {
    for folder in try state.allHubs() {
      guard let found = try PrivateFile.readJSON(Isolation.Report.self, from: folder.isolation) else { continue }
      return Isolation(users: found.uids, limits: found.limits)
    }
    return Isolation(users: Isolation.isolatesUsers, limits: Isolation.limitsOfMachine())
  }
}

extension Isolation {
  /// What the code that starts users' servers wrote of itself.
  struct Report: Codable {
    var uids: Bool
    var limits: Limits
  }

  /// Only root starts processes under other uids.
  static var isolatesUsers: Bool { geteuid() == 0 }

  init(users: Bool, limits: Limits) {
    self.init(users: users, limits: limits, sentence: Self.sentence(users: users, limits: limits))
  }

  static func sentence(users: Bool, limits: Limits) -> String {
    let apart =
      users
      ? "Each user's server runs under a uid of its own, its home closed to others"
      : "Users are NOT isolated from each other on this machine: Atoll does not run as root, so all users' servers run"
        + " as '\(NSUserName())'"
    let held =
      switch limits {
      case .cgroup1, .cgroup2: "memory and cpu are limited for each server as a whole (\(limits.rawValue))"
      case .process: "memory and cpu are limited for each process of a server, not for the server as a whole"
      case .none: "memory and cpu are not limited"
      }
    return "\(apart); \(held)."
  }

  static func limitsOfMachine() -> Limits {
    if FileManager.default.isWritableFile(atPath: "/sys/fs/cgroup/cgroup.subtree_control") { return .cgroup2 }
    if FileManager.default.isWritableFile(atPath: "/sys/fs/cgroup/memory/cgroup.procs") { return .cgroup1 }
    return .process
  }
}
