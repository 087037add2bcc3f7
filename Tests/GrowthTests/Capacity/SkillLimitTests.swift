import Basics
import Fleet
import Growth
import Testing

@Suite("what few can maintain")
struct SkillLimitTests {
  /// Dask on two hubs, which one engineer owns; GPU on one, which one who has left and a community lead know.
  private func inputs() -> CapacityInputs {
    var fleet = CapacityExample.fleet(hubs: [.basic: 8, .research: 2], engineers: 5, team: CapacityExample.team(promise: 10))
    fleet.hubs["basic-0"]?.features = ["dask"]
    fleet.hubs["basic-1"]?.features = ["dask", "gpu"]
    fleet.features["dask"] = Feature(id: "dask", stage: .general, owners: ["e0"])
    fleet.features["gpu"] = Feature(id: "gpu", stage: .general, owners: ["gone"], specialist: "one cluster has it")
    fleet.organisation.people["gone"] = Person(
      name: "Gone", roles: [.engineer], ends: CapacityExample.now.advanced(by: -1))
    fleet.organisation.people["lead"] = Person(name: "Lead", roles: [.communityLead], skills: ["gpu"])
    fleet.organisation.people["e1"]?.hours = 36
    fleet.organisation.people["e2"]?.hours = 36
    fleet.organisation.people["e3"]?.hours = 44
    fleet.organisation.pipeline["binder"] = Lead(
      id: "binder", kind: .experimental, type: .binderhub, starts: CapacityExample.now.advanced(by: 400), stage: .qualified)
    return CapacityExample.inputs(fleet)
  }

  @Test("a feature that one person maintains limits its slots, and training another opens some")
  func limit() throws {
    let skills = TeamSkills(inputs(), trials: 1_000)
    let dask = try #require(skills.limits.first { $0.skill == "dask" })
    #expect(dask.maintainers == ["e0"] && dask.hubs == ["basic-0", "basic-1"])
    #expect(dask.limits)
    #expect((dask.slots[.basic] ?? 0) < (dask.slotsOfAll[.basic] ?? 0))
    let training = try #require(dask.training)
    #expect(training.person == "e3")
    #expect((training.opens[.basic] ?? 0) > 0 && training.items > 0)
  }

  @Test("who has left does not count, who is no engineer counts but has no hours, and a specialist is told")
  func maintainers() throws {
    let gpu = try #require(TeamSkills(inputs(), trials: 500).limits.first { $0.skill == "gpu" })
    #expect(gpu.maintainers == ["lead"])
    #expect(gpu.specialist == "one cluster has it")
    #expect(gpu.slots.values.allSatisfy { $0 == 0 })
  }

  @Test("a type that a lead wants and nobody knows has no slots")
  func types() throws {
    var inputs = inputs()
    let binder = try #require(TeamSkills(inputs, trials: 500).limits.first { $0.isType })
    #expect(binder.skill == "binderhub" && binder.maintainers.isEmpty && binder.leads == ["binder"])
    #expect(binder.slots.values.allSatisfy { $0 == 0 })
    inputs.fleet.organisation.people["e4"]?.skills = ["binderhub"]
    #expect(TeamSkills(inputs, trials: 500).limits.first { $0.isType }?.maintainers == ["e4"])
  }

  @Test("a training opens slots only of kinds of which somebody needs the skill")
  func needed() throws {
    let skills = TeamSkills(inputs(), trials: 300)
    for limit in skills.limits {
      let needed: Set<HubKind> = limit.isType ? [.experimental] : [.basic]
      let opened = limit.training.map { Array($0.opens.keys) } ?? []
      #expect(opened.allSatisfy { needed.contains($0) }, "\(limit.skill)")
    }
  }

