import Basics
import Delivery
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Store

extension PageRoutes {
  func addRollouts(to router: Router<AtollRequestContext>) {
    router.get("/rollouts") { request, context in
      _ = try context.signedIn()
      let before = try request.uri.queryParameters.number("before", in: 1...Int.max).map { RolloutID($0) }
      let listed = try await store.rollouts(limit: PageRoutes.length + 1, before: before)
      var shown: [RolloutFacts] = []
      for summary in listed.prefix(PageRoutes.length) {
        if let record = try await store.rollout(summary.id) {
          shown.append(RolloutFacts(record.rollout, endedAt: record.ended))
        }
      }
      let older = listed.count > PageRoutes.length ? shown.last?.rollout.id : nil
      return Response.html(
        pages.rollouts(RolloutsPage(frame: await frames.frame(for: context), rollouts: shown, olderThan: older)))
    }
    router.get("/rollouts/:rollout") { _, context in
      Response.html(pages.rollout(try await rollout(context)))
    }
    router.get("/rollouts/:rollout/events") { _, context in
      let first = try await rollout(context)
      var headers: HTTPFields = [.contentType: "text/event-stream"]
      headers[.cacheControl] = "no-store"
      return Response(
        status: .ok, headers: headers,
        body: .init { [self] writer in
          try await stream(first, context, to: &writer)
          try await writer.finish(nil)
        })
    }
  }

  private func rollout(_ context: AtollRequestContext) async throws -> RolloutPage {
    _ = try context.signedIn()
    let id = try context.rollout()
    guard let record = try await store.rollout(id) else { throw Problem.notFound("rollout \(id)") }
    var steps: [StepFacts] = []
    for step in try await store.steps(of: id) where step.outcome != .interrupted {
      let failure = HubRollout.Failure(step: step.step, sentence: step.sentence ?? "", log: step.log)
      let outcome: StepFacts.Outcome =
        switch step.outcome {
        case .began, .interrupted: .running
        case .passed: .passed(step.test)
        case .failed: .failed(failure, step.test)
        }
      steps.append(
        StepFacts(
          hub: step.hub, step: step.step, beganAt: step.began, endedAt: step.ended, outcome: outcome,
          log: try await store.stepLog(id, hub: step.hub, step: step.step).map(\.line)))
    }
    return RolloutPage(
      frame: await frames.frame(for: context), record: RolloutFacts(record.rollout, endedAt: record.ended),
      steps: steps)
  }

  /// Sends the parts of the page that differ from what was sent before, until the rollout or the server ends.
  private func stream(
    _ first: RolloutPage, _ context: AtollRequestContext, to writer: inout any ResponseBodyWriter
  ) async throws {
    var sent: [String: String] = [:]
    var page = first
    for await isChange in store.changes(about: [.rollouts, .progress]).withHeartbeat().cancelOnGracefulShutdown() {
      guard isChange else {
        try await writer.write(ByteBuffer(string: ": still here\n\n"))
        continue
      }
      page = try await rollout(context)
      for part in pages.parts(page) where sent[part.id] != part.html {
        try await writer.write(ByteBuffer(string: part.event))
        sent[part.id] = part.html
      }
      if page.record.rollout.state != .running { break }
    }
    try await writer.write(ByteBuffer(string: PagePart.end))
  }
}

extension AsyncStream where Element == Void {
  /// `true` for each element of this stream, `false` whenever 15 s passed since the last look, so that a connection
  /// that died is noticed.
  fileprivate func withHeartbeat() -> AsyncStream<Bool> {
    AsyncStream<Bool>(bufferingPolicy: .bufferingNewest(2)) { continuation in
      let changes = Task {
        for await _ in self { continuation.yield(true) }
        continuation.finish()
      }
      let beats = Task {
        while (try? await Task.sleep(for: .seconds(15))) != nil { continuation.yield(false) }
      }
      continuation.onTermination = { _ in
        changes.cancel()
        beats.cancel()
      }
    }
  }
}

extension Store {
  /// The rollouts that touched a hub, newest first, each as a whole.
  func rolloutsTouching(_ hub: HubID, limit: Int) async throws -> [RolloutFacts] {
    var found: [RolloutFacts] = []
    for entry in try await history(of: hub, limit: limit) {
      if let record = try await rollout(entry.rollout) {
        found.append(RolloutFacts(record.rollout, endedAt: record.ended))
      }
    }
    return found
  }
}
