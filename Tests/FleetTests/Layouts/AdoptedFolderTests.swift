import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("A folder of the layout 2i2c on a disk")
struct AdoptedFolderTests {
  @Test("links to folders inside of it are followed, and those that have no end are told")
  func links() throws {
    let folder = try TemporaryFolder()
    for (path, text) in AdoptedExample.texts {
      try folder.write(path.replacing("helm-charts/", with: "common/charts/"), Data(text.utf8))
    }
    try folder.link("helm-charts", to: "common/charts")
    #expect(FleetLoader.load(try FleetSource.read(folder: folder.path)).isSound)
    #expect(try FleetSource.read(folder: folder.path).files == FleetSource(texts: AdoptedExample.texts).files)
    try folder.link("common/charts/basehub/endless", to: "..")
    let loaded = FleetLoader.load(try FleetSource.read(folder: folder.path))
    #expect(loaded.findings.filter { $0.severity == .error }.map(\.code) == [.linkNotFollowed])
  }

  @Test("a tree of git with links to folders reads as the folder does")
  func tree() throws {
    var entries: [String: FileTree.Entry] = [:]
    var contents: [String: [UInt8]] = [:]
    func put(_ text: String, _ kind: FileTree.Kind, at path: String) {
      let bytes = Array(text.utf8)
      let id = ContentFormat.sha1.id(of: bytes)
      entries[path] = FileTree.Entry(kind, id: id, size: bytes.count)
      contents[id] = bytes
    }
    for (path, text) in AdoptedExample.texts { put(text, .file, at: path.replacing("helm-charts/", with: "common/charts/")) }
    put("common/charts", .link, at: "helm-charts")
    put("loop/a", .link, at: "config/loop")
    let step = try TreeReading(FileTree(entries), folder: "x", contents: contents).step()
    #expect(step.missing.isEmpty)
    #expect(step.source.files == FleetSource(texts: AdoptedExample.texts).files)
    #expect(Set(step.ids.keys) == Set(step.source.files.keys))
  }
}
