import Basics
import Delivery
import Foundation

/// The servers of one hub's users.
struct UserServers: Sendable {
  let hub: HubFolder
  /// Where the hub's control groups are; only this state folder uses it.
  let cgroupRoot: String

  private static let stopTimeout = Duration.seconds(30)
  private static let grace = Duration.seconds(3)
  private static let pageSize = 200

  /// How many run, by the hub's own word; nil where it cannot be asked.
  static func count(port: Int, token: String) async -> Int? {
    guard let page = await page(port: port, token: token, limit: 1) else { return nil }
    return page.total
  }

  /// Asks the hub to stop each server, and waits until it has. A hub that does not answer is not waited for.
  func stopByHub(port: Int, token: String, report: @escaping Report) async throws {
    var said = false
    _ = try await Wait.until(within: Self.stopTimeout, pause: .milliseconds(300)) {
      guard let page = await Self.page(port: port, token: token, limit: Self.pageSize), page.total > 0 else {
        return true
      }
      if !said { report("Stopping \(page.total == 1 ? "one user's server" : "the servers of \(page.total) users")") }
      said = true
      await withTaskGroup(of: Void.self) { group in
        for path in page.servers {
          group.addTask {
            _ = await HTTPProbe.send("DELETE", port: port, path: path, token: token, timeout: .seconds(15))
          }
        }
      }
      return false
    }
  }

  /// Ends what is left of users' servers, of which no hub may know any more.
  func endRest(report: @escaping Report) async throws {
    var processes = try left()
    guard !processes.isEmpty else { return }
    report("Ending \(processes.count) processes that users' servers left")
    for process in processes { process.send(SIGTERM) }
    if try await Wait.until(within: Self.grace, { processes.allSatisfy { !$0.isAlive } }) { processes = try left() }
    for process in processes { process.send(SIGKILL) }
    for process in try left() { process.send(SIGKILL) }
  }

  /// Takes away the hub's control groups, in every hierarchy. The system keeps those that still hold a process.
  func removeGroups() throws {
    let mount = "/sys/fs/cgroup"
    for hierarchy in [mount] + (try Folder.names(in: mount).map { mount + "/" + $0 }) {
      let root = hierarchy + "/" + cgroupRoot
      let own = root + "/" + hub.name
      guard Folder.isFolder(own) else { continue }
      for name in try Folder.names(in: own) where Folder.isFolder(own + "/" + name) { rmdir(own + "/" + name) }
      rmdir(own)
      rmdir(root)
    }
  }

  /// Processes in the hub's control groups, or with its mark in their environment.
  func left() throws -> [ProcessRecord] {
    let group = "/\(cgroupRoot)/\(hub.name)/"
    let mark = "ATOLL_SERVER=\(hub.path):"
    return try ProcessTable.pids().filter { pid in
      ProcessTable.groups(of: pid)?.contains(group) == true
        || ProcessTable.environment(of: pid)?.contains { $0.hasPrefix(mark) } == true
    }
    .compactMap { ProcessRecord(pid: $0) }
  }

  private struct Page {
    var total: Int
    /// The paths by which these servers are stopped.
    var servers: [String]
  }

  private static func page(port: Int, token: String, limit: Int) async -> Page? {
    let path = "/hub/api/users?state=active&limit=\(limit)"
    guard let answer = await HTTPProbe.get(port: port, path: path, token: token), let body = answer.json else {
      return nil
    }
    let servers = (body["items"]?.array ?? []).flatMap { user in
      (user["servers"]?.object ?? [:]).keys.map { name in
        let path = "/hub/api/users/\(escaped(user["name"]?.string ?? ""))"
        return name.isEmpty ? path + "/server" : path + "/servers/" + escaped(name)
      }
    }
    return Page(total: body[path: ["_pagination", "total"]]?.int ?? servers.count, servers: servers)
  }

  private static func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
  }
}
