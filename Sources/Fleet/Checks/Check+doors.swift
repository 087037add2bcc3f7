import Basics

extension Check {
  /// No door stands open for everyone without an end.
  static let doors = Check(
    "no door stands open without an end",
    [
      FindingExplanation(
        "A401", .error, "an open door with no end",
        explanation: """
          Anyone at all, or anyone with an account that everyone can make, may enter this hub and run programs on it, \
          for as long as the hub stands. Name people, teams or domains under `access.allow`. An opening for an event \
          has an end: `access.open.until`.

          This is said of `login: none`, of `access.open` without `until`, of the name `*`, of the domains of public \
          mail providers, and of `allow_all: true` in values.
          """,
        wrong: "access:\n  login: none", right: "access:\n  login: password\n  allow: {people: [ada]}"),
      FindingExplanation(
        "A402", .error, "an end that is in the past",
        explanation: """
          The time until which the door was to stand open is over. Take `open` away, or give it an end that is still \
          to come.
          """,
        wrong: "open: {until: 2020-01-01T18:00+01:00, because: \"Coral workshop\"}", right: "# no open door"),
      FindingExplanation(
        "A403", .warning, "a hub that nobody can enter",
        explanation: """
          Nobody is named under `access.allow` or `access.admins`: no people, no team, no domain. An empty list lets \
          nobody in.
          """,
        wrong: "access:\n  login: github", right: "access:\n  login: github\n  allow: {people: [ada]}"),
    ]
  ) { checked in
    checked.nativeHubs.flatMap { hub in checked.openings(of: hub) + checked.end(of: hub) + checked.emptiness(of: hub) }
  }
}

extension CheckedFleet {
  fileprivate func openings(of hub: Hub) -> [Finding] {
    let access = hub.access
    var openings: [(path: String, why: String)] = []
    if access.login == .none { openings.append(("access.login", "with `login: none` anyone may enter")) }
    if let open = access.open, open.until == nil { openings.append(("access.open", "the door stands open")) }
    for (index, name) in access.people.enumerated() where name.rawValue.contains("*") {
      openings.append(("access.allow.people[\(index)]", "'\(name)' would be anyone"))
    }
    for (index, team) in access.teams.enumerated() where team.contains("*") {
      openings.append(("access.allow.teams[\(index)]", "'\(team)' would be anyone"))
    }
    for (index, domain) in access.domains.enumerated() {
      let path = "access.allow.domains[\(index)]"
      if domain.contains("*") {
        openings.append((path, "'\(domain)' would be anyone"))
      } else if PublicMailDomain.contains(domain) {
        openings.append((path, "anyone can have an address in '\(domain)'"))
      }
    }
    for leaf in hub.values.leaves where leaf.value == true && isAllowAll(leaf.path) {
      openings.append(("values.\(leaf.path)", "\(leaf.path) lets in anyone who can log in"))
    }
    return openings.map { path, why in
      Finding(
        "A401", .error, at: place(hub, path), "\(why), with no end",
        next: path == "access.open"
          ? "give it an end: access.open.until" : "name people, teams or domains under access.allow")
    }
  }

  private func isAllowAll(_ path: String) -> Bool { path.hasPrefix("hub.config.") && path.hasSuffix(".allow_all") }

  fileprivate func end(of hub: Hub) -> [Finding] {
    guard let until = hub.access.open?.until, let end = Timestamp(iso8601: until), end <= now else { return [] }
    return [
      Finding(
        "A402", .error, at: place(hub, "access.open.until"), "the end of the open door is in the past: \(end.iso8601)",
        next: "take `open` away, or give it an end that is still to come")
    ]
  }

  fileprivate func emptiness(of hub: Hub) -> [Finding] {
    let access = hub.access
    guard access.login != .none, access.open == nil else { return [] }
    guard access.people.isEmpty, access.teams.isEmpty, access.domains.isEmpty, access.admins.isEmpty else { return [] }
    // Somebody is named, but not in a way that could be read: reading has told that.
    let lists = ["access.allow.people", "access.allow.teams", "access.allow.domains", "access.admins"]
    if lists.contains(where: { isWritten("\($0)[0]", in: hub.file) }) { return [] }
    // Rules of an authenticator in values (`allowed_idps`, `allowed_organizations`, …) let people in as well.
    let lets = ReleaseRenderer.layeredValues(for: hub, in: fleet).leaves.contains { leaf in
      leaf.path.hasPrefix("hub.config.") && leaf.path.contains(".allow") && leaf.value != .array([])
        && leaf.value != nil && leaf.value != false
    }
    if lets { return [] }
    return [
      Finding(
        "A403", .warning, at: place(hub, "access"), "nobody can enter '\(hub.id)': nobody is named",
        next: "name people, teams or domains under access.allow")
    ]
  }
}
