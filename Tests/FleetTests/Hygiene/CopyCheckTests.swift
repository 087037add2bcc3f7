import Basics
import Fleet
import Testing

@Suite("Blocks, code and staging hubs that nobody shares or declares")
struct CopyCheckTests {
  private func found(_ hubs: [String: String], _ code: FindingCode, common: String? = nil) -> [Finding] {
    AdoptedFleet.findings(AdoptedFleet.source(hubs, common: common), [code])
  }

  /// A homepage with five values that are the same for all and one of the hub's own.
  private func page(_ name: String, _ count: Int = 6) -> String {
    let lines = (1...count).map { "      v\($0): same\n" }.joined()
    return "custom:\n  homepage:\n    templateVars:\n\(lines)      org: \(name)"
  }

  @Test("a block in three files is told once, with all places")
  func block() throws {
    let found = found(["x": page("x"), "y": page("y"), "z": page("z")], "A933")
    let finding = try #require(found.first)
    #expect(found.map(\.short) == ["c/x.yaml:5 A933"])
    #expect(finding.related.count == 2)
    #expect(finding.what.contains("in 'custom.homepage.templateVars' stand the same in 3 files, with 6 values each"))
  }

  @Test("two files, or fewer than six values, are not told")
  func few() {
    #expect(found(["x": page("x"), "y": page("y")], "A933").isEmpty)
    #expect(found(["x": page("x", 5), "y": page("y", 5), "z": page("z", 5)], "A933").isEmpty)
  }

  @Test("of a block only the outermost is told")
  func outermost() {
    let text = "custom:\n  deep: {one: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}, two: {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}}"
    #expect(found(["x": text, "y": text, "z": text], "A933").count == 1)
  }

  @Test("two variants of one block are two blocks")
  func variants() {
    let lists = { (name: String) in "singleuser:\n  profileList: [{a: \(name), b: 2, c: 3}, {a: 4, b: 5, c: \(name)}]" }
    var hubs: [String: String] = [:]
    for name in ["one", "two"] { for count in 1...3 { hubs["\(name)\(count)"] = lists(name) } }
    #expect(found(hubs, "A933").count == 2)
  }

  @Test("a file that many hubs name is one file")
  func shared() {
    #expect(found(["x": "hub: {}", "y": "hub: {}", "z": "hub: {}"], "A933", common: page("all")).isEmpty)
  }

  @Test("code that one hub runs alone is told with its lines; its staging hub is no other hub")
  func code() {
    let code = "hub:\n  extraConfig:\n    quota: |\n      a = 1\n\n      b = 2"
    let found = found(["prod": code, "staging": code, "other": "hub: {}"], "A938")
    #expect(found.count == 1)
    #expect(found.first?.what == "only 'c/prod' and its staging hub runs this code in hub.extraConfig.quota: 2 lines")
    #expect(self.found(["x": code, "y": code], "A938").isEmpty)
  }

  @Test("a file that is no program is no code")
  func files() {
    func file(_ path: String) -> String { "singleuser: {extraFiles: {one: {mountPath: \(path), stringData: \"x\"}}}" }
    #expect(found(["x": file("/etc/gitconfig")], "A938").isEmpty)
    #expect(found(["x": file("/opt/start.py")], "A938").count == 1)
  }

  @Test("staging hubs that are known by name only are told once for a cluster, with what declares them")
  func staging() throws {
    let finding = try #require(found(["staging": "hub: {}", "a": "hub: {}", "b": "hub: {}"], "A931").first)
    #expect(finding.what == "the staging hubs of 2 hubs of 'c' are known by their names only")
    #expect(finding.next?.contains(#"hubs: {"c/*": {staging: staging}}"#) == true)
  }

  @Test("a declared staging hub is none by name")
  func declared() {
    let changes = ["fleet.yaml": "name: F\nhubs: {c/a: {staging: staging}}\n"]
    let source = AdoptedFleet.source(["staging": "hub: {}", "a": "hub: {}"], changes: changes)
    #expect(AdoptedFleet.findings(source, ["A931"]).isEmpty)
  }

  @Test("a hub that is called staging and that nobody uses so is told")
  func idle() {
    let what = found(["x-staging": "hub: {}"], "A931").first?.what
    #expect(what == "no hub stages its changes on 'c/x-staging', whose name says staging")
  }
}
