import Access
import Basics
import Delivery
import Fleet

extension HubPage {
  var fields: Fields {
    let condition = HubCondition(facts)
    let stages = fleet.productionHubs(stagedBy: hub.id)
    let isAwake = condition.isAwake
    return [
      "answer": .text(HubAnswer.sentence(self)), "state": .state(StateMark(condition)),
      "tone": .text(condition.tone.rawValue), "id": .text(hub.id.rawValue), "name": .text(hub.name),
      "description": .text(hub.description),
      "file": .text(hub.file), "since": .time(facts.since, now: frame.now),
      "community": .text(fleet.communities[hub.community]?.name ?? hub.community.rawValue),
      "communityPath": .text(Paths.community(hub.community)), "kind": .text(hub.kind.rawValue),
      "role": .text(stages.isEmpty ? "production" : "staging"),
      "cluster": .text(fleet.clusters[hub.cluster]?.name ?? hub.cluster.rawValue),
      "open": .text(isAwake || condition == .elsewhere ? Paths.linkable(facts.url) : nil), "address": .text(facts.url ?? hub.url),
      "servers": .text(facts.observed?.servers.map { Words.count($0, "server") }),
      "serverLimit": .text(hub.limits.servers.map { "at most \($0)" }), "materials": .group(materialsFields),
      "access": .group((audience.map { AccessWords($0) } ?? AccessWords(hub.access, of: hub.id)).fields),
      "door": .group(door?.line(now: frame.now)),
      "accessPlace": .text(audience.map { $0.place?.description } ?? place("access")),
      "profiles": .list(profileFields), "running": .text(facts.running.map(Words.short)),
      "declared": .text(facts.declared.map(Words.short)), "isSame": .flag(facts.running == facts.declared),
      "isWaiting": .flag(isAwake && facts.running != facts.declared && facts.declared != nil),
      "plan": .text(Paths.plan),
      "tests": .list(
        facts.tests.sorted { $0.result.kind == .user && $1.result.kind != .user }.map { $0.fields(now: frame.now) }),
      "isAwake": .flag(isAwake),
      "history": .list(rollouts.map { $0.fields(now: frame.now, of: hub.id) }),
      "configuration": .list(configurationFields),
      "configurationCount": .text(Words.count(configurationFields.count, "value")),
      "effort": .group(effort?.fields), "special": .group(special.fields(of: hub.id, effort: effort)),
      "staging": .group(hub.staging.map(neighbourFields)), "stages": .list(stages.map(neighbourFields)),
      "isStaging": .flag(!stages.isEmpty), "differences": .list(differences.map(\.fields)),
      "mayDeclare": .flag(hub.adoption == nil),
      "findings": .list(findings.inOrder.map(\.fields)), "counts": .text(findings.counts),
      "wake": .text(frame.mayChange && !facts.shouldRun && condition != .elsewhere ? Paths.wake(hub.id) : nil),
      "sleep": .text(frame.mayChange && facts.shouldRun ? Paths.sleep(hub.id) : nil),
    ]
  }

  /// Of a hub whose login no typed field declares.
  private var audience: Audience? { hub.adoption == nil ? nil : Audience.of(hub, in: fleet) }

  /// Where a key of the hub's file stands.
  private func place(_ path: String) -> String { fleet.sources.place(hub.file, path).description }

  private var materialsFields: Fields? {
    hub.materials.map { materials in
      [
        "repository": .text(materials.repository), "branch": .text(materials.branch), "opens": .text(materials.open),
        "link": .text(Paths.linkable(materialsLink)), "source": .text(Paths.linkable(materials.repository)),
      ]
    }
  }

  private var profileFields: [Fields] {
    hub.profiles.map { profile -> Fields in
      let limits = [profile.memory.map { "\($0)" }, profile.cpu.map { Self.cores($0) }].compactMap { $0 }
      return [
        "name": .text(profile.name), "description": .text(profile.description), "isDefault": .flag(profile.isDefault),
        "limits": .text(limits.joined(separator: ", ")),
      ]
    }
  }

  private static func cores(_ cpu: Double) -> String {
    let number = cpu == cpu.rounded() ? String(Int(cpu)) : "\(cpu)"
    return "\(number) \(cpu == 1 ? "core" : "cores")"
  }

  private var configurationFields: [Fields] {
    guard let release else { return [] }
    return release.values.leaves.map { leaf -> Fields in
      [
        "path": ValueText.pieces(leaf.path),
        "value": .text(ValueText.text(leaf.value, at: leaf.path, honoursReferences: hub.adoption == nil)),
        "place": .text(release.provenance[leaf.path]?.description),
      ]
    }
  }

  private func neighbourFields(_ id: HubID) -> Fields {
    let known = neighbours[id] ?? fleet.hubs[id].map(HubFacts.unseen) ?? HubFacts(shouldRun: false)
    return [
      "hub": .text(id.rawValue), "path": .text(Paths.hub(id)), "state": .state(StateMark(HubCondition(known))),
    ]
  }
}

extension StagingDifference {
  fileprivate var fields: Fields {
    value.fields.adding(["isDeclared": .flag(isDeclared == true), "isUndeclared": .flag(isDeclared == false)])
  }
}

extension TestFacts {
  fileprivate func fields(now: Double) -> Fields {
    let way: String? =
      switch result.login {
      case .form: "logged in by the form"
      case .serviceToken: "logged in by a service token"
      case nil: nil
      }
    return [
      "kind": .text(result.kind == .user ? "User test" : "Stranger test"), "id": "test-\(result.kind.rawValue)",
      "state": .state(StateMark(result.passed ? .good : .bad, result.passed ? "passed" : "failed")),
      "sentence": .text(Words.sentence(result.sentence)), "way": .text(way), "at": .time(at, now: now),
      "duration": .text(Words.duration(result.seconds)), "steps": .list(result.steps.map(\.fields)),
      "rollout": .text(rollout.map(\.description)), "rolloutPath": .text(rollout.map(Paths.rollout)),
    ]
  }
}
