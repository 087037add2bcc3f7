import Basics
import Delivery
import Fleet

extension RolloutsPage {
  var fields: Fields {
    [
      "answer": .text(answer), "rollouts": .list(rollouts.map { $0.fields(now: frame.now) }),
      "older": .text(olderThan.map { Paths.query(Paths.rollouts, [("before", $0.description)]) }),
      "plan": .text(Paths.plan),
    ]
  }

  var answer: String {
    guard let newest = rollouts.first else { return "Nothing has been rolled out yet" }
    return RolloutAnswer.sentence(newest, now: frame.now)
  }
}

extension RolloutFacts {
  /// A row of a list of rollouts.
  func fields(now: Double, of hub: HubID? = nil) -> Fields {
    let mine = hub.flatMap { hub in rollout.lanes.flatMap(\.hubs).first { $0.hub == hub } }
    return [
      "id": "rollout-\(rollout.id)", "number": .text(rollout.id.description), "path": .text(Paths.rollout(rollout.id)),
      "state": .state(mine?.state.mark ?? rollout.state.mark), "at": .time(rollout.request.at, now: now),
      "by": .text(rollout.request.by), "why": .text(rollout.request.why),
      "lanes": .text(RolloutAnswer.lanes(rollout)),
      "laneCount": .text(Words.count(rollout.lanes.count, "lane")),
      "duration": .text(Words.duration(seconds(now: now))), "isRunning": .flag(isRunning),
      "failure": .text(mine?.failure.map { Words.sentence($0.sentence) }),
    ]
  }
}

extension RolloutPage {
  var fields: Fields {
    let rollout = record.rollout
    return headFields(isLive: false).adding([
      "number": .text(rollout.id.description), "by": .text(rollout.request.by), "why": .text(rollout.request.why),
      "at": .time(rollout.request.at, now: frame.now), "isRunning": .flag(record.isRunning),
      "events": .text(record.isRunning ? Paths.rolloutEvents(rollout.id) : nil),
      "path": .text(Paths.rollout(rollout.id)), "rollouts": .text(Paths.rollouts),
      "lanes": .list(laneFields(isLive: false).map(\.fields)),
    ])
  }

  /// What changes while the rollout runs: its head and its lanes.
  var parts: [(id: String, template: String, fields: Fields)] {
    [("rollout-head", "part-rollout-head", headFields(isLive: true))]
      + laneFields(isLive: true).map { ($0.id, "part-lane", $0.fields) }
  }

  private func headFields(isLive: Bool) -> Fields {
    let rollout = record.rollout
    return [
      "answer": .text(RolloutAnswer.sentence(record, now: frame.now)), "state": .state(rollout.state.mark),
      "tone": .text(rollout.state.mark.tone.rawValue), "rolloutState": .text(rollout.state.rawValue),
      "endedAt": .time(record.endedAt, now: frame.now),
      "hasEnded": .flag(!record.isRunning),
      "took": .took(
        from: rollout.request.at, to: record.isRunning ? nil : record.endedAt ?? frame.now, now: frame.now,
        isLive: isLive),
    ]
  }

  private func laneFields(isLive: Bool) -> [(id: String, fields: Fields)] {
    let stepsOfHub = Dictionary(grouping: steps, by: \.hub)
    return record.rollout.lanes.map { lane in
      let id = "lane-\(lane.id)"
      let waves = lane.waves.enumerated().map { index, wave -> Fields in
        let hubs = wave.hubs.map {
          HubProgress(hub: $0, steps: stepsOfHub[$0.hub] ?? [], now: frame.now, isLive: isLive).fields
        }
        return ["name": .text(wave.name), "number": "\(index + 1)", "hubs": .list(hubs)]
      }
      return (
        id,
        [
          "id": .text(id), "name": .text(lane.id), "cluster": .text(lane.cluster.rawValue),
          "laneState": .text(lane.state.rawValue), "state": .state(lane.state.mark), "waves": .list(waves),
        ]
      )
    }
  }
}
