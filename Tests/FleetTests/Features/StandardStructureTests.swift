import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("The standard hub")
struct StandardStructureTests {
  /// Paths that are standard and that no example sets: other words for what it says.
  private static let otherWords: Set<String> = ["hub.config.JupyterHub.admin_users"]

  private func leaves(_ kind: HubKind) throws -> [LeafPath] {
    let text = StandardStructure.example(of: kind)
    let values = try #require(SourcedValue.read(Array(text.utf8), file: "a.yaml").value)
    var leaves: [LeafPath] = []
    values.forEachLeaf(within: ["jupyterhub"]) { path, _ in leaves.append(path) }
    return leaves
  }

  @Test("every leaf of a kind's example is standard for the kind", arguments: HubKind.allCases)
  func leavesAreStandard(_ kind: HubKind) throws {
    let structure = StandardStructure(Catalogue())
    for leaf in try leaves(kind) { #expect(structure.kinds(for: leaf).contains(kind), "\(leaf.written)") }
  }

  @Test("every path of a kind's structure stands in its example", arguments: HubKind.allCases)
  func pathsAreShown(_ kind: HubKind) throws {
    let leaves = try leaves(kind)
    for part in StandardStructure.parts(of: kind) {
      for path in part.paths where !Self.otherWords.contains(path) {
        #expect(leaves.contains { PathPattern(path).covers($0) }, "\(path)")
      }
    }
  }

  @Test("an example is YAML without findings, with comments that fit a page", arguments: HubKind.allCases)
  func reads(_ kind: HubKind) throws {
    let text = StandardStructure.example(of: kind)
    #expect(SourcedValue.read(Array(text.utf8), file: "a.yaml").findings == [])
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 132 && !$0.hasSuffix(" ") })
    #expect(lines.count { $0.contains("#") } >= 20)
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test("a kind has what the kinds before it have, and more")
  func kinds() {
    let structure = StandardStructure(Catalogue())
    #expect(structure.kinds(for: LeafPath(["singleuser", "memory", "limit"])) == Set(HubKind.allCases))
    #expect(structure.kinds(for: LeafPath(["singleuser", "profileList", "[3]", "slug"])) == [.research, .experimental])
    #expect(structure.kinds(for: LeafPath(["hub", "image", "tag"])) == [.experimental])
    #expect(structure.kinds(for: LeafPath(["cull", "enabled"])).isEmpty)
    let all = HubKind.allCases.map { StandardStructure.parts(of: $0).map(\.purpose) }
    #expect(all[1].starts(with: all[0]) && all[2].starts(with: all[1]))
  }

  @Test("in the native layout only doors are standard of raw values, and the example is a hub's file", arguments: HubKind.allCases)
  func native(_ kind: HubKind) throws {
    let structure = StandardStructure(Catalogue(), isNative: true)
    #expect(structure.kinds(for: LeafPath(["singleuser", "memory", "limit"])).isEmpty)
    #expect(structure.kinds(for: LeafPath(["hub", "config", "Authenticator", "admin_users"])) == Set(HubKind.allCases))
    let example = StandardStructure.nativeExample(of: kind)
    #expect(example.contains("\nkind: \(kind.rawValue) "))
    #expect(StandardStructure.nativeExample(of: .research) == Shape.hubExample)
  }

  @Test("the page has every path and every example, and is that of today")
  func page() throws {
    let page = StandardPage.markdown
    for kind in HubKind.allCases {
      #expect(page.contains(StandardStructure.example(of: kind)))
      for part in StandardStructure.parts(of: kind) { for path in part.paths { #expect(page.contains("`\(path)`")) } }
    }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/reference/\(StandardPage.fileName)").standardizedFileURL
    if ProcessInfo.processInfo.environment["ATOLL_WRITE_REFERENCE"] != nil { try Data(page.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == page)
  }
}
