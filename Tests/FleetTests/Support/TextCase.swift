import Basics
import Fleet
import Foundation
import Testing

/// A story in one text file: the files of a fleet, and the findings expected. `Cases/README.md` has the format.
struct TextCase: CustomTestStringConvertible {
  let name: String
  let story: String
  var files: [String: String] = [:]
  /// The time for the checks; nil where only what reading finds is told.
  var now: Timestamp?
  var expected: [Expectation] = []

  var testDescription: String { "\(name): \(story)" }

  struct Expectation: CustomStringConvertible {
    let place: String
    let severity: String
    let code: String
    let text: String

    var description: String { "\(place) \(severity) \(code)" + (text.isEmpty ? "" : ": \(text)") }

    func fits(_ finding: Finding) -> Bool {
      let said = finding.what + "\n" + (finding.next ?? "") + "\n" + finding.related.map(\.note).joined(separator: "\n")
      return (finding.place?.description ?? "-") == place && finding.severity.rawValue == severity
        && finding.code.rawValue == code && (text.isEmpty || said.contains(text))
    }
  }
}

extension TextCase {
  /// Everything that is found in the files: what the case expects is held against it.
  func findings() -> [Finding] {
    let loaded = FleetLoader.load(FleetSource(texts: files))
    guard let fleet = loaded.fleet, let now else { return loaded.findings }
    return loaded.findings + Checks.run(fleet, now: now, undecoded: loaded.undecoded)
  }

  /// What was expected and not found, and what was found and not expected; empty where all is as told.
  func differences() -> [String] {
    var rest = findings()
    var lines: [String] = []
    for expectation in expected {
      if let index = rest.firstIndex(where: expectation.fits) {
        rest.remove(at: index)
      } else {
        lines.append("expected: \(expectation)")
      }
    }
    for finding in rest {
      let place = finding.place?.description ?? "-"
      lines.append("found:    \(place) \(finding.severity) \(finding.code): \(finding.what) | \(finding.next ?? "")")
    }
    return lines
  }
}

extension TextCase {
  /// The folder of all cases.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Cases")

  static let all: [TextCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { name in
      let text = (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
      return TextCase(name: String(name.dropLast(4)), text)
    }
  }()

  init(name: String, _ text: String) {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    story = lines.prefix { !$0.hasPrefix("===") }.joined(separator: " ").trimmingCharacters(in: .whitespaces)
    var section = ""
    for line in lines.drop(while: { !$0.hasPrefix("===") }) {
      if line.hasPrefix("=== ") {
        section = line.dropFirst(4).trimmingCharacters(in: .whitespaces)
        begin(section)
      } else if section == "expect" {
        if let expectation = Expectation(line) { expected.append(expectation) }
      } else if files[section] != nil {
        files[section]? += line.replacing("→", with: "\t") + "\n"
      }
    }
  }

  private mutating func begin(_ section: String) {
    let words = section.split(separator: " ")
    switch words.first {
    case "with": files.merge(SmallFleet.files) { $1 }
    case "without": files[String(words[1])] = nil
    case "now": now = Timestamp(iso8601: String(words[1]))
    case "expect": break
    default: files[section] = ""
    }
  }
}

extension TextCase.Expectation {
  fileprivate init?(_ line: Substring) {
    let parts = line.split(separator: ": ", maxSplits: 1)
    guard let head = parts.first?.split(separator: " "), head.count >= 3 else { return nil }
    place = head.dropLast(2).joined(separator: " ")
    severity = String(head[head.count - 2])
    code = String(head[head.count - 1]).replacing(":", with: "")
    text = parts.count > 1 ? String(parts[1]) : ""
  }
}

/// A sound fleet of one community, one cluster, a hub and its staging hub.
enum SmallFleet {
  static let files: [String: String] = [
    "fleet.yaml": """
    name: Small
    people:
      ada: {name: Ada, mail: ada@small.example, roles: [engineer]}
    on_duty: [ada]

    """,
    "communities/reef.yaml": """
    name: Reef
    representatives:
      kim: {name: Kim, mail: kim@reef.example}

    """,
    "clusters/here.yaml": """
    name: Here
    engine: local

    """,
    "hubs/reef.yaml": """
    name: Reef
    community: reef
    cluster: here
    kind: basic
    staging: reef-staging
    access:
      login: password
      allow: {people: [kim]}
      admins: [ada]

    """,
    "hubs/reef-staging.yaml": """
    name: Reef (staging)
    community: reef
    cluster: here
    kind: basic
    access:
      login: password
      allow: {people: [kim]}
      admins: [ada]

    """,
  ]

  static func with(_ changes: [String: String]) -> FleetSource {
    FleetSource(texts: files.merging(changes) { $1 })
  }
}
