import HTTPTypes
import Basics
import Delivery
import Engines
import Fleet
import Foundation
import Store

extension FleetService {
  /// The fleet at a glance, from the store and from what the engine saw last.
  func status(_ sight: Sight = .everything) async throws -> FleetStatus {
    let facts = try await facts()
    let seen = deployed.map { sight.narrowed($0.fleet) }
    let hubs = sight.hubs(of: deployed?.fleet)
    return FleetStatus(
      summary: seen.map { OverviewAnswer(fleet: $0, facts: facts).sentence } ?? "Nothing is deployed yet",
      organisation: deployed?.fleet.organisation.name, url: configuration.publicURL, folder: deployed?.record.hash,
      hubs: try await hubStatuses(facts).filter { hubs?.contains($0.hub) ?? true },
      rollout: try await store.unfinished().first?.narrowed(to: hubs),
      isolation: isolation.sentence)
  }

  /// Every hub that is declared, by name.
  func hubStatuses() async throws -> [HubStatus] { try await hubStatuses(try await facts()) }

  private func hubStatuses(_ facts: [HubID: HubFacts]) async throws -> [HubStatus] {
    guard let fleet = deployed?.fleet else { return [] }
    let overrides = try await store.overrides()
    let staging = fleet.stagingHubs
    return fleet.hubs.values.sorted { $0.id < $1.id }.map { hub in
      let known = facts[hub.id] ?? .unseen(hub)
      let condition = HubCondition(known)
      let word = overrides[hub.id].map { "\($0.awake ? "woken" : "put to sleep") by \($0.by)" }
      return HubStatus(
        hub: hub.id, name: hub.name, community: hub.community, cluster: hub.cluster, kind: hub.kind,
        awake: known.shouldRun, override: overrides[hub.id]?.awake == hub.awake ? nil : word, staging: hub.staging,
        isStaging: staging.contains(hub.id), url: url(of: hub), state: HubStatus.State(condition.group),
        word: condition.word, declared: known.declared, running: known.running, servers: known.observed?.servers,
        userTest: TestSummary.newest(.user, of: known), strangerTest: TestSummary.newest(.stranger, of: known))
    }
  }

  /// What is known of each declared hub beside its declaration.
  func facts() async throws -> [HubID: HubFacts] {
    guard let deployed else { return [:] }
    return try await keptFacts.value(for: factsKey(of: deployed)) { try await readFacts(deployed.fleet) }
  }

  /// What is wrong in the deployed folder.
  func findings(_ sight: Sight) -> [Finding] { deployed.map { sight.narrowed($0.findings, in: $0.fleet) } ?? [] }

  /// The fleet and how its hubs are, for its overview.
  func overview(_ sight: Sight = .everything) async throws -> FleetOverview {
    guard let deployed else { return FleetOverview(Fleet(organisation: Organisation(name: "Atoll")), [:]) }
    guard sight.isEverything else { return FleetOverview(sight.narrowed(deployed.fleet), try await facts()) }
    return try await keptOverview.value(for: factsKey(of: deployed)) { FleetOverview(deployed.fleet, try await facts()) }
  }

  private func factsKey(of deployed: DeployedFolder) -> FactsKey {
    FactsKey(folder: deployed.record.hash, observedAt: observed.at, revision: store.revision(of: [.rollouts, .desired]))
  }

  private func readFacts(_ fleet: Fleet) async throws -> [HubID: HubFacts] {
    let overrides = try await store.overrides()
    let running = try await store.runningHashes()
    let tests = try await store.latestTests()
    let moving = Dictionary(
      try await store.unfinished().flatMap(\.lanes).flatMap(\.hubs).map { ($0.hub, $0.state) }, uniquingKeysWith: { $1 }
    )
    let broken = try await store.brokenHubs()
    let releases = declaredReleases(fleet, overrides.mapValues(\.awake))
    return Dictionary(
      uniqueKeysWithValues: fleet.hubs.values.map { hub in
        let newest = (tests[hub.id] ?? []).map { TestFacts($0.result, at: $0.at, rollout: $0.rollout) }
        var facts = HubFacts(
          shouldRun: releases[hub.id] != nil, observed: observed.hubs[hub.id], since: running[hub.id]?.since,
          inRollout: moving[hub.id], isBroken: broken.contains(hub.id), declared: releases[hub.id],
          running: running[hub.id]?.release, url: url(of: hub), tests: newest)
        facts.isElsewhere = hub.adoption != nil
        return (hub.id, facts)
      })
  }

  /// What everyone should know of this machine while it is so.
  nonisolated var cautions: [String] {
    isolation.users ? [] : [isolation.sentence]
  }

  /// The address that puts a hub's materials into the home of who follows it.
  nonisolated func materialsLink(of release: Release, at url: String?) throws -> String? {
    guard let url, let path = try engine.materialsLink(for: release) else { return nil }
    return url + path
  }

  /// Where people reach a hub: at its own address, where it is not run here.
  nonisolated func url(of hub: Hub) -> String? {
    hub.adoption == nil ? "http://\(hub.id).localhost:\(configuration.gatewayPort)" : hub.url
  }

  /// Runs both tests of a hub now.
  func test(_ hub: HubID) async throws -> [TestResult] {
    guard deployed?.fleet.hubs[hub] != nil else { throw Problem.notFound("hub \(hub)") }
    guard let endpoint = try await engine.endpoint(of: hub) else {
      throw Problem(
        .conflict, "hub-asleep", "The hub does not run", detail: "\(hub) does not run, so it cannot be tested.",
        next: "Wake it with `atoll wake \(hub)`.")
    }
    let user = await tester.userTest(endpoint) { _ in }
    let stranger = await tester.strangerTest(endpoint) { _ in }
    return [user, stranger]
  }

  func log(of hub: HubID, lines: Int) async throws -> [String] {
    guard deployed?.fleet.hubs[hub] != nil else { throw Problem.notFound("hub \(hub)") }
    return await engine.logTail(of: hub, lines: lines)
  }
}

/// What the facts of the hubs are made from.
struct FactsKey: Sendable, Equatable {
  var folder: String
  var observedAt: Double
  var revision: Int
}

extension HubStatus.State {
  init(_ group: ConditionGroup) {
    switch group {
    case .well: self = .well
    case .changing: self = .changing
    case .trouble: self = .trouble
    case .asleep: self = .asleep
    case .unwatched: self = .unwatched
    }
  }
}

extension TestSummary {
  static func newest(_ kind: TestResult.Kind, of facts: HubFacts) -> TestSummary? {
    facts.tests.first { $0.result.kind == kind }.map { test in
      TestSummary(
        passed: test.result.passed, sentence: test.result.sentence, at: test.at, seconds: test.result.seconds)
    }
  }
}
