import Basics
import Delivery
import Fleet

extension PlanPage {
  var fields: Fields {
    let changes = plan?.changes ?? []
    let runs = running.map { Words.sentence("rollout \($0) is running; deploy when it has ended") }
    return [
      "answer": .text(answer), "folder": .text(folder), "hasPlan": .flag(plan != nil),
      "changes": .list(changes.map(changeFields)), "isEmpty": .flag(plan != nil && changes.isEmpty),
      "unchanged": .text(plan.map { Words.list($0.unchanged.map(\.rawValue)) }),
      "unchangedCount": .text(plan.map { Words.count($0.unchanged.count, "hub") }),
      "asleepCount": .text(plan.flatMap { $0.asleep.isEmpty ? nil : Words.count($0.asleep.count, "hub") }),
      "findings": .list(findings.inOrder.map(\.fields)), "counts": .text(findings.counts),
      "findingsPath": .text(Paths.findings), "runningSentence": .text(runs),
      "runningPath": .text(running.map(Paths.rollout)),
      "deploy": .text(frame.mayChange && !changes.isEmpty && running == nil ? deployPath : nil),
    ]
  }

  private var deployPath: String { Paths.query(Paths.deploy, [("plan", fingerprint)]) }

  var answer: String {
    guard let plan else { return "The folder has \(findings.counts ?? "errors"), so nothing can be planned" }
    guard !plan.changes.isEmpty else { return "Nothing would change: every hub runs as declared" }
    let kinds: [(HubChange.Kind, String)] = [
      (.added, "added"), (.changed, "changed"), (.removed, "removed"), (.asleep, "put to sleep"),
      (.restarted, "started again"),
    ]
    let parts = kinds.compactMap { kind, word -> String? in
      let number = plan.changes.count { $0.kind == kind }
      return number == 0 ? nil : "\(number) \(word)"
    }
    return "\(Words.count(plan.changes.count, "hub")) would change: \(Words.list(parts))"
  }

  private func changeFields(_ change: HubChange) -> Fields {
    let hub = fleet.hubs[change.hub]
    let role = fleet.isStaging(change.hub) ? "staging" : hub.map { "production, \($0.kind.rawValue)" }
    return [
      "id": "plan-\(change.hub)", "hub": .text(change.hub.rawValue), "path": .text(Paths.hub(change.hub)),
      "role": .text(role), "kind": .text(change.kind.rawValue), "sentence": .text(change.sentence),
      "before": .text(change.before.map(Words.short)), "after": .text(change.after.map(Words.short)),
      "isLong": .flag(change.kind == .added), "values": .list(change.values.map(\.fields)),
      "valueCount": .text(Words.count(change.values.count, "value")),
    ]
  }
}

extension ValueChange {
  var fields: Fields {
    let values = ValueText.comparison(before, after, at: path)
    return [
      "path": ValueText.pieces(path), "before": .text(values.before), "after": .text(values.after),
      "shared": .text(values.shared), "place": .text(place?.description),
    ]
  }
}

extension FindingsPage {
  var fields: Fields {
    let part = PagedList(findings.inOrder, page: page)
    return [
      "answer": .text(answer), "folder": .text(folder), "findings": .list(part.shown.map(\.fields)),
      "plan": .text(Paths.plan),
      "pager": .group(part.pagerFields { Paths.query(Paths.findings, [("page", $0 > 1 ? String($0) : nil)]) }),
    ]
  }

  var answer: String {
    guard let counts = findings.counts else { return "Nothing is wrong with the folder that is deployed" }
    return "\(counts) in the folder that is deployed"
  }
}
