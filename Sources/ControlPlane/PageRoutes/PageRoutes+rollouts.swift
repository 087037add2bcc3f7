import Basics
import Delivery
import HTTPTypes
import Hummingbird
import Store

extension PageRoutes {
  func addRollouts(to router: Router<AtollRequestContext>) {
    router.get("/rollouts") { request, context in
      let before = try request.uri.queryParameters.number("before", in: 1...Int.max).map { RolloutID($0) }
      if let hubs = try context.sight().hubs(of: await fleet.deployed?.fleet) {
        let seen = try await store.rollouts(of: hubs, before: before, limit: PageRoutes.length + 1)
        return Response.html(pages.rollouts(await rolloutsPage(seen, context)))
      }
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

  /// - Parameter found: one more than a page shows, where there are older ones.
  private func rolloutsPage(_ found: [RolloutFacts], _ context: AtollRequestContext) async -> RolloutsPage {
    let shown = Array(found.prefix(PageRoutes.length))
    return RolloutsPage(
      frame: await frames.frame(for: context), rollouts: shown,
      olderThan: found.count > shown.count ? shown.last?.rollout.id : nil)
  }

  private func rollout(_ context: AtollRequestContext) async throws -> RolloutPage {
    let id = try context.rollout()
    let hubs = try context.sight().hubs(of: await fleet.deployed?.fleet)
    let facts = try await store.rollout(id).map { RolloutFacts($0.rollout, endedAt: $0.ended) }
    guard let record = facts?.narrowed(to: hubs) else { throw Problem.notFound("rollout \(id)") }
    var steps: [StepFacts] = []
    for step in try await store.steps(of: id) where step.outcome != .interrupted && hubs?.contains(step.hub) ?? true {
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
    return RolloutPage(frame: await frames.frame(for: context), record: record, steps: steps)
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

  /// The rollouts that touched any of these hubs, newest first, each as far as it is about them.
  func rollouts(of hubs: Set<HubID>, before: RolloutID? = nil, limit: Int) async throws -> [RolloutFacts] {
    var touching: Set<RolloutID> = []
    for hub in hubs { touching.formUnion(try await history(of: hub, limit: Self.longestHistory).map(\.rollout)) }
    let older = touching.filter { id in before.map { id < $0 } ?? true }
    var found: [RolloutFacts] = []
    for id in older.sorted(by: >).prefix(limit) {
      guard let record = try await rollout(id) else { continue }
      if let facts = RolloutFacts(record.rollout, endedAt: record.ended).narrowed(to: hubs) { found.append(facts) }
    }
    return found
  }

  /// How many rollouts of one hub are looked through.
  private static let longestHistory = 1000
}

extension RolloutFacts {
  /// - Parameter hubs: nil: all.
  func narrowed(to hubs: Set<HubID>?) -> RolloutFacts? {
    rollout.narrowed(to: hubs).map { RolloutFacts($0, endedAt: endedAt) }
  }
}
