public import Access

/// Doors as people read them on a terminal.
public enum DoorText {
  /// - Parameters:
  ///   - level: what was asked for, to say so where nothing is as wide.
  ///   - width: columns of the terminal; nil: as wide as it needs.
  public static func table(_ doors: [DoorListing], atLeast level: AudienceLevel = .nobody, width: Int? = nil) -> [String] {
    if doors.isEmpty {
      return [
        level == .nobody
          ? "The folder declares no hub yet (docs/how-to/add-a-hub.md)." : "No door is open to \(level.title), or wider."
      ]
    }
    var table = ListTable([
      .init("HUB", isWhole: true), .init("AUDIENCE", isWhole: true), .init("PEOPLE", isNumber: true),
      .init("ADMINS", isNumber: true), .init("LOGIN"), .init("REASON"), .init("AT", isWhole: true),
    ])
    for door in doors {
      table.add([
        door.hub, door.audience.rawValue + (door.isCertain ? "" : "?"), String(door.people), String(door.admins), door.login,
        door.reason ?? "no rule lets anybody in", door.place.map(String.init(describing:)) ?? "",
      ])
    }
    var lines = table.lines(width: width)
    let uncertain = doors.count { !$0.isCertain }
    lines += ["", Wording.count(doors.count, "door")]
    if uncertain > 0 {
      lines.append(
        "? \(uncertain) of them \(uncertain == 1 ? "is" : "are") uncertain, and at least as wide as shown; `atoll doors HUB` says why"
      )
    }
    return lines
  }

  /// One door in full.
  public static func lines(_ answer: DoorAnswer) -> [String] {
    var lines = ["\(answer.door.hub): \(answer.door.whoEnters)", "  login: \(answer.door.login)"]
    for (title, names) in [
      ("people", answer.people), ("teams", answer.teams), ("domains", answer.domains), ("admins", answer.admins),
      ("blocked", answer.blocked),
    ] where !names.isEmpty { lines.append("  \(title): \(names.joined(separator: ", "))") }
    lines += reasons(answer.reasons)
    lines += doubts(answer.door.doubts)
    return lines
  }

  /// One person before one door.
  public static func lines(_ answer: AdmissionAnswer) -> [String] {
    var first: String
    switch answer.answer {
    case .yes: first = "yes"
    case .no: first = "no"
    case .uncertain:
      first = "uncertain"
      if let values = answer.byTheValues { first += ", \(values.rawValue) as far as can be read" }
    }
    if answer.answer == .yes || answer.byTheValues == .yes {
      first += ": enters \(answer.hub) as \(answer.name.map { "'\($0)'" } ?? "a made-up name")\(answer.isAdmin ? ", an admin" : "")"
    }
    return [first] + reasons(answer.reasons) + doubts(answer.doubts)
  }

  private static func reasons(_ reasons: [DoorReason]) -> [String] {
    reasons.map { reason in "  \(reason.sentence)\(reason.place.map { "  (\($0))" } ?? "")" }
  }

  private static func doubts(_ doubts: [String]) -> [String] { doubts.map { "  uncertain: \($0)" } }

  /// As RFC 4180 has it, with a line of headings.
  public static func csv(_ doors: [DoorListing]) -> String {
    var rows = [
      ["hub", "community", "cluster", "login", "audience", "is_certain", "who_enters", "people", "admins", "reason", "at"]
    ]
    for door in doors {
      rows.append([
        door.hub, door.community, door.cluster, door.login, door.audience.rawValue, String(door.isCertain), door.whoEnters,
        String(door.people), String(door.admins), door.reason ?? "", door.place.map(String.init(describing:)) ?? "",
      ])
    }
    return rows.map { $0.map(HubListingText.field).joined(separator: ",") + "\r\n" }.joined()
  }
}
