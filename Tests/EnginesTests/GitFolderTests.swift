import Basics
import Fleet
import Foundation
import Testing

@testable import Engines

/// With the real git, in repositories of their own.
@Suite("Fleet folders at revisions")
struct GitFolderTests {
  @Test("a folder at a revision is what reading it from the disk gave then", arguments: ["", "fleets/coast"])
  func atRevision(_ place: String) async throws {
    let repository = try Repository()
    let folder = place.isEmpty ? repository.path : "\(repository.path)/\(place)"
    let start = place.isEmpty ? "" : place + "/"
    try repository.write(start + "fleet.yaml", "name: Example\n")
    try repository.write(start + "communities/reef.yaml", "name: Reef\n")
    try repository.write(start + "hubs/reef.yaml", "community: reef\nenvironment: {requirements: files/reef.txt}\n")
    try repository.write(start + "hubs/notes.txt", "not read\n")
    try repository.write(start + "files/reef.txt", "numpy\n")
    try repository.write(start + "files/other.txt", "named by nobody\n")
    try repository.write(start + "config/clusters/bay/cluster.yaml", "name: bay\nhubs: []\n")
    try repository.write(start + "config/clusters/bay/support.md", "not read\n")
    try repository.write(start + "helm-charts/basehub/values.yaml", "a: 1\n")
    try repository.write(start + "big.yaml", String(repeating: "#", count: 2 << 20))
    try repository.link(start + "hubs/twin.yaml", to: "reef.yaml")
    try repository.link(start + "hubs/away.yaml", to: "/etc/passwd")
    try repository.commit("one")
    let then = try FleetSource.read(folder: folder)
    try repository.write(start + "hubs/reef.yaml", "community: reef\n")
    try repository.write(start + "hubs/kelp.yaml", "community: reef\n")
    try repository.commit("two")
    let now = try FleetSource.read(folder: folder)
    #expect(try await FleetAtRevision.load(folder: folder, revision: "HEAD~1") == then)
    #expect(try await FleetAtRevision.load(folder: folder, revision: "HEAD") == now)
    #expect(then.files["files/reef.txt"] != nil)
    #expect(then.files["hubs/twin.yaml"] == then.files["hubs/reef.yaml"])
    #expect(then.findings.map(\.place?.file) == ["hubs/away.yaml"])
  }

  @Test("charts beside the folder are those of the revision where they are in the repository, else those on the disk")
  func chartsBeside() async throws {
    let repository = try Repository()
    try repository.write("fleet/config/clusters/bay/cluster.yaml", "name: bay\n")
    try repository.write("charts/hub-1/values.yaml", "a: 1\n")
    try repository.write("charts/hub-1/README.md", "not read\n")
    try repository.commit("one")
    try repository.write("charts/hub-1/values.yaml", "a: 2\n")
    let source = try await FleetAtRevision.load(folder: "\(repository.path)/fleet", revision: "HEAD")
    #expect(source.files["charts/hub-1/values.yaml"] == Array("a: 1\n".utf8))
    #expect(source.files.count == 2)
    let snapshot = try await GitFolder("\(repository.path)/fleet").snapshot(at: "HEAD")
    #expect(Set(snapshot.ids.keys) == Set(source.files.keys))

    let outside = try Repository("\(repository.path)/inner")
    try outside.write("config/clusters/bay/cluster.yaml", "name: bay\n")
    try outside.commit("one")
    try repository.write("charts/hub-2/values.yaml", "a: 3\n")
    let other = try await FleetAtRevision.load(folder: outside.path, revision: "HEAD")
    #expect(other.files["charts/hub-2/values.yaml"] == Array("a: 3\n".utf8))
  }

  @Test("charts that git ignores are those on the disk")
  func ignoredCharts() async throws {
    let repository = try Repository()
    try repository.write("config/clusters/bay/cluster.yaml", "name: bay\n")
    try repository.write(".gitignore", "charts/\n")
    try repository.write("charts/hub-1/values.yaml", "a: 1\n")
    try repository.commit("one")
    let source = try await FleetAtRevision.load(folder: repository.path, revision: "HEAD")
    #expect(source == (try FleetSource.read(folder: repository.path)))
    #expect(source.files.count == 2)
  }

  @Test("content ids are git's own, and the working tree has those of a commit where it is clean")
  func ids() async throws {
    let repository = try Repository()
    try repository.write("config/clusters/bay/cluster.yaml", "name: bay\n")
    try repository.write("config/clusters/bay/reef.yaml", "a: 1\n")
    try repository.commit("one")
    let folder = try await GitFolder(repository.path)
    let committed = try await folder.snapshot(at: "HEAD")
    #expect(try folder.workingSnapshot().ids == committed.ids)
    #expect(committed.contents.isEmpty)
    try repository.write("config/clusters/bay/reef.yaml", "a: 2\n")
    try repository.write("config/clusters/bay/new.yaml", "a: 2\n")
    let working = try folder.workingSnapshot()
    #expect(working.ids["config/clusters/bay/new.yaml"] == working.ids["config/clusters/bay/reef.yaml"])
    #expect(try await folder.changedPaths(from: "HEAD", to: nil) == ["config/clusters/bay/reef.yaml"])
    let id = try #require(committed.ids["config/clusters/bay/reef.yaml"])
    #expect(try await folder.contents(of: [id]) == [id: Array("a: 1\n".utf8)])
  }

