import Basics
import Delivery
import HTTPTypes
import Hummingbird
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
      _ = try await rollout(context)
      return live(about: [.rollouts, .progress]) { [self] in
        let page = try await rollout(context)
        return LiveParts(parts: pages.parts(page), areLast: page.record.rollout.state != .running)
      }
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