  @Test("the share of hubs that depend on one person")
  func risk() {
    let skills = TeamSkills(inputs(), trials: 300)
    #expect(skills.dependentHubs == ["e0": ["basic-0", "basic-1"], "lead": ["basic-1"]])
    #expect(skills.shareAtRisk == 0.2 && skills.orphanedHubs.isEmpty)
    #expect(skills.workAtRisk > 0.02 && skills.workAtRisk < 0.2)
    #expect(skills.limits.first { $0.skill == "dask" }?.shareOfWork == skills.workAtRisk)
    #expect(TeamSkills(CapacityExample.of2022(), trials: 100).shareAtRisk == 0)
  }
}

@Suite("what limits growth")
struct GrowthLimitTests {
  @Test("halving failures opens slots where many fail, and the largest effect comes first")
  func failing() throws {
    var inputs = CapacityExample.of2022(promise: 10)
    inputs.delivery = DeliveryRecord(rollouts: 200, failed: 60)
    let limits = inputs.limits(trials: 1_500)
    #expect(limits.first?.lever == .failingDeploys)
    guard case .measured(let slots, let items) = try #require(limits.first).effect else {
      Issue.record("recorded rollouts are not measured")
      return
    }
    #expect((slots[.basic] ?? 0) >= 2 && items > 5)
    let measured = limits.compactMap(\.items)
    #expect(measured == measured.sorted(by: >))
    #expect(measured.allSatisfy { $0 >= 0 })
  }

  @Test("what nobody measured says so and stands last")
  func notMeasured() {
    let limits = CapacityExample.of2022().limits(trials: 300)
    let unknown = limits.filter { $0.items == nil }.map(\.lever.topic)
    #expect(Set(unknown) == [.failingDeploys, .quota, .cash])
    #expect(limits.suffix(3).allSatisfy { $0.items == nil })
  }

  @Test("room is what the quotas of shared clusters leave, and is not known where one declares none")
  func room() throws {
    var fleet = CapacityExample.fleet(hubs: [.basic: 4, .research: 1], engineers: 3, team: CapacityExample.team())
    #expect(ClusterRoom(fleet).hubs == nil)
    #expect(try #require(ClusterRoom(fleet).reason).contains("clusters/shared.yaml"))
    let limits = CapacityExample.inputs(fleet).limits(trials: 200)
    guard case .notMeasured(let because) = try #require(limits.first { $0.lever.topic == .quota }).effect else {
      Issue.record("a quota that nobody declared was measured")
      return
    }
    #expect(because.hasPrefix("not declared"))
    fleet.clusters["shared"]?.mostHubs = 10
    // The cluster of its own counts for nothing.
    #expect(ClusterRoom(fleet).hubs == 6 && ClusterRoom(fleet).reason == nil)
    fleet.organisation.pipeline["cove"] = Lead(
      id: "cove", kind: .basic, hubs: 4, starts: CapacityExample.now.advanced(by: 30), stage: .partner)
    #expect(ClusterRoom(fleet).hubs == 2)
    fleet.clusters["shared"]?.mostHubs = 3
    #expect(ClusterRoom(fleet).hubs == 0)
  }

  @Test("room on the clusters, money and exceptions count where they are known")
  func known() throws {
    var inputs = CapacityExample.of2022(promise: 10)
    inputs.quota = 1
    inputs.hiresAffordable = 1
    inputs.exceptions = Dictionary(uniqueKeysWithValues: inputs.effort.cards.map { ($0.hub, 6) })
    let limits = inputs.limits(trials: 800)
    let effects = Dictionary(uniqueKeysWithValues: limits.map { ($0.lever.topic, $0.effect) })
    guard case .measured(let room, _) = effects[.quota], case .measured(_, let money) = effects[.cash],
      case .measured(_, let simpler) = effects[.exceptions]
    else {
      Issue.record("what is known is not measured")
      return
    }
    #expect((room[.basic] ?? 0) > 0)
    #expect(money > 5)
    #expect(simpler > 2)
    #expect(limits.contains { $0.lever == .exceptions(count: 150) })
  }
}
