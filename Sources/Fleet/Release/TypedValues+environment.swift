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
    for line in text.lines {
      let isComment = line.utf8.first { !isSpace($0) } == UInt8(ascii: "#")
      if line.utf8.last == UInt8(ascii: "\\"), !isComment {
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

  /// Whether a line takes in a file or folder of the machine that reads it: `-r base.txt`, `-e .`, `./package`.
  static func namesFile(_ line: some StringProtocol) -> Bool {
    let text = trimmed(withoutComment(String(line)))
    let options = ["-r", "--requirement", "-c", "--constraint", "-e", "--editable", ".", "/", "file:"]
    return text.contains("@ file:") || (options.contains(where: text.hasPrefix) && !text.contains("git+"))
  }

  /// A comment begins with `#` at the start or after white space.
  private static func withoutComment(_ line: String) -> Substring {
    var previous = UInt8(ascii: " ")
    for (index, byte) in zip(line.utf8.indices, line.utf8) {
      if byte == UInt8(ascii: "#"), isSpace(previous) { return line[..<index] }
      previous = byte
    }
    return line[...]
  }

  private static func trimmed(_ text: Substring) -> String {
    let bytes = text.utf8.drop(while: isSpace)
    guard let end = bytes.lastIndex(where: { !isSpace($0) }) else { return "" }
    return String(Substring(bytes[...end]))
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
