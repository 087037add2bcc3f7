import Basics

extension TypedValues {
  /// What hub and users' servers are made of.
  mutating func addEnvironment(of hub: Hub, in fleet: Fleet) {
    set(
      "custom.atoll.jupyterhub", .string(hub.versions.jupyterhub ?? Defaults.jupyterhub),
      from: hub.versions.jupyterhub == nil ? nil : "versions.jupyterhub")
    if let file = hub.environment.requirements, let text = fleet.texts[file] {
      set("custom.atoll.requirements", .strings(Requirements.lines(of: text)), from: "environment.requirements")
    }
  }

  /// What users find in their homes.
  mutating func addMaterials(of hub: Hub, in fleet: Fleet) {
    guard let materials = hub.materials else { return }
    let path = "custom.atoll.materials"
    set("\(path).repository", .string(materials.repository), from: "materials.repository")
    set("\(path).branch", .string(materials.branch), from: "materials.branch")
    if let open = materials.open { set("\(path).open", .string(open), from: "materials.open") }
    if let hash = fleet.folders[materials.repository] {
      set("\(path).hash", .string(hash), from: "materials.repository")
    }
  }

  /// How the hub is called and reached.
  mutating func addNames(of hub: Hub) {
    set("custom.atoll.name", .string(hub.name), from: "name")
    if let url = hub.url, let host = WebAddress(url)?.host {
      set("ingress.hosts", .strings([host]), from: "url")
    }
  }
}

/// A requirements file, as far as it changes what is installed.
enum Requirements {
  /// The lines in order, without comments and empty lines; a line that goes on after `\` is one line. As pip reads it.
  static func lines(of text: String) -> [String] {
    var lines: [String] = []
    var begun = ""
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let isComment = line.drop(while: \.isWhitespace).first == "#"
      if line.hasSuffix("\\"), !isComment {
        begun += line.dropLast()
        continue
      }
      let whole = trimmed(withoutComment(begun + line))
      begun = ""
      if !whole.isEmpty { lines.append(whole) }
    }
    let last = trimmed(withoutComment(begun))
    return last.isEmpty ? lines : lines + [last]
  }

  /// A comment begins with `#` at the start or after white space.
  private static func withoutComment(_ line: String) -> Substring {
    var previous: Character = " "
    for index in line.indices {
      if line[index] == "#", previous.isWhitespace { return line[..<index] }
      previous = line[index]
    }
    return line[...]
  }

  private static func trimmed(_ text: Substring) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
