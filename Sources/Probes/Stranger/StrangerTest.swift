import AsyncHTTPClient
import Delivery

struct StrangerTest: Sendable {
  let hub: HubEndpoint
  let configuration: ProbeConfiguration
  let client: HTTPClient
  let steps: StepLog
  func run() async throws -> String { throw ProbeFailure("x") }
}
