import Basics
import Testing

@testable import Fleet

@Suite("By what values show a feature")
struct FeatureSignTests {
  @Test("the three forms read, and are written as they were")
  func forms() {
    #expect(FeatureSign("hub.db").condition == .isSet)
    #expect(FeatureSign("a.b == true").condition == .equals("true"))
    #expect(FeatureSign("a.b contains gpu image").condition == .contains("gpu image"))
    for text in ["hub.db", "a.b == true", "a.b contains gpu image", "a[].b == x == y"] {
      #expect(FeatureSign(text).description == text)
      #expect(FeatureSign(FeatureSign(text).description) == FeatureSign(text))
    }
    #expect(FeatureSign("a.b == true").pattern == PathPattern("a.b"))
  }

  @Test("a path alone: something that turns it on stands there")
  func isSet() {
    let sign = FeatureSign("a")
    let something: [JSONValue] = [true, 0, 1.5, "no", ["x"], ["x": .null]]
    for value in something { #expect(sign.holds(for: SourcedValue(value)), "\(value)") }
    let nothing: [JSONValue] = [.null, false, "", [], [:]]
    for value in nothing { #expect(!sign.holds(for: SourcedValue(value)), "\(value)") }
  }

  @Test("a value: it stands there as it is written")
  func equals() {
    let cases: [(String, JSONValue, Bool)] = [
      ("true", true, true), ("true", "true", true), ("true", false, false), ("2", 2, true), ("2.5", 2.5, true), ("0.5", 0.5, true),
      ("static", "static", true), ("static", "Static", false), ("2", ["2"], false), ("null", .null, false),
    ]
    for (wanted, value, holds) in cases {
      #expect(FeatureSign("a == \(wanted)").holds(for: SourcedValue(value)) == holds, "\(wanted) \(value)")
    }
  }

  @Test("a part of a text: only texts have it")
  func contains() {
    let sign = FeatureSign("a contains nbgitpuller")
    #expect(sign.holds(for: SourcedValue("pip install nbgitpuller==1.2")))
    #expect(!sign.holds(for: SourcedValue("pip install nbgit")))
    #expect(!sign.holds(for: SourcedValue(["nbgitpuller"])))
  }
}
