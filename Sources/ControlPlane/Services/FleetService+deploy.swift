import HTTPTypes
import Basics
import Delivery
import Engines
import Fleet
import Foundation
import Operations
import Store

extension FleetService {
  /// What deploying a folder would do. Changes nothing.
  func plan(_ request: DeployRequest) async throws -> DeployAnswer {
    let record = DeployedFleet(folder: folder(of: request.folder), hash: request.folder.hash, at: now(), by: "plan")
    let decided = try await decide(DeployedFolder(request.folder, record))
    return DeployAnswer(
      plan: decided.plan, findings: decided.folder.findings, rollout: nil, needsRemove: decided.removed)
  }

  /// The difference between the folder that was deployed last and what runs.
  func planOfDeployed() async throws -> Plan? {
    guard let deployed else { return nil }
    return try await decide(deployed).plan
  }

  /// Begins to carry out what a folder declares.
  func deploy(_ request: DeployRequest, by actor: String) async throws -> DeployAnswer {
    try await reserve()
    do {
      let answer = try await deployReserved(request, by: actor)
      if answer.rollout == nil { giveBack() }
      return answer
    } catch {
      giveBack()
      throw error
    }
  }

  /// Begins to wake a hub, with its staging hub first, or to put it to sleep.
  func setAwake(_ awake: Bool, _ hub: HubID, by actor: String, why: String? = nil) async throws -> DeployAnswer {
    guard let deployed else { throw Problem.nothingDeployed }
    guard let declared = deployed.fleet.hubs[hub] else {
      let near = Suggestion.nearest(to: hub.rawValue, among: deployed.fleet.hubs.keys.map(\.rawValue))
      throw Problem(
        .notFound, "no-such-hub", "No such hub", detail: "The fleet declares no hub \(hub).",
        next: near.map { "Did you mean \($0)?" })
    }
    guard deployed.fleet.clusters[declared.cluster]?.engine == .local else {
      throw Problem(
        .conflict, "runs-elsewhere", "The hub runs elsewhere",
        detail: "\(hub) is on the cluster \(declared.cluster), on which Atoll starts and stops nothing yet.",
        next: "Deploy it as you do now; Atoll reads, checks and plans it.")
    }
    try await reserve()
    do {
      let concerned = try await concerned(by: awake, declared, deployed.fleet)
      for one in concerned {
        if awake {
          try await store.wake(one, by: actor, at: now())
        } else {
          try await store.sleep(one, by: actor, at: now())
        }
      }
      try await store.append(
        .init(
          awake ? .hubWoken : .hubPutToSleep, .hub(hub), by: actor, at: now(),
          awake ? "\(hub) is to wake" : "\(hub) is to sleep", details: why.map { ["why": .string($0)] } ?? [:]))
      var decided = try await decide(deployed)
      decided.keepOnly(concerned)
      let words = awake ? "wake \(hub)" : "put \(hub) to sleep"
      let rollout = try await carryOut(decided, by: actor, why: why.map { "\(words): \($0)" } ?? words, homes: .keep)
      if rollout == nil { giveBack() }
      return DeployAnswer(plan: decided.plan, findings: [], rollout: rollout?.id, needsRemove: [])
    } catch {
      giveBack()
      throw error
    }
  }

  /// The hub and its staging hub, where that wakes with it, or was woken for it and is needed by no other.
  private func concerned(by awake: Bool, _ hub: Hub, _ fleet: Fleet) async throws -> Set<HubID> {
    guard let staging = hub.staging else { return [hub.id] }
    if awake { return [hub.id, staging] }
    let overrides = try await store.overrides()
    let isNeeded = fleet.productionHubs(stagedBy: staging).contains { other in
      other != hub.id && overrides[other]?.awake ?? (fleet.hubs[other]?.awake == true)
    }
    return overrides[staging]?.awake == true && !isNeeded ? [hub.id, staging] : [hub.id]
  }

