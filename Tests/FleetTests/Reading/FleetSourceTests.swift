import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("Reading a fleet folder")
struct FleetSourceTests {
  private func codes(_ source: FleetSource) -> [String] {
    FleetLoader.load(source).findings.map { "\($0.place?.file ?? "-") \($0.code)" }
  }

  @Test("declarations and what hubs name are read; other files are left alone")
  func readsWhatIsNamed() throws {
    var files = SmallFleet.files
    files["hubs/reef.yaml"]! += "environment: {requirements: requirements/reef.txt}\nmaterials: {repository: content}\n"
    files["requirements/reef.txt"] = "numpy\n"
    files["requirements/other.txt"] = "scipy\n"
    files["content/a/one.ipynb"] = "{}"
    files["content/.git/config"] = "x"
    files["README.md"] = "# Hello"
    let folder = try TemporaryFolder(files)
    let source = try FleetSource.read(folder: folder.path)
    #expect(
      Set(source.files.keys)
        == Set(SmallFleet.files.keys).union(["requirements/reef.txt", "content/a/one.ipynb"]))
    let loaded = FleetLoader.load(source)
    #expect(loaded.findings == [])
    #expect(loaded.fleet?.texts == ["requirements/reef.txt": "numpy\n"])
    #expect(loaded.fleet?.folders.keys.sorted() == ["content"])
  }

  @Test("a folder that is none, is not there or has no fleet.yaml cannot be read at all")
  func whatIsNoFleet() throws {
    let folder = try TemporaryFolder(["a.txt": "a"])
    #expect(throws: FleetReadError.missing(folder: folder.path + "/b")) {
      try FleetSource.read(folder: folder.path + "/b")
    }
    #expect(throws: FleetReadError.notAFolder(folder.path + "/a.txt")) {
      try FleetSource.read(folder: folder.path + "/a.txt")
    }
    #expect(throws: FleetReadError.noFleetFile(folder: folder.path)) { try FleetSource.read(folder: folder.path) }
  }

  @Test("a link inside the folder is followed; one out of it, to nowhere or to a folder is not")
  func links() throws {
    let elsewhere = try TemporaryFolder(["secret.yaml": "name: Secret"])
    let folder = try TemporaryFolder(SmallFleet.files)
    try folder.link("communities/inside.yaml", to: "reef.yaml")
    try folder.link("communities/outside.yaml", to: elsewhere.path + "/secret.yaml")
    try folder.link("communities/nowhere.yaml", to: "nothing")
    try folder.link("communities/folder.yaml", to: "../hubs")
    try folder.link("features", to: elsewhere.path)
    let source = try FleetSource.read(folder: folder.path)
    #expect(source.files["communities/inside.yaml"] == source.files["communities/reef.yaml"])
    #expect(
      codes(source) == [
        "communities/folder.yaml A132", "communities/nowhere.yaml A132", "communities/outside.yaml A132",
        "features A132",
      ])
  }

  @Test("a pipe, a folder in the place of a file and a file in the place of a folder are told, not waited on")
  func oddThings() throws {
    let folder = try TemporaryFolder(SmallFleet.files)
    #expect(mkfifo(folder.path + "/communities/pipe.yaml", 0o600) == 0)
    try folder.write("communities/folder.yaml/x", Data())
    try folder.write("features", Data())
    #expect(
      codes(try FleetSource.read(folder: folder.path)) == [
        "communities/folder.yaml A133", "communities/pipe.yaml A133", "features A133",
      ])
  }

  @Test("a file of 100 MB is told by its size and not read", .timeLimit(.minutes(5)))
  func largeFile() throws {
    let folder = try TemporaryFolder(SmallFleet.files)
    try folder.write("communities/large.yaml", Data())
    #expect(truncate(folder.path + "/communities/large.yaml", 100 << 20) == 0)
    let source = try FleetSource.read(folder: folder.path)
    #expect(codes(source) == ["communities/large.yaml A102"])
    #expect(source.files["communities/large.yaml"] == nil)
  }

  @Test("too many files, too many bytes and too deep folders are bounded")
  func boundedFolders() throws {
    var files = SmallFleet.files
    files["hubs/reef.yaml"]! += "materials: {repository: content}\n"
    for index in 0..<50 { files["content/\(index).txt"] = String(repeating: "x", count: 1000) }
    let folder = try TemporaryFolder(files)
    var limits = FleetLimits()
    limits.entries = 20
    #expect(codes(try FleetSource.read(folder: folder.path, limits: limits)) == ["- A134"])
    limits = FleetLimits()
    limits.totalBytes = 10_000
    #expect(codes(try FleetSource.read(folder: folder.path, limits: limits)) == ["- A134"])
    try folder.write("content/a/b/c/d.txt", Data("deep".utf8))
    limits = FleetLimits()
    limits.folderDepth = 2
    #expect(codes(try FleetSource.read(folder: folder.path, limits: limits)) == ["content/a/b A134"])
  }

  @Test("a folder of binary files is told file by file")
  func binaryFiles() throws {
    let folder = try TemporaryFolder(["fleet.yaml": "name: Small"])
    for index in 0..<20 {
      let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 * 31 + index) }
      try folder.write("hubs/h\(index).yaml", Data(bytes))
    }
    let loaded = FleetLoader.load(try FleetSource.read(folder: folder.path))
    #expect(loaded.findings.count == 20)
    #expect(loaded.findings.allSatisfy { $0.code == "A104" })
    #expect(loaded.undecoded.count == 20)
  }

  @Test("a folder is named by hand, by ATOLL_FLEET, or found upward")
  func search() throws {
    let folder = try TemporaryFolder(["fleet.yaml": "name: Small", "a/b/c.txt": ""])
    let deep = folder.path + "/a/b"
    #expect(try FleetSearch.find(given: nil, environment: [:], currentDirectory: deep) == folder.path)
    #expect(try FleetSearch.find(given: "x", environment: ["ATOLL_FLEET": "/y"], currentDirectory: deep) == deep + "/x")
    #expect(try FleetSearch.find(given: nil, environment: ["ATOLL_FLEET": "/y"], currentDirectory: deep) == "/y")
    #expect(throws: FleetReadError.noneFound(from: "/")) {
      try FleetSearch.find(given: nil, environment: [:], currentDirectory: "/")
    }
  }
}

