import Basics
import Foundation
import Testing

@testable import Fleet

/// What Helm 3.17 says of values under `format`, found with the real one.
struct HelmFormatFact: Sendable, CustomTestStringConvertible {
  let format: String
  /// As JSON.
  let value: String
  let isRefused: Bool

  var testDescription: String { "\(format) of \(value)" }
  var schema: String { #"{"$schema":"http://json-schema.org/draft-07/schema#","properties":{"a":{"format":"\#(format)"}}}"# }

  private static func facts(_ format: String, takes taken: [String], refuses refused: [String]) -> [HelmFormatFact] {
    taken.map { HelmFormatFact(format: format, value: "\"\($0)\"", isRefused: false) }
      + refused.map { HelmFormatFact(format: format, value: "\"\($0)\"", isRefused: true) }
  }

  static let all: [HelmFormatFact] =
    facts("date", takes: ["2020-01-01", "2020-02-29"], refuses: ["2020-1-1", "2020-13-01", "x", "", "2021-02-29", "2020-02-30"])
    + facts(
      "time", takes: ["10:00:00", "10:00:00Z", "10:00:00+01:00", "10:00:00.5", "1:00:00", "10:00:00.5Z"],
      refuses: ["10:00", "25:00:00", "10:0:00", "x"])
    + facts(
      "date-time",
      takes: ["2020-01-01T10:00:00Z", "2020-01-01", "10:00:00", "2020-01-01T10:00:00.5Z", "2020-01-01T10:00:00+01:00"],
      refuses: ["2020-01-01T10:00:00", "2020-01-01t10:00:00z", "2020-01-01 10:00:00Z", "x"])
    + facts(
      "email", takes: ["a@b", "Ada <a@b.c>", "a@[1.2.3.4]", "ä@b.c", "<a@b>", "a@-b", "a@b_c"],
      refuses: ["a", "a@b.c, d@e.f", "a b@c", "a@", "@b", "a..b@c", "a.@b", "a@b..c"])
    + facts("idn-email", takes: ["a@b"], refuses: ["a"])
    + facts(
      "hostname", takes: ["a", "a.b", "1.2.3.4", String(repeating: "a.", count: 120) + "a"],
      refuses: [
        "a_b", "-a", "a-", "a.", ".a", "", "a b", String(repeating: "a", count: 64), String(repeating: "a.", count: 130) + "a",
      ])
    + facts("ipv4", takes: ["1.2.3.4", "::ffff:1.2.3.4"], refuses: ["1.2.3", "::1", "01.2.3.4", "1.2.3.256", ""])
    + facts("ipv6", takes: ["::1", "::ffff:1.2.3.4"], refuses: ["1.2.3.4", "fe80::1%eth0", "1::2::3", "x", ""])
    + facts(
      "uri", takes: ["http://a", "a:", "mailto:a@b", "urn:x", "http://a:80/b?c=%zz#d"],
      refuses: [
        "a", "/a", "http://a b", #"http://a\\b"#, "%zz", "http://[::1", "1a:b", "", "http://a:x/", "http://a/%zz", "a b:c",
        "ht_tp://a",
      ])
    + facts(
      "uri-reference", takes: ["a", "", "a b", "/a"], refuses: ["%zz", #"a\\b"#, "http://a b", ":a", "1:2", "//a b"])
    + facts("iri", takes: ["http://ä"], refuses: ["a"])
    + facts("uri-template", takes: ["{a}", "a}b", "http://a/{x}"], refuses: ["{a", "%zz"])
    + facts(
      "uuid", takes: ["123e4567-e89b-12d3-a456-426614174000"],
      refuses: ["123e4567e89b12d3a456426614174000", "x", "123E4567-E89B-12D3-A456-426614174000"])
    + facts("regex", takes: ["a", "", "(?i)a"], refuses: ["(", "(?=a)", #"\\1"#, "[a", "*"])
    + facts("json-pointer", takes: ["", "/a", "/a/b"], refuses: ["a", "/~2", "#/a"])
    + facts("relative-json-pointer", takes: ["0", "1/a", "1#"], refuses: ["a", "01"])
    + ["duration", "color", "ip", "host-name", "int32", "idn-hostname"].flatMap { facts($0, takes: ["x y"], refuses: []) }
    + ["date", "uri", "email", "regex"].flatMap { format in
      [("3", true), ("3.5", true), ("true", false), ("null", false), ("[1]", false), ("{\"b\":1}", false)].map {
        HelmFormatFact(format: format, value: $0.0, isRefused: $0.1)
      }
    }
}

@Suite("Helm: what it makes of formats")
struct HelmFormatTests {
  @Test("Atoll refuses the values that Helm refuses", arguments: HelmFormatFact.all)
  func ours(_ fact: HelmFormatFact) throws {
    let schema = try CompiledSchema(SchemaSamples.yaml(fact.schema), assertsFormats: true)
    #expect(schema.accepts(try SchemaSamples.yaml("{\"a\":\(fact.value)}")) == !fact.isRefused)
  }

  @Test("the standard's reading asks nothing of a format")
  func standard() throws {
    for fact in HelmFormatFact.all {
      #expect(try SchemaSamples.words(fact.schema, "{\"a\":\(fact.value)}").isEmpty)
    }
  }

  @Test("what is wrong is told in words")
  func words() throws {
    let schema = try CompiledSchema(SchemaSamples.yaml("properties: {a: {format: date}}"), assertsFormats: true)
    let told = schema.violations(of: try SchemaSamples.yaml("a: soon")).map(\.what)
    #expect(told == ["'soon' is not a date such as 2026-03-01"])
  }

  @Test("the facts are those of the real one", .enabled(if: HelmReal.isHere, HelmReal.skipped))
  func real() throws {
    let folder = try TemporaryFolder()
    for (index, fact) in HelmFormatFact.all.enumerated() {
      try HelmExample(name: "top").write(to: folder, at: "charts/\(index)/chart")
      try folder.write("charts/\(index)/chart/values.schema.json", Data(fact.schema.utf8))
      try folder.write("charts/\(index)/0.yaml", Data("{\"a\":\(fact.value)}".utf8))
    }
    let outcomes = try HelmReal.template(in: folder, count: HelmFormatFact.all.count)
    for (fact, outcome) in zip(HelmFormatFact.all, outcomes) {
      #expect((outcome.refusal != nil) == fact.isRefused, "\(fact.testDescription): \(outcome.refusal ?? "fine")")
    }
  }
}
