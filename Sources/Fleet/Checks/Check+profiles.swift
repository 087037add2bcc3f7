import Basics

extension Check {
  /// The choices that users meet are clear.
  static let profiles = Check(
    "the profiles of a hub can be told apart",
    [
      FindingExplanation(
        "A503", .error, "two default profiles",
        explanation: "One profile is chosen for those who do not choose. Here two say that they are the one.",
        wrong: "profiles:\n  - {name: Small, default: true}\n  - {name: Large, default: true}",
        right: "profiles:\n  - {name: Small, default: true}\n  - {name: Large}"),
      FindingExplanation(
        "A504", .warning, "no default profile",
        explanation: """
          Several profiles are offered and none is the default, so that the first in the list is. Say which one it \
          shall be: the smallest is a good choice.
          """,
        wrong: "profiles:\n  - {name: Small}\n  - {name: Large}",
        right: "profiles:\n  - {name: Small, default: true}\n  - {name: Large}"),
      FindingExplanation(
        "A505", .error, "profiles with one short name",
        explanation: """
          A profile is known in addresses and forms by its name in small letters, with a hyphen for everything that is \
          not a letter from a to z or a digit. These profiles have the same short name, or one of them has none.
          """,
        wrong: "profiles:\n  - {name: \"Large\"}\n  - {name: \"Large!\"}",
        right: "profiles:\n  - {name: Large}\n  - {name: Larger}"),
    ]
  ) { checked in
    checked.nativeHubs.flatMap { hub in checked.defaults(of: hub) + checked.slugs(of: hub) }
  }
}

extension CheckedFleet {
  fileprivate func defaults(of hub: Hub) -> [Finding] {
    let marked = hub.profiles.indices.filter { hub.profiles[$0].isDefault }
    if let first = marked.first, marked.count > 1 {
      return marked.dropFirst().map { index in
        Finding(
          "A503", .error, at: place(hub, "profiles[\(index)].default"),
          "'\(hub.profiles[index].name)' and '\(hub.profiles[first].name)' are both the default profile",
          next: "leave `default: true` at one of them",
          related: [Finding.Related(place: place(hub, "profiles[\(first)].default"), note: "the other default")])
      }
    }
    guard marked.isEmpty, hub.profiles.count > 1 else { return [] }
    return [
      Finding(
        "A504", .warning, at: place(hub, "profiles"), "none of the \(hub.profiles.count) profiles is the default",
        next: "add `default: true` to the one for those who do not choose")
    ]
  }

  fileprivate func slugs(of hub: Hub) -> [Finding] {
    var findings: [Finding] = []
    var first: [String: Int] = [:]
    for (index, profile) in hub.profiles.enumerated() {
      let here = place(hub, "profiles[\(index)].name")
      if profile.slug.isEmpty {
        findings.append(
          Finding(
            "A505", .error, at: here,
            "the profile '\(profile.name)' has no letter from a to z and no digit in its name",
            next: "add one, so that it can be named in addresses"))
      } else if let former = first[profile.slug] {
        findings.append(
          Finding(
            "A505", .error, at: here,
            "the profiles '\(hub.profiles[former].name)' and '\(profile.name)' have one short name: \(profile.slug)",
            next: "rename one of them",
            related: [Finding.Related(place: place(hub, "profiles[\(former)].name"), note: "the other profile")]))
      } else {
        first[profile.slug] = index
      }
    }
    return findings
  }
}
