import Fleet
import Basics
import ControlPlane
import Delivery
import Foundation
import Operations

/// Rollouts in words.
enum RolloutText {
  static func text(of answer: RolloutReport) -> String {
    let rollout = answer.rollout
    var lines = [
      "Rollout \(rollout.id): \(answer.state.rawValue), asked for by \(rollout.request.by): \(rollout.request.why)"
    ]
    for lane in rollout.lanes {
      lines.append("  lane \(lane.id): \(lane.state.rawValue)")
      for hub in lane.hubs {
        lines.append("    \(hub.hub): \(hub.state.words)")
        for step in answer.steps where step.hub == hub.hub { lines.append("      \(line(of: step))") }
        if let failure = hub.failure {
          lines.append("      \(failure.sentence)")
          lines += failure.log.suffix(10).map { "        | \($0)" }
        }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// "✓ user test (4.2 s)"
  static func line(of step: StepAnswer) -> String {
    let took = step.ended.map { " (\(seconds($0 - step.began)))" } ?? ""
    let mark =
      switch step.outcome {
      case .passed: "✓"
      case .failed: "✗"
      case .began: "…"
      case .interrupted: "↻"
      }
    return "\(mark) \(step.step.words)\(took)" + (step.outcome == .passed ? "" : step.sentence.map { ": \($0)" } ?? "")
  }

  static func seconds(_ seconds: Double) -> String {
    let tenths = (seconds * 10).rounded() / 10
    return seconds < 60 ? "\(tenths) s" : "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
  }
}

/// A plan in words.
struct PlanText {
  let answer: DeployAnswer
  init(_ answer: DeployAnswer) { self.answer = answer }

  var text: String {
    let plan = answer.plan
    guard !plan.changes.isEmpty else {
      return
        "Nothing to do: \(count(plan.unchanged.count, "hub runs", "hubs run")) as declared, \(plan.asleep.count) asleep."
    }
    var lines: [String] = []
    for change in plan.changes {
      lines.append("\(sign(change.kind)) \(change.hub): \(words(change))")
      for value in change.values where change.kind == .changed { lines.append("    \(line(of: value))") }
    }
    lines.append(
      "\(count(plan.changes.count, "hub changes", "hubs change")), \(plan.unchanged.count) unchanged, \(plan.asleep.count) asleep."
    )
    if !answer.needsRemove.isEmpty {
      lines.append("Removing needs: atoll deploy " + answer.needsRemove.map { "--remove \($0)" }.joined(separator: " "))
    }
    return lines.joined(separator: "\n")
  }

  private func line(of value: ValueChange) -> String {
    let place = value.place.map { "   \($0)" } ?? ""
    switch (value.before, value.after) {
    case (let before?, let after?): return "\(value.path): \(before.canonicalText) → \(after.canonicalText)\(place)"
    case (nil, let after?): return "\(value.path): added \(after.canonicalText)\(place)"
    case (let before?, nil): return "\(value.path): no longer set (was \(before.canonicalText))"
    case (nil, nil): return value.path
    }
  }

  private func sign(_ kind: HubChange.Kind) -> String {
    switch kind {
    case .added: "+"
    case .changed: "~"
    case .removed: "-"
    case .asleep: "z"
    case .restarted: "↻"
    }
  }

  private func words(_ change: HubChange) -> String {
    switch change.kind {
    case .added: "starts with release \(change.after?.rawValue.prefix(8) ?? "")"
    case .changed: "release \(change.before?.rawValue.prefix(8) ?? "") → \(change.after?.rawValue.prefix(8) ?? "")"
    case .removed: "is no longer declared"
    case .asleep: "goes to sleep"
    case .restarted: "should run and does not: starts again"
    }
  }

  private func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }
}

/// Follows a rollout and tells each step when it ends.
struct RolloutWatch {
  let client: ControlPlaneClient
  let isQuiet: Bool

  /// Between two looks, in milliseconds.
  private static let interval = 250
  /// How long a control plane that restarts is waited for, in seconds.
  private static let patience = 60.0

  func follow(_ id: RolloutID) async throws -> RolloutReport {
    var told: Set<String> = []
    var lastAnswer = Date()
    if !isQuiet { Terminal.say("Rollout \(id):") }
    while true {
      do {
        let answer = try await client.rollout(id)
        lastAnswer = Date()
        if !isQuiet { tell(answer, &told) }
        if answer.state != .running {
          if !isQuiet { tellEnd(answer) }
          return answer
        }
      } catch ClientError.noAnswer(let base, let reason) {
        guard Date().timeIntervalSince(lastAnswer) < RolloutWatch.patience else {
          throw ClientError.noAnswer(base, reason: reason)
        }
      }
      try await Task.sleep(for: .milliseconds(RolloutWatch.interval))
    }
  }

  private func tell(_ answer: RolloutReport, _ told: inout Set<String>) {
    for step in answer.steps {
      let name = "\(step.hub) \(step.step.rawValue) \(step.began)"
      if step.outcome == .began, let line = step.progress, told.insert("\(name) \(line)").inserted {
        Terminal.say("  \(pad(step.hub)) … \(line)")
      }
      guard step.outcome != .began, told.insert("\(name) \(step.outcome.rawValue)").inserted else { continue }
      Terminal.say("  \(pad(step.hub)) \(RolloutText.line(of: step))")
    }
  }

  private func tellEnd(_ answer: RolloutReport) {
    for hub in answer.rollout.lanes.flatMap(\.hubs) where hub.state.isFailure {
      Terminal.say("  \(pad(hub.hub)) \(hub.state.words)")
      if let failure = hub.failure {
        Terminal.say("    \(failure.sentence)")
        for line in failure.log.suffix(10) { Terminal.say("    | \(line)") }
      }
    }
    let took = answer.ended.map { " after \(RolloutText.seconds($0 - answer.rollout.request.at))" } ?? ""
    Terminal.say("Rollout \(answer.rollout.id) \(answer.state.rawValue)\(took).")
  }

  private func pad(_ hub: HubID) -> String {
    hub.rawValue + String(repeating: " ", count: max(0, 22 - hub.rawValue.count))
  }
}
