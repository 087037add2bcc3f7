import Basics

extension Check {
  /// Code that only one hub runs is known.
  static let oneOffs = Check(
    "code inside of values is shared, or known to be one hub's",
    [
      FindingExplanation(
        "A938", .note, "code that one hub runs alone",
        explanation: """
          The hub's own values hold code (`hub.extraConfig`, or a program in `extraFiles`) that no other hub has; its \
          staging hub does not count as another. Each upgrade must be tried against it, and whoever wrote it may be gone. Move \
          it into the chart with a switch, into an image, or register a feature with owners that explains it.
          """,
        wrong: "hub:\n  extraConfig:\n    quota: |\n      c.Spawner.environment = lookup(…)   # forty lines more",
        right: "custom:\n  quota: {enabled: true}   # the code is in the chart, for all hubs that want it")
    ]
  ) { checked in checked.codeOfOneHub() }
}

extension CheckedFleet {
  fileprivate func codeOfOneHub() -> [Finding] {
    struct Use {
      let value: SourcedValue
      let path: String
      var hubs: [Hub]
    }
    var uses: [String: Use] = [:]
    for hub in hubs {
      guard let effective = values[hub.id] else { continue }
      for (path, value) in effective.ownCode {
        guard let code = value.string else { continue }
        uses[code, default: Use(value: value, path: path, hubs: [])].hubs.append(hub)
      }
    }
    return uses.compactMap { code, use in
      let stagings = Set(use.hubs.compactMap(\.staging))
      let users = use.hubs.filter { !stagings.contains($0.id) }
      guard let only = users.first, Set(users.map(\.id)).count == 1, let place = use.value.place else { return nil }
      let lines = code.lines.count { !$0.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }
      let staging = use.hubs.contains { $0.id != only.id } ? " and its staging hub" : ""
      return Finding(
        "A938", .note, at: place,
        "only '\(only.id)'\(staging) runs this code in \(use.path): \(lines) \(lines == 1 ? "line" : "lines")",
        next: "move it to where all hubs could have it, or register a feature with owners that explains it")
    }
  }
}

extension EffectiveValues {
  /// The code that the hub's own files hold, with its path.
  fileprivate var ownCode: [(path: String, value: SourcedValue)] {
    guard let own = jupyterhubPath.flatMap({ own[path: $0] }) else { return [] }
    var found: [(path: String, value: SourcedValue)] = []
    for (name, value) in own["hub"]?["extraConfig"]?.members ?? [:] { found.append(("hub.extraConfig.\(name)", value)) }
    for section in ["hub", "singleuser"] {
      for (name, file) in own[section]?["extraFiles"]?.members ?? [:] {
        guard let text = file["stringData"] ?? file["data"], text.string != nil, file.isProgram(name) else { continue }
        found.append(("\(section).extraFiles.\(name)", text))
      }
    }
    return found
  }
}

extension SourcedValue {
  /// Whether a file of `extraFiles` is run rather than read.
  fileprivate func isProgram(_ name: String) -> Bool {
    let path = self["mountPath"]?.string ?? name
    if [".py", ".sh", ".R", ".js", ".jl"].contains(where: path.hasSuffix) { return true }
    return (self["stringData"]?.string ?? "").hasPrefix("#!")
  }
}
