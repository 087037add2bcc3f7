import Basics
import Fleet
import Operations
import Testing

@Suite("why a value is what it is")
struct ExplanationTests {
  private let texts = ConfigurationExample.adoptedTexts

  @Test("the line that set it is shown, and what it overrides, the nearest first, defaults by their chart")
  func overridden() throws {
    let answer = try ConfigurationExample.adopted("shore/reef").explanation(of: "singleuser.memory.limit", texts: texts)
    #expect(answer.path == "jupyterhub.singleuser.memory.limit")
    #expect(answer.said?.place == SourcePlace(file: "config/clusters/shore/reef.values.yaml", line: 6, column: 14, length: 2))
    #expect(answer.said?.line == "limit: 4G")
    #expect(answer.overridden.first?.value == "2G")
    #expect(answer.overridden.last?.chart == "jupyterhub")
    #expect(answer.features.map(\.feature) == ["dask"] && answer.features[0].ofHub)
  }

  @Test("of two charts, the outer one's default is what counts")
  func defaults() throws {
    let answer = try ConfigurationExample.adopted("sand").explanation(of: "singleuser.memory.guarantee")
    #expect(answer.value == "512M")
    #expect(([answer.said].compactMap { $0 } + answer.overridden).map(\.chart) == ["daskhub", "basehub", "jupyterhub"])
    #expect(answer.features.map(\.ofHub) == [true])
  }

  @Test("a file that cannot be read may set it, where it stands over the one that did")
  func encrypted() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let doubt = "config/clusters/shore/enc-reef.secret.values.yaml is encrypted: it may set this"
    #expect(try reef.explanation(of: "singleuser.memory.limit").doubts == [doubt])
    let list = texts["config/clusters/shore/cluster.yaml"] ?? ""
    let below = list.replacing("      - common.values.yaml\n", with: "")
      .replacing("- enc-reef.secret.values.yaml", with: "- common.values.yaml")
      .replacing("- reef.values.yaml", with: "- enc-reef.secret.values.yaml\n      - reef.values.yaml")
    let other = try ConfigurationExample.adopted("shore/reef", changing: ["config/clusters/shore/cluster.yaml": below])
    #expect(try other.explanation(of: "singleuser.memory.limit").doubts.isEmpty)
  }

  @Test("a value that a file removed is told with that file and what it removed")
  func removed() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let answer = try reef.explanation(of: "singleuser.storage", texts: texts)
    #expect(answer.value == nil && answer.said?.value == .null)
    #expect(answer.overridden.map(\.chart) == ["jupyterhub"])
    let lines = ExplanationText.lines(answer)
    #expect(lines[0] == "shore/reef: jupyterhub.singleuser.storage is not set")
    #expect(lines[1] == "  removed by config/clusters/shore/reef.values.yaml:12 (null)")
  }

  @Test("a part of a list is set by who set the list")
  func list() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let answer = try reef.explanation(of: "singleuser.profileList[0].kubespawner_override.mem_limit", texts: texts)
    #expect(answer.value == "1G" && answer.said?.place?.line == 9)
  }

  @Test("of a map, the files are told with how much of it each set")
  func map() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let answer = try reef.explanation(of: "singleuser.memory")
    #expect(answer.said == nil)
    #expect(answer.origins.map(\.leaves) == [1, 1] && answer.origins.map(\.chart) == [nil, "basehub"])
    #expect(ExplanationText.lines(answer)[1] == "  a map of 2 values, set by")
  }

  @Test("what looks like a secret is neither told nor shown in its line")
  func secrets() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let answer = try reef.explanation(of: "singleuser.extraEnv.UPSTREAM_TOKEN", texts: texts)
    #expect(answer.value == "•••• (looks like a secret)")
    #expect(!ExplanationText.lines(answer).joined().contains("hunter2"))
    #expect(answer.said?.line == "UPSTREAM_TOKEN: ••••••••••••••")
  }

  @Test("in the native layout raw values stand over fields, and what Atoll says is told so")
  func native() throws {
    let reef = try ConfigurationExample.native("reef")
    let limit = try reef.explanation(of: "singleuser.memory.limit", texts: ConfigurationExample.nativeTexts)
    #expect(limit.said?.place?.line == 11 && limit.overridden.map { $0.place?.line } == [7])
    #expect(limit.doubts.isEmpty)
    #expect(try ConfigurationExample.native("reef").explanation(of: "cull.maxAge").said?.place?.line == 9)
  }
}
