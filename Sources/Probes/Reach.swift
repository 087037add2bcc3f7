import AsyncHTTPClient
import Delivery
import NIOHTTP1

extension StepLog {
  /// Waits until the hub answers through the gateway: a route may come a moment after the hub.
  func reach(_ hub: HubEndpoint, _ client: HTTPClient, within limit: Duration) async throws {
    let last = LastWord()
    try await step(
      "reach the hub", within: limit,
      orElse: { "the hub did not answer through the gateway in \(limit.inWords)\(last.ending)" }
    ) {
      let visitor = Visitor(to: hub, client: client, patience: limit)
      try await poll { () -> Void? in
        do {
          let answer = try await visitor.call(.GET, "/hub/health")
          if answer.status == 200 { return () }
          last.text = "\(hub.hostHeader)/hub/health answered \(answer.account)"
        } catch {
          try Task.checkCancellation()
          last.text = ProbeFailure(error).sentence
        }
        return nil
      }
    }
  }
}