@Suite("Bundles")
struct BundleTests {
  private let source = FleetSource(files: [
    "fleet.yaml": Array("name: Small\n".utf8), "content/a.bin": [0, 255, 1, 2], "content/b/empty": [],
  ])

  @Test("a bundle travels as JSON and arrives the same")
  func roundTrip() throws {
    let data = try JSONEncoder().encode(source)
    let arrived = try JSONDecoder().decode(FleetSource.self, from: data)
    #expect(arrived == source)
    #expect(arrived.hash == source.hash)
  }

  @Test("the hash tells other content, other names and other borders apart")
  func hashes() {
    let sources = [
      ["a": "b", "c": "d"], ["a": "bc", "": "d"], ["ab": "", "c": "d"], ["a": "b"], ["a": "", "c": "d"], [:],
    ].map { FleetSource(texts: $0).hash }
    #expect(Set(sources).count == sources.count)
    #expect(FleetSource(texts: ["a": "b", "c": "d"]).hash == FleetSource(texts: ["c": "d", "a": "b"]).hash)
    #expect(source.hash.count == 64)
  }

  @Test("a bundle is written whole, once, and read back the same")
  func writing() throws {
    let folder = try TemporaryFolder()
    let target = folder.path + "/bundle"
    try source.write(to: target)
    try source.write(to: target)
    #expect(FileManager.default.contents(atPath: target + "/content/a.bin") == Data([0, 255, 1, 2]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bundle"])
  }

  @Test(
    "a bundle with a path out of its folder, or that is no bundle, is refused",
    arguments: [
      #"{"format": "atoll-fleet-1", "files": {"../x": ""}}"#, #"{"format": "atoll-fleet-1", "files": {"/etc/x": ""}}"#,
      #"{"format": "atoll-fleet-1", "files": {"a//b": ""}}"#, #"{"format": "atoll-fleet-1", "files": {"a": "%"}}"#,
      #"{"format": "atoll-fleet-2", "files": {}}"#, #"{"files": {}}"#, "[]",
    ])
  func refused(_ text: String) {
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(FleetSource.self, from: Data(text.utf8)) }
    #expect(throws: FleetReadError.self) { try FleetSource(texts: ["../x": ""]).write(to: "/nowhere/at/all") }
  }

  @Test("base64 is that of everyone else", arguments: 0..<70)
  func base64(_ count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 91 + 7) }
    let text = Data(bytes).base64EncodedString()
    #expect(Base64.encode(bytes) == text)
    #expect(Base64.decode(text) == bytes)
  }

  @Test("what is not base64 is refused", arguments: ["A", "AA", "AAA", "A===", "AA=A", "AB==", "A\nAA", "AAAA="])
  func badBase64(_ text: String) { #expect(Base64.decode(text) == nil) }
}
