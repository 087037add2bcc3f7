import Basics
import Delivery
import Fleet
import Testing

/// The laws of the state machine, over every way that small rollouts can go and over many random larger ones.
@Suite("The laws of rollouts")
struct RolloutLawTests {
  @Test("every way through a lane of one staging and two production hubs ends, and never passes a failed wave")
  func exhaustive() {
    let start = Rollout.lane(production: 2)
    var seen: Set<[HubState]> = []
    var ends = 0
    var frontier = [start.next(after: .resumed).0]
    while let rollout = frontier.popLast() {
      let states = rollout.lanes.flatMap(\.hubs).map(\.state)
      guard seen.insert(states).inserted else { continue }
      checkLaws(rollout)
      let doing = rollout.lanes.flatMap(\.hubs).compactMap { hub -> (HubID, HubStep)? in
        if case .doing(let step) = hub.state { (hub.hub, step) } else { nil }
      }
      if doing.isEmpty {
        ends += 1
        #expect(rollout.state != .running)
      }
      for (hub, step) in doing {
        frontier.append(rollout.next(after: .passed(hub, step)).0)
        frontier.append(rollout.next(after: .failed(hub, .init(step: step, sentence: "failed"))).0)
      }
    }
    // 9 ways for staging to stand before it has passed, then 10 × 10 for the two production hubs.
    #expect(seen.count == 109)
    #expect(ends >= 10)
  }

  @Test("a thousand random rollouts with failures and restarts end, and nothing is applied twice after it passed")
  func simulation() {
    let seed = UInt64.random(in: 0...(.max))
    print("RolloutLawTests.simulation seed: \(seed)")
    var random = SeededRandom(seed: seed)
    for _ in 0..<1000 {
      let hubs = (0..<Int.random(in: 1...6, using: &random)).map { HubID("h\($0)") }
      var rollout = Rollout.of(hubs.flatMap { [.changed($0), .changed(HubID("\($0)-staging"))] })
      var pending = rollout.apply(.resumed)
      var performed: [RolloutEffect] = pending
      while rollout.state == .running {
        if Int.random(in: 0..<10, using: &random) == 0 { pending = rollout.apply(.resumed) }
        guard let index = pending.indices.randomElement(using: &random) else {
          Issue.record("nothing to do, yet not ended; seed \(seed)")
          break
        }
        guard case .perform(let hub, let step) = pending.remove(at: index) else { continue }
        let fails = Int.random(in: 0..<5, using: &random) == 0
        let next = rollout.apply(fails ? .failed(hub, .init(step: step, sentence: "failed")) : .passed(hub, step))
        pending += next
        performed += next
        checkLaws(rollout)
      }
      let applied = performed.filter { if case .perform(_, .apply) = $0 { true } else { false } }
      #expect(applied.count == Set(applied.map { "\($0)" }).count, "seed \(seed)")
    }
  }

  private func checkLaws(_ rollout: Rollout) {
    for lane in rollout.lanes {
      var mayBegin = true
      for wave in lane.waves {
        if !mayBegin {
          #expect(wave.hubs.allSatisfy { $0.state == .waiting || $0.state == .blocked })
        }
        mayBegin = mayBegin && wave.hubs.allSatisfy { $0.state == .passed }
      }
      for hub in lane.hubs where hub.state.isFailure && hub.state != .blocked { #expect(hub.failure != nil) }
    }
  }
}

extension Rollout {
  static func lane(production: Int) -> Rollout {
    let waves = [
      Wave(name: "staging", hubs: [HubRollout(change: .changed("s"))]),
      Wave(name: "production", hubs: (0..<production).map { HubRollout(change: .changed(HubID("p\($0)"))) }),
    ]
    let request = Request(by: "ada", why: "test", at: 0, folder: FleetFolder(path: "/fleet"))
    return Rollout(id: RolloutID(1), request: request, lanes: [Lane(id: "s", cluster: "harbour", waves: waves)])
  }

  fileprivate mutating func apply(_ event: RolloutEvent) -> [RolloutEffect] {
    let (next, effects) = next(after: event)
    self = next
    return effects
  }
}
