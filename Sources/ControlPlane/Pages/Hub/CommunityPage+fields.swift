import Basics
import Delivery
import Fleet
import Operations

extension CommunityPage {
  var fields: Fields {
    let stagingHubs = fleet.stagingHubs
    let hubs = fleet.hubs(of: community.id)
    return [
      "answer": .text(answer), "name": .text(community.name), "id": .text(community.id.rawValue),
      "description": .text(community.description), "website": .text(Paths.linkable(community.website)),
      "joined": .text(community.since), "file": .text(community.file), "rest": .list(representativeFields),
      "hubs": .list(
        hubs.sorted { (stagingHubs.contains($0.id) ? 1 : 0, $0.id) < (stagingHubs.contains($1.id) ? 1 : 0, $1.id) }
          .map { hubFields($0, isStaging: stagingHubs.contains($0.id)) }),
      "doors": .list(doors.sorted { $0.door.hub < $1.door.hub }.map { $0.line(now: frame.now) }),
      "recent": .list(changes.map { $0.fields(now: frame.now) }),
      "changesPath": .text(Paths.changes), "people": .number(people), "overview": .text(Paths.overview),
    ]
  }

  private var productionHubs: [Hub] {
    let stagingHubs = fleet.stagingHubs
    return fleet.hubs(of: community.id).filter { !stagingHubs.contains($0.id) }
  }

  private var people: Int? {
    let declared = productionHubs.compactMap(\.effort.people)
    return declared.isEmpty ? nil : declared.reduce(0, +)
  }

  /// `reef and tide are well`, `tide does not answer; reef is well`.
  var answer: String {
    let states = productionHubs.map { hub in (hub.id, condition(hub)) }
    guard !states.isEmpty else { return "\(community.name) has no hub yet" }
    let order = Dictionary(grouping: states, by: { $0.1.predicate })
      .map { predicate, hubs in (rank: hubs[0].1.tone.rank, predicate: predicate, hubs: hubs.map { $0.0.rawValue }) }
      .sorted { ($0.rank, $0.predicate) < ($1.rank, $1.predicate) }
    return order.map { group in
      let names = Words.list(group.hubs.sorted(), atMost: 3)
      return "\(names) \(group.hubs.count == 1 ? group.predicate : Self.plural(group.predicate))"
    }.joined(separator: "; ")
  }

  /// `is well` of several: `are well`.
  private static func plural(_ predicate: String) -> String {
    if predicate.hasPrefix("is ") { return "are " + predicate.dropFirst(3) }
    if predicate.hasPrefix("does not") { return "do not" + predicate.dropFirst(8) }
    return predicate
  }

  private func condition(_ hub: Hub) -> HubCondition { HubCondition(facts[hub.id] ?? .unseen(hub)) }

  private var representativeFields: [Fields] {
    community.representatives.sorted { $0.key < $1.key }.map { _, person -> Fields in
      ["name": .text(person.name), "mail": .text(person.mail), "mailTo": .text(person.mail.map { "mailto:\($0)" })]
    }
  }

  private func hubFields(_ hub: Hub, isStaging: Bool) -> Fields {
    let known = facts[hub.id] ?? .unseen(hub)
    return [
      "hub": .text(hub.id.rawValue), "path": .text(Paths.hub(hub.id)),
      "state": .state(StateMark(condition(hub))),
      "name": .text(hub.name == hub.id.rawValue ? nil : hub.name),
      "kind": .text(isStaging ? "staging" : hub.kind.rawValue),
      "people": .number(isStaging ? nil : hub.effort.people), "servers": .number(known.observed?.servers),
      "release": .text(known.running.map(Words.short)), "stagingHub": .text(hub.staging?.rawValue),
      "open": .text(StateMark(condition(hub)).tone == .quiet ? nil : Paths.linkable(known.url)),
    ]
  }
}
