import Basics
import Delivery
import Fleet
import Testing

@Suite("Plans")
struct PlanTests {
  func release(
    _ hub: HubID, _ values: JSONValue = ["a": 1], cluster: ClusterID = "shore", places: [String: SourcePlace] = [:]
  ) -> Release {
    Release(hub: hub, cluster: cluster, community: "reef", staging: nil, values: values, provenance: places)
  }

  func running(_ releases: Release...) -> [HubID: Release] {
    Dictionary(uniqueKeysWithValues: releases.map { ($0.hub, $0) })
  }

  @Test("a hub that runs as declared is left alone")
  func unchanged() {
    let plan = Plan.compare(declared: [release("reef")], running: running(release("reef")), asleep: [])
    #expect(plan == Plan(unchanged: ["reef"]))
  }

  @Test("a hub that does not run yet is added, with all its values")
  func added() {
    let place = SourcePlace(file: "hubs/reef.yaml", line: 3)
    let plan = Plan.compare(
      declared: [release("reef", ["a": 1, "b": ["c": "d"]], places: ["b.c": place])], running: [:], asleep: [])
    #expect(plan.changes.map(\.kind) == [.added])
    #expect(plan.changes.first?.before == nil)
    #expect(
      plan.changes.first?.values == [
        ValueChange(path: "a", before: nil, after: 1, place: nil),
        ValueChange(path: "b.c", before: nil, after: "d", place: place),
      ])
  }

  @Test("a change is told value by value, with the place of the new value")
  func changed() {
    let place = SourcePlace(file: "hubs/reef.yaml", line: 9)
    let before = release("reef", ["same": 1, "gone": ["x": 2], "list": ["a", "b"], "secret": ["secret": "old"]])
    let after = release(
      "reef", ["same": 1, "new": true, "list": ["a", "b", "c"], "secret": ["secret": "new"]], places: ["list": place])
    let plan = Plan.compare(declared: [after], running: running(before), asleep: [])
    #expect(plan.changes.map(\.kind) == [.changed])
    #expect(plan.changes.first?.before == before.hash)
    #expect(plan.changes.first?.after == after.hash)
    #expect(
      plan.changes.first?.values == [
        ValueChange(path: "gone.x", before: 2, after: nil, place: nil),
        ValueChange(path: "list", before: ["a", "b"], after: ["a", "b", "c"], place: place),
        ValueChange(path: "new", before: nil, after: true, place: nil),
        ValueChange(path: "secret", before: ["secret": "old"], after: ["secret": "new"], place: nil),
      ])
  }

  @Test("lists of maps are entered; elements that come and go are told leaf by leaf")
  func listsOfMaps() {
    let before = release("reef", ["p": [["name": "Small", "memory": "1G"]]])
    let after = release("reef", ["p": [["name": "Small", "memory": "2G"], ["name": "Large"]]])
    #expect(
      ValueChange.between(before, after) == [
        ValueChange(path: "p[0].memory", before: "1G", after: "2G", place: nil),
        ValueChange(path: "p[1].name", before: nil, after: "Large", place: nil),
      ])
  }

  @Test("a map in the place of something else is told as a whole")
  func kinds() {
    #expect(
      ValueChange.between(release("reef", ["a": 1]), release("reef", ["a": ["b": 2]])) == [
        ValueChange(path: "a", before: 1, after: ["b": 2], place: nil)
      ])
    #expect(
      ValueChange.between(release("reef", [:]), release("reef", ["a": [:]])) == [
        ValueChange(path: "a", before: nil, after: [:], place: nil)
      ])
  }

  @Test("a hub that moves to another cluster changes")
  func moved() {
    let plan = Plan.compare(
      declared: [release("reef", cluster: "lagoon")], running: running(release("reef")), asleep: [])
    #expect(
      plan.changes.first?.values == [ValueChange(path: "cluster", before: "shore", after: "lagoon", place: nil)])
  }

  @Test("a hub that is no longer declared is removed; one that is declared asleep is put to sleep")
  func gone() {
    let plan = Plan.compare(
      declared: [], running: running(release("kelp"), release("reef")), asleep: ["reef", "whelk"])
    #expect(plan.changes.map(\.kind) == [.removed, .asleep])
    #expect(plan.changes.map(\.after) == [nil, nil])
    #expect(plan.changes.allSatisfy { $0.values.isEmpty })
    #expect(plan.asleep == ["whelk"])
  }

  @Test("a hub that should run and does not is started again; one that also changed is changed")
  func restarted() {
    let plan = Plan.compare(
      declared: [release("reef"), release("kelp", ["a": 2])], running: running(release("reef"), release("kelp")),
      asleep: [], stopped: ["reef", "kelp"])
    #expect(plan.changes.map(\.kind) == [.changed, .restarted])
  }

  @Test("changes come by the hub's name")
  func order() {
    let plan = Plan.compare(declared: [release("b"), release("c"), release("a")], running: [:], asleep: [])
    #expect(plan.changes.map(\.hub) == ["a", "b", "c"])
  }
}
