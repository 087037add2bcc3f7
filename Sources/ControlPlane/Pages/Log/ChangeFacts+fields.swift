import Basics
import Delivery

extension ChangeFacts {
  func fields(now: Double) -> Fields {
    [
      "id": "change-\(number)", "at": .time(at, now: now), "by": .text(by), "what": .text(what), "why": .text(why),
      "hub": .text(hub?.rawValue), "hubPath": .text(hub.map(Paths.hub)), "community": .text(community?.rawValue),
      "communityPath": .text(community.map(Paths.community)), "rollout": .text(rollout?.description),
      "rolloutPath": .text(rollout.map(Paths.rollout)),
    ]
  }
}
