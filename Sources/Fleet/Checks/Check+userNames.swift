import Basics

extension Check {
  /// The names that log in are what JupyterHub makes of them.
  static let userNames = Check(
    "every name that logs in is one person's",
    [
      FindingExplanation(
        "A411", .warning, "two names that are one user",
        explanation: """
          JupyterHub writes names in small letters before it compares them, so these two are one user with one home. \
          If they are one person, write the name once; if not, one of them needs another name.
          """,
        wrong: "allow: {people: [Ada, ada]}", right: "allow: {people: [ada]}"),
      FindingExplanation(
        "A412", .error, "a name that tests use",
        explanation: """
          Hubs are tested as the user `atoll-test`, which is made for each test and deleted after it, with its home. \
          Nobody else can have that name.
          """,
        wrong: "allow: {people: [atoll-test]}", right: "allow: {people: [ada]}"),
    ]
  ) { checked in
    checked.nativeHubs.flatMap { hub in
      let lists = [("access.allow.people", hub.access.people), ("access.admins", hub.access.admins)]
      return lists.flatMap { path, names in checked.names(names, at: path, of: hub) }
    }
  }
}

extension CheckedFleet {
  fileprivate func names(_ names: [PersonID], at path: String, of hub: Hub) -> [Finding] {
    var findings: [Finding] = []
    var first: [String: (name: PersonID, index: Int)] = [:]
    for (index, name) in names.enumerated() {
      let here = place(hub, "\(path)[\(index)]")
      let user = name.rawValue.lowercased()
      if user == Defaults.testUser.rawValue {
        findings.append(
          Finding("A412", .error, at: here, "'\(name)' is the user as whom hubs are tested", next: "take the name out"))
      }
      if let former = first[user] {
        // The same name twice, letter by letter, is a finding of reading.
        guard former.name != name else { continue }
        findings.append(
          Finding(
            "A411", .warning, at: here,
            "'\(name)' and '\(former.name)' are one user: names are compared in small letters",
            next: "write '\(user)' once",
            related: [Finding.Related(place: place(hub, "\(path)[\(former.index)]"), note: "'\(former.name)'")]))
      } else {
        first[user] = (name, index)
      }
    }
    return findings
  }
}
