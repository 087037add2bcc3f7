import Basics
import Delivery
import Growth

extension Paths {
  /// Where the pages show what a number is made of.
  @Sendable static func evidence(_ target: EvidenceLink.Target) -> String? {
    switch target {
    case .rollout(let number): rollout(RolloutID(number))
    case .hub(let id): hub(id)
    case .feature(let id): feature(id.rawValue)
    // The list of changes begins below a number: with the event itself on top.
    case .event(let number): query(changes, [("before", String(number + 1))])
    case .person: capacity
    case .community(let id): community(id)
    case .text: nil
    }
  }
}
