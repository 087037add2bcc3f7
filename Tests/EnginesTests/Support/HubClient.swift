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