  @Test("a range of commits is told from the oldest on, a merge as one step")
  func commits() async throws {
    let repository = try Repository()
    try repository.write("fleet.yaml", "name: One\n")
    try repository.commit("one")
    try repository.git("checkout", "-q", "-b", "side")
    try repository.write("side.txt", "a\n")
    try repository.commit("on the side")
    try repository.git("checkout", "-q", "main")
    try repository.write("fleet.yaml", "name: Two\n")
    try repository.commit("two: with a tab\t and a \"quote\"")
    try repository.git("merge", "-q", "--no-ff", "-m", "three", "side")
    let folder = try await GitFolder(repository.path)
    let commits = try await folder.commits("main~2..main")
    #expect(commits.map(\.subject) == ["two: with a tab\t and a \"quote\"", "three"])
    #expect(commits[1].parent == commits[0].id)
    #expect(try await folder.changedPaths(from: "main~1", to: "main") == ["side.txt"])
  }

  @Test("what git cannot tell is said, with the next step")
  func failures() async throws {
    let repository = try Repository()
    try repository.write("fleet.yaml", "name: One\n")
    try repository.commit("one")
    try repository.write("fleet.yaml", "name: Two\n")
    try repository.commit("two")
    let folder = try await GitFolder(repository.path)
    for name in ["--all", "", "-1", "a\nb"] {
      await #expect(throws: GitFailure.badRevision(name)) { try await folder.commit(name) }
    }
    await #expect { try await folder.commit("nowhere") } throws: { "\($0)".contains("no revision 'nowhere'") }
    await #expect(throws: GitFailure.badRange("main")) { try await folder.commits("main") }
    await #expect(throws: GitFailure.badRange("a...b")) { try await folder.commits("a...b") }
    await #expect(throws: GitFailure.lacksContents(count: 1)) {
      try await folder.contents(of: [String(repeating: "1", count: 40)])
    }
    let elsewhere = try Repository(initialised: false)
    await #expect(throws: GitFailure.notARepository(folder: elsewhere.path)) { try await GitFolder(elsewhere.path) }
    try repository.git("clone", "-q", "--depth", "1", "file://\(repository.path)", "\(elsewhere.path)/shallow")
    let shallow = try await GitFolder("\(elsewhere.path)/shallow")
    await #expect(throws: GitFailure.shallow("HEAD~1")) { try await shallow.commit("HEAD~1") }
  }

  @Test("reading runs no hook and writes nothing into the repository")
  func quiet() async throws {
    let repository = try Repository()
    try repository.write("config/clusters/bay/cluster.yaml", "name: bay\n")
    try repository.commit("one")
    let trace = "\(repository.path)/.git/hook-ran"
    try repository.write(".git/watch", "#!/bin/sh\ntouch '\(trace)'\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: "\(repository.path)/.git/watch")
    try repository.git("config", "core.fsmonitor", ".git/watch")
    let index = try Data(contentsOf: URL(filePath: "\(repository.path)/.git/index"))
    try repository.write("config/clusters/bay/cluster.yaml", "name: bay\n")
    let folder = try await GitFolder(repository.path)
    #expect(try await folder.changedPaths(from: "HEAD", to: nil).isEmpty)
    _ = try await folder.snapshot(at: "HEAD")
    #expect(!FileManager.default.fileExists(atPath: trace))
    #expect(try Data(contentsOf: URL(filePath: "\(repository.path)/.git/index")) == index)
  }

  @Test("what is kept of cluster files is private, and nothing where it is damaged")
  func kept() throws {
    let place = try Repository(initialised: false)
    let file = ClusterIndexFile(folder: place.path, environment: ["XDG_CACHE_HOME": place.path])
    #expect(file.read() == ClusterIndexes())
    let hub = ClusterIndex.Hub(name: "reef", chart: "basehub", override: "a.yaml", files: ["b.yaml", "../c.yaml"])
    let clusters = ClusterIndexes(["1": ClusterIndex(hubs: [hub]), "2": ClusterIndex(hubs: [])])
    file.write(clusters)
    #expect(file.read() == clusters)
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    for damaged in ["", "atoll", "\u{0}\n", "atoll-clusters-1 0\nc\t1\n"] {
      try damaged.write(toFile: file.path, atomically: false, encoding: .utf8)
      #expect(file.read() == ClusterIndexes())
    }
  }
}

/// A git repository that is gone after the test.
private final class Repository {
  let path: String

  init(_ given: String? = nil, initialised: Bool = true) throws {
    path = given ?? FileManager.default.temporaryDirectory.appending(path: "atoll-git-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    if initialised { try git("init", "-q", "-b", "main") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
  }

  func commit(_ message: String) throws {
    try git("add", "--all")
    try git("-c", "user.name=Ada", "-c", "user.email=ada@alpha.example", "commit", "-q", "-m", message)
  }

  func git(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@alpha.example", "-C", path] + arguments
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}
