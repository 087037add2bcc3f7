import Basics
import Fleet
import Growth
import Testing

@Suite("capacity as expected")
struct CapacityCaseTests {
  @Test("the case of 2022: 205 items could be done, 119 are expected")
  func supplyAndDemand() {
    let expected = CapacityCase(CapacityExample.of2022())
    #expect(abs(expected.items - 205) < 5)
    #expect(abs(expected.hubs - 65) < 1)
    #expect(abs(expected.platform - 54) < 5)
    #expect(abs(expected.demand - 119) < 5)
    #expect(expected.people == 5)
    #expect(abs(expected.hoursADay - 3) < 1e-9 && abs(expected.team.operationsHoursADay / 5 - 2.5) < 0.05)
    #expect(expected.obstacle == nil)
  }

  @Test(
    "the case of 2022: slots by promise",
    arguments: [(3.0, 0.6, [2, 0, 0]), (5, 0.785, [13, 3, 2]), (10, 0.905, [20, 4, 3])])
  func slots(promise: Double, utilisation: Double, slots: [Int]) {
    let expected = CapacityCase(CapacityExample.of2022(promise: promise))
    #expect(abs(expected.highestUtilisation - utilisation) < 0.02)
    for (kind, count) in zip(HubKind.allCases, slots) {
      #expect(abs(expected.slots(of: kind) - count) <= (kind == .basic ? 2 : 1), "\(kind): \(expected.slots(of: kind))")
    }
  }

  @Test("a slot costs bringing the hub into service and its first quarter")
  func costs() {
    let costs = Dictionary(uniqueKeysWithValues: SlotCost.all.map { ($0.kind, $0) })
    for (kind, onboarding, rate) in [(HubKind.basic, 2.0, 0.5), (.research, 8, 4.9), (.experimental, 8, 7.7)] {
      #expect(costs[kind]?.onboarding == onboarding)
      #expect(abs((costs[kind]?.firstQuarter.mean ?? 0) - rate * 1.25) < 1e-9)
    }
  }

  @Test("where three of ten rollouts fail, several basic slots are gone")
  func failing() {
    var inputs = CapacityExample.of2022()
    let before = CapacityCase(inputs)
    inputs.delivery = DeliveryRecord(rollouts: 200, failed: 60)
    let after = CapacityCase(inputs)
    #expect(before.slots(of: .basic) - after.slots(of: .basic) >= 4)
    #expect(after.rework > 15)
  }

  @Test("failures that a hub's history holds already are not counted twice")
  func failuresInHistory() {
    let fleet = CapacityExample.of2022().fleet
    let histories = Dictionary(uniqueKeysWithValues: fleet.hubs.keys.map { ($0, EffortHistory(quarters: 200, changes: 600)) })
    let few = CapacityCase(CapacityExample.inputs(fleet, histories: histories))
    let many = CapacityCase(
      CapacityExample.inputs(fleet, histories: histories, delivery: DeliveryRecord(rollouts: 2000, failed: 600)))
    #expect(abs(few.demand - many.demand) < 1)
  }

  @Test("the promised turnaround is kept with what may be taken, and the present one is shorter where there is less work")
  func turnaround() throws {
    let expected = CapacityCase(CapacityExample.of2022())
    let days = try [0.5, 0.85, 0.95].map { try #require(expected.turnaround($0)) }
    #expect(days == days.sorted())
    #expect(days[1] < 5 && expected.utilisation < 1)
    var busy = CapacityExample.of2022()
    busy.workFactors = Dictionary(uniqueKeysWithValues: busy.effort.cards.map { ($0.hub, 10) })
    #expect(CapacityCase(busy).turnaround(0.85) == nil)
    #expect(CapacityCase(busy).slots(of: .basic) == 0)
  }

  @Test("where there are no slots, it says why")
  func obstacles() throws {
    var inputs = CapacityExample.of2022()
    inputs.fleet.organisation.team = nil
    #expect(CapacityCase(inputs).obstacle == .noTeam)
    inputs = CapacityExample.of2022()
    inputs.fleet.organisation.people = [:]
    #expect(CapacityCase(inputs).obstacle == .noPeople)
    guard case .promiseTooShort(let days) = CapacityCase(CapacityExample.of2022(promise: 0.5)).obstacle else {
      Issue.record("half a day can be promised")
      return
    }
    #expect(days > 0.5)
  }

  @Test("leads reserve by their probability; who leaves gives room back")
  func pipeline() {
    var inputs = CapacityExample.of2022()
    let before = CapacityCase(inputs)
    inputs.reserved = [
      Lead(id: "new", kind: .research, hubs: 2, starts: CapacityExample.now.advanced(by: 30), probability: 0.5, stage: .prospect)
    ]
    let reserved = CapacityCase(inputs)
    #expect(abs(before.free - reserved.free - before.cost(of: .research)) < 1e-6)
    #expect(CapacityCase(inputs, in: 6).reserved < reserved.reserved)
    inputs.reserved = [
      Lead(id: "old", community: "reef", kind: .research, hubs: 7, starts: CapacityExample.now, probability: 1, stage: .leaving)
    ]
    #expect(abs(CapacityCase(inputs).free - before.free - 7 * 4.9) < 1e-6)
    inputs.reserved = [Lead(id: "far", kind: .basic, starts: CapacityExample.now.advanced(by: 91), stage: .partner)]
    #expect(CapacityCase(inputs).reserved == 0)
    #expect(CapacityCase(inputs, in: 1).reserved > 0)
  }
}
