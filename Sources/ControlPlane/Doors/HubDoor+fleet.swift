import Access
import Basics
import Fleet

extension DoorPolicy {
  /// How doors behave, by the rules of the fleet.
  init(_ rules: DoorRules) {
    self.init(grace: Double(rules.grace), again: Double(rules.askAgain), warnBefore: Double(rules.warnBefore))
  }
}

extension Hub {
  /// Who sees which profile; empty where everyone sees all.
  var profileRules: [HubDoor.ProfileRule] {
    guard profiles.contains(where: { $0.visibleTo != nil }) else { return [] }
    return profiles.map { profile in
      HubDoor.ProfileRule(
        slug: profile.slug, people: profile.visibleTo.map { Set($0.people.map { HubDoor.key($0.rawValue) }) },
        groups: Set(profile.visibleTo?.teams ?? []))
    }
  }
}
