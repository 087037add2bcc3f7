import Basics
import Delivery

/// One hub's way through a rollout, as its page shows it.
struct HubProgress: Sendable {
  let hub: HubRollout
  /// In the order in which they began.
  let steps: [StepFacts]
  let now: Double
  /// Whether what runs is counted on by the browser, so that the same state makes the same text at any time.
  var isLive = false

  /// How many lines of one step's log a page holds; the log itself has them all.
  static let logLimit = 200

  var fields: Fields {
    [
      "hub": .text(hub.hub.rawValue), "path": .text(Paths.hub(hub.hub)), "id": "lane-hub-\(hub.hub)",
      "hubState": .text(hub.state.attribute), "state": .state(hub.state.mark),
      "change": .text(hub.change.sentence), "failure": .group(failureFields), "steps": .list(stepFields),
    ]
  }

  private var failureFields: Fields? {
    hub.failure.map { failure in
      [
        "sentence": .text(Words.sentence(failure.sentence)), "step": .text(failure.step.failed),
        "log": .text(failure.log.joined(separator: "\n")), "isBroken": .flag(hub.state == .broken),
        "isTakenBack": .flag(hub.state == .takenBack),
      ]
    }
  }

  /// A step that is done again after a restart has a number at the end of its name.
  private var stepFields: [Fields] {
    var seen: [HubStep: Int] = [:]
    return steps.map { record -> Fields in
      let times = (seen[record.step] ?? 0) + 1
      seen[record.step] = times
      let name = "log-\(record.hub)-\(record.step.rawValue)" + (times == 1 ? "" : "-\(times)")
      return record.fields(id: name, now: now, isLive: isLive)
    }
  }
}

extension StepFacts {
  fileprivate func fields(id: String, now: Double, isLive: Bool) -> Fields {
    let shown = log.suffix(HubProgress.logLimit)
    let hidden = log.count - shown.count
    let test = outcome.test
    return [
      "step": .text(step.rawValue), "title": .text(step.title), "outcome": .text(outcomeName),
      "tone": .text(tone.rawValue), "took": .took(from: beganAt, to: endedAt, now: now, isLive: isLive),
      "sentence": .text(sentence.map(Words.sentence)), "id": .text(id), "log": .text(shown.joined(separator: "\n")),
      "hasMore": .flag(!log.isEmpty || test?.steps.isEmpty == false),
      "hidden": .text(hidden > 0 ? "\(Words.count(hidden, "earlier line")) left out" : nil),
      "test": .list(test?.steps.map(\.fields) ?? []),
    ]
  }

  private var outcomeName: String {
    switch outcome {
    case .running: "running"
    case .passed: "passed"
    case .failed: "failed"
    }
  }

  private var tone: Tone {
    switch outcome {
    case .running: .busy
    case .passed: .good
    case .failed: .bad
    }
  }

  private var sentence: String? {
    switch outcome {
    case .running: nil
    case .passed(let test): test?.sentence
    case .failed(let failure, _): failure.sentence
    }
  }
}

extension TestResult.Step {
  var fields: Fields {
    [
      "name": .text(name), "tone": .text(passed ? Tone.good.rawValue : Tone.bad.rawValue),
      "word": .text(passed ? "passed" : "failed"), "duration": .text(Words.duration(seconds)), "detail": .text(detail),
    ]
  }
}

extension HubChange {
  /// `3 values change`, `added`, in a word or two.
  var sentence: String {
    switch kind {
    case .added: "added"
    case .changed: values.isEmpty ? "changed" : "\(Words.count(values.count, "value")) changed"
    case .removed: "removed"
    case .asleep: "put to sleep"
    case .restarted: "started again"
    }
  }
}
