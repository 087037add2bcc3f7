import Basics
import Delivery
import Foundation

@testable import Engines

/// Uses a hub's API as tests do.
struct HubClient {
  let endpoint: HubEndpoint

  /// Starts the test user's server and waits until it is ready.
  func startServer() async throws -> Bool {
    _ = await send("POST", "/hub/api/users/\(user)")
    _ = await send("POST", "/hub/api/users/\(user)/server")
    return try await Wait.until(within: .seconds(60), pause: .milliseconds(200)) {
      let answer = await send("GET", "/hub/api/users/\(user)")
      return answer?.json?[path: ["servers", "", "ready"]]?.bool == true
    }
  }

  /// The status with which the test user's server answers through the gateway.
  func serverStatus() async -> Int? {
    await HTTPProbe.get(
      port: endpoint.address.port, path: "/user/\(user)/api/status", host: endpoint.hostHeader,
      token: endpoint.serviceToken, timeout: .seconds(10))?.status
  }

  private var user: String { endpoint.testUser.name }

  private func send(_ method: String, _ path: String) async -> HTTPProbe.Answer? {
    await HTTPProbe.send(
      method, port: endpoint.api.port, path: path, token: endpoint.serviceToken, timeout: .seconds(30))
  }
}

/// Processes whose command holds a text, for looking at what runs.
func processes(with text: String) throws -> [Int32] {
  try ProcessTable.pids().filter { ProcessTable.command(of: $0)?.contains(text) == true }
}

func mode(_ path: String) throws -> Int {
  let attributes = try FileManager.default.attributesOfItem(atPath: path)
  return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
}

/// The addresses, as the system writes them, at which somebody listens with a port of the range.
func listeners(in ports: ClosedRange<Int>) -> [String] {
  ["/proc/net/tcp", "/proc/net/tcp6"].flatMap { table in
    (ProcessTable.text(of: table) ?? "").split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: " ")
      let address = fields[1].split(separator: ":")
      guard fields[3] == "0A", let port = Int(address[1], radix: 16), ports.contains(port) else { return nil }
      return String(address[0])
    }
  }
}

extension LocalEngine {
  func isLogged(_ text: String, of hub: HubID) -> Bool {
    do {
      return LogTail.read(try state.hub(hub).log, lines: 10_000).contains { $0.contains(text) }
    } catch {
      return false
    }
  }
}
