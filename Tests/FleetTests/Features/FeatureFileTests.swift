import Basics
import Testing

@testable import Fleet

@Suite("Features as files")
struct FeatureFileTests {
  /// What a feature's file reads as.
  private func read(_ feature: Feature) throws -> Feature {
    let people = "people: {ada: {name: Ada, roles: [engineer]}}\n"
    let loaded = FleetLoader.load(
      FleetSource(texts: ["fleet.yaml": "name: Alpha\n" + people, "features/\(feature.id).yaml": feature.fileText]))
    #expect(loaded.findings.filter { $0.severity > .note } == [], "\(feature.fileText)")
    return try #require(loaded.fleet?.features[feature.id])
  }

  @Test("the file of each built-in feature reads as that feature, declared", arguments: Feature.builtIn)
  func builtIn(_ feature: Feature) throws {
    var expected = feature
    expected.isBuiltIn = false
    #expect(try read(feature) == expected)
  }

  @Test("whatever stands in a feature, its file reads as the same")
  func law() throws {
    let seed: UInt64 = 7
    var random = SeededRandom(seed: seed)
    let texts = ["yes", "a: b", "- x", "# no", "\"quoted\" 'too'", "two words", "012", "ünï", "\\n", "{a}", "*", "2026-01-01"]
    func text() -> String { texts[Int.random(in: 0..<texts.count, using: &random)] }
    for number in 0..<60 {
      let day = Bool.random(using: &random) ? "2026-0\(Int.random(in: 1...9, using: &random))-28" : nil
      var verdict: FeatureVerdict?
      if Bool.random(using: &random) {
        verdict = FeatureVerdict(
          build: .allCases.randomElement(using: &random), maintain: .allCases.randomElement(using: &random),
          learn: Bool.random(using: &random) ? [text(), "ada"] : [], at: day, by: "ada")
      }
      let feature = Feature(
        id: FeatureID("f-\(number)"), name: text(), description: Bool.random(using: &random) ? text() : nil,
        stage: try #require(Feature.Stage.allCases.randomElement(using: &random)), owners: ["ada"], since: day, reviewBy: day,
        documentation: Bool.random(using: &random) ? "https://alpha.example/#a?b=c" : nil,
        explains: ["custom.reef.*", "singleuser.profileList[].slug"],
        shownBy: [FeatureSign("custom.reef == \(text())"), FeatureSign("hub.db"), FeatureSign("a.b contains \(text())")],
        specialist: Bool.random(using: &random) ? text() : nil, verdict: verdict)
      #expect(try read(feature) == feature, "seed \(seed), \(feature.fileText)")
    }
  }
}
