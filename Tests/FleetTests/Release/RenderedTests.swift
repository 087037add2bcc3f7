import Basics
import Fleet
import Foundation
import Testing

/// Golden pairs: the files of a fleet, and below them what a hub of it renders to, with the place of each value.
/// `ATOLL_WRITE_GOLDEN=1` writes what is rendered now, so that a change of it is a change of these files.
@Suite("Rendered values")
struct RenderedTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Rendered")

  static let stories: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test("every hub renders to the values told, each with its place", arguments: stories)
  func rendered(name: String) throws {
    let file = RenderedTests.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let story = TextCase(name: name, text)
    let parts = text.components(separatedBy: "=== rendered ")
    var written = parts[0]
    for part in parts.dropFirst() {
      let hub = HubID(String(part.prefix { !$0.isWhitespace }))
      let now = try render(hub, story.files.filter { !$0.key.hasPrefix("rendered ") })
      written += "=== rendered \(hub)\n\(now)"
      let told = part.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
      if ProcessInfo.processInfo.environment["ATOLL_WRITE_GOLDEN"] == nil { #expect(now == told, "\(name): \(hub)") }
    }
    #expect(parts.count > 1)
    if ProcessInfo.processInfo.environment["ATOLL_WRITE_GOLDEN"] != nil {
      try written.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  @Test("there are golden pairs")
  func thereAreStories() {
    #expect(RenderedTests.stories.count >= 4)
  }

  private func render(_ id: HubID, _ files: [String: String]) throws -> String {
    let loaded = FleetLoader.load(FleetSource(texts: files))
    let errors = loaded.findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.map(\.what))")
    let fleet = try #require(loaded.fleet)
    let hub = try #require(fleet.hubs[id])
    return EffectiveConfiguration(of: hub, in: fleet).entries.map { entry in
      let place = entry.place.map { "  # \($0)" } ?? "  # default"
      let over = entry.overridden.map { " over \($0.value.canonicalText) (\($0.place?.description ?? "default"))" }
      return "\(entry.path) = \(entry.value?.canonicalText ?? "removed")\(place)\(over.joined())\n"
    }.joined()
  }
}
