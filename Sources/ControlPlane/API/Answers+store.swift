import Basics
import Delivery
import Foundation
import Store

extension EventAnswer {
  init(_ event: Event) {
    self.init(
      id: Int64(event.id), at: event.at, actor: event.actor, kind: event.kind.rawValue,
      subject: event.subject.name.isEmpty ? event.subject.kind : "\(event.subject.kind):\(event.subject.name)",
      sentence: event.sentence)
  }
}

/// A line in the list of rollouts.
public struct RolloutListAnswer: Codable, Sendable, Equatable {
  public var id: RolloutID
  public var by: String
  public var why: String
  public var state: Rollout.State
  /// Seconds since 1970.
  public var started: Double
  public var ended: Double?
  public var hubs: Int
  public var failure: String?

  init(_ summary: RolloutSummary) {
    id = summary.id
    by = summary.by
    why = summary.why
    state = summary.state
    started = summary.started
    ended = summary.ended
    hubs = summary.hubs.all
    failure = summary.failure?.sentence
  }

  init(_ record: RolloutFacts) {
    let hubs = record.rollout.lanes.flatMap(\.hubs)
    id = record.rollout.id
    by = record.rollout.request.by
    why = record.rollout.request.why
    state = record.rollout.state
    started = record.rollout.request.at
    ended = record.endedAt
    self.hubs = hubs.count
    failure = hubs.lazy.compactMap(\.failure).first?.sentence
  }
}

extension RolloutReport {
  /// The same as far as it is about these hubs; nil where it is about none of them.
  /// - Parameter hubs: nil: all.
  func narrowed(to hubs: Set<HubID>?) -> RolloutReport? {
    guard let hubs else { return self }
    guard let rollout = rollout.narrowed(to: hubs) else { return nil }
    return RolloutReport(
      rollout: rollout, state: rollout.state, steps: steps.filter { hubs.contains($0.hub) }, ended: ended)
  }
}

extension TokenAnswer {
  init(_ token: APIToken, secret: Secret?) {
    self.init(
      name: token.name, mayChange: token.scopes.contains(.deploy), expires: token.expires, token: secret?.text)
  }
}

extension Store {
  /// A rollout with its steps and the newest line of each that is being done; nil where there is none of that number.
  func answer(about id: RolloutID) async throws -> RolloutReport? {
    guard let record = try await rollout(id) else { return nil }
    var steps: [StepAnswer] = []
    for step in try await self.steps(of: id) {
      let isDoing = step.outcome == .began && step.ended == nil
      let line = isDoing ? try await stepLog(id, hub: step.hub, step: step.step).last?.line : nil
      let outcome: StepAnswer.Outcome =
        switch step.outcome {
        case .began: .began
        case .passed: .passed
        case .failed: .failed
        case .interrupted: .interrupted
        }
      steps.append(
        StepAnswer(
          hub: step.hub, step: step.step, outcome: outcome, began: step.began, ended: step.ended,
          sentence: step.sentence, log: step.log, progress: line))
    }
    return RolloutReport(
      rollout: record.rollout, state: record.rollout.state, steps: steps, ended: record.ended)
  }
}
