import Basics
import Delivery

/// A rollout in a few lines, for the overview.
struct RolloutPanel: Sendable {
  private let record: RolloutFacts?
  private let now: Double
  /// Whether Atoll rolls out none of the fleet's hubs.
  private let isElsewhere: Bool

  init(_ record: RolloutFacts?, now: Double, isElsewhere: Bool = false) {
    self.isElsewhere = isElsewhere
    self.record = record
    self.now = now
  }

  var fields: Fields {
    guard let record else { return ["plan": .text(Paths.plan), "rollout": .nothing, "isElsewhere": .flag(isElsewhere)] }
    let rollout = record.rollout
    return [
      "rollout": .group([
        "number": .text(rollout.id.description), "path": .text(Paths.rollout(rollout.id)),
        "sentence": .text(RolloutAnswer.sentence(record, now: now)), "state": .state(rollout.state.mark),
        "by": .text(rollout.request.by), "why": .text(rollout.request.why), "at": .time(rollout.request.at, now: now),
        "lanes": .list(rollout.lanes.map(\.panelFields)),
      ])
    ]
  }
}

extension Lane {
  fileprivate var panelFields: Fields {
    [
      "name": .text(id), "state": .state(state.mark),
      "hubs": .list(
        hubs.map { ["hub": .text($0.hub.rawValue), "tone": .text($0.state.mark.tone.rawValue), "word": .text($0.state.mark.word)] }),
    ]
  }
}