  private func deployReserved(_ request: DeployRequest, by actor: String) async throws -> DeployAnswer {
    let at = now()
    let record = DeployedFleet(folder: folder(of: request.folder), hash: request.folder.hash, at: at, by: actor)
    let decided = try await decide(DeployedFolder(request.folder, record))
    let unnamed = decided.removed.filter { !(request.remove ?? []).contains($0) }
    guard unnamed.isEmpty else {
      let names = unnamed.map(\.rawValue)
      throw Problem(
        .conflict, "needs-remove", "Hubs would be removed",
        detail:
          "\(names.joined(separator: ", ")) \(names.count == 1 ? "runs and is" : "run and are") no longer declared.",
        next:
          "Repeat with \(names.map { "--remove \($0)" }.joined(separator: " ")) to remove; homes stay unless --purge.")
    }
    try request.folder.write(to: record.folder.path)
    if deployed?.record.hash != record.hash {
      try await store.setDeployedFleet(
        record,
        event: .init(
          .fleetDeployed, .fleet, by: actor, at: at, "The folder \(record.hash.prefix(12)) is what the fleet follows",
          details: request.why.map { ["why": .string($0)] } ?? [:]))
    }
    follow(decided.folder)
    if let authors = request.authors { keep(authors, of: decided.folder) }
    let rollout = try await carryOut(
      decided, by: actor, why: request.why ?? "deploy", homes: request.purge == true ? .purge : .keep)
    return DeployAnswer(
      plan: decided.plan, findings: decided.folder.findings, rollout: rollout?.id, needsRemove: [])
  }

  private func carryOut(
    _ decided: Decision, by actor: String, why: String, homes: HomesFate
  ) async throws -> Rollout? {
    guard !decided.plan.changes.isEmpty else { return nil }
    let known = decided.running.merging(decided.releases.map { ($0.hub, $0) }, uniquingKeysWith: { $1 })
    let request = Rollout.Request(by: actor, why: why, at: now(), folder: decided.folder.record.folder, homes: homes)
    return try await begin(request, Lane.lanes(for: decided.plan, releases: known), decided.releases)
  }

  private func folder(of source: FleetSource) -> FleetFolder {
    FleetFolder(path: "\(StateFolder(path: configuration.state).bundles)/\(source.hash)")
  }

  private func decide(_ folder: DeployedFolder) async throws -> Decision {
    let overrides = try await store.overrides()
    let woken = Set(overrides.filter(\.value.awake).keys)
    let slept = Set(overrides.filter { !$0.value.awake }.keys)
    let running = try await store.running().mapValues(\.release)
    let seen = try await engine.observe()
    let releases = FleetReleases.all(folder.fleet, woken: woken, slept: slept)
    let astray = running.filter { hub, release in
      guard let hub = seen[hub] else { return true }
      return hub.state == .stopped || hub.release != release.hash
    }
    let plan = Plan.compare(
      declared: releases, running: running,
      asleep: folder.fleet.waking(woken, puttingToSleep: slept).asleepHubs, stopped: Set(astray.keys))
    return Decision(folder: folder, plan: plan, releases: releases, running: running)
  }
}

/// What a folder means for what runs now.
private struct Decision: Sendable {
  var folder: DeployedFolder
  var plan: Plan
  /// Of the hubs that should run.
  var releases: [Release]
  var running: [HubID: Release]

  var removed: [HubID] { plan.changes.filter { $0.kind == .removed }.map(\.hub) }

  mutating func keepOnly(_ hubs: Set<HubID>) {
    plan.changes.removeAll { !hubs.contains($0.hub) }
    releases.removeAll { !hubs.contains($0.hub) }
  }
}

extension Problem {
  static let nothingDeployed = Problem(
    .conflict, "nothing-deployed", "Nothing is deployed yet", detail: "The control plane follows no folder yet.",
    next: "Deploy one: `atoll deploy --fleet FOLDER`.")
}
