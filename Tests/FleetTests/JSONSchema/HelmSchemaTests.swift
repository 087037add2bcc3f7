import Basics
import Foundation
import Testing

@testable import Fleet

/// How Helm 3.17 reads a chart's schema, found with the real one, and how Atoll reads it. They differ where a schema is read
/// as 2020-12: Helm's library up to 3.17 (xeipuuv/gojsonschema 1.2) knows no keyword of that draft, and reads a schema that
/// names none as of drafts 4, 6 and 7 at once.
struct HelmSchemaFact: Sendable, CustomTestStringConvertible {
  let schema: String
  let values: String
  /// Whether Helm 3.17 refuses the values.
  let helmRefuses: Bool
  /// Whether Atoll does, which reads what Helm reads since 3.18.
  let atollRefuses: Bool

  init(_ schema: String, _ values: String, helm helmRefuses: Bool, atoll atollRefuses: Bool) {
    self.schema = schema
    self.values = values
    self.helmRefuses = helmRefuses
    self.atollRefuses = atollRefuses
  }

  var testDescription: String { "\(schema) of \(values)" }

  private static let draft7 = #""$schema":"http://json-schema.org/draft-07/schema#""#
  private static let draft2020 = #""$schema":"https://json-schema.org/draft/2020-12/schema""#

  static let all: [HelmSchemaFact] = [
    // Of draft 7, as charts are: they agree.
    HelmSchemaFact(#"{\#(draft7),"dependencies":{"a":["b"]}}"#, #"{"a":1}"#, helm: true, atoll: true),
    HelmSchemaFact(#"{\#(draft7),"properties":{"a":{"exclusiveMaximum":3}}}"#, #"{"a":3}"#, helm: true, atoll: true),
    HelmSchemaFact(#"{\#(draft7),"properties":{"l":{"items":[{"type":"string"}]}}}"#, #"{"l":[1]}"#, helm: true, atoll: true),
    HelmSchemaFact(#"{\#(draft7),"properties":{"a":{"type":"string"}}}"#, #"{"a":"x"}"#, helm: false, atoll: false),
    // Of no draft: what drafts 7 and 2020-12 have in common.
    HelmSchemaFact(#"{"properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#, helm: true, atoll: true),
    HelmSchemaFact(#"{"if":{"required":["a"]},"then":{"required":["b"]}}"#, #"{"a":1}"#, helm: true, atoll: true),
    HelmSchemaFact(
      ##"{"$defs":{"t":{"type":"string"}},"properties":{"a":{"$ref":"#/$defs/t"}}}"##, #"{"a":1}"#, helm: true, atoll: true),
    // Of no draft: what only 2020-12 knows.
    HelmSchemaFact(#"{"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, helm: false, atoll: true),
    HelmSchemaFact(#"{"properties":{"l":{"prefixItems":[{"type":"string"}]}}}"#, #"{"l":[1]}"#, helm: false, atoll: true),
    HelmSchemaFact(#"{"unevaluatedProperties":false}"#, #"{"b":1}"#, helm: false, atoll: true),
    // Of no draft: what 2020-12 no longer knows.
    HelmSchemaFact(#"{"dependencies":{"a":["b"]}}"#, #"{"a":1}"#, helm: true, atoll: false),
    // Of 2020-12 by name.
    HelmSchemaFact(#"{\#(draft2020),"properties":{"a":{"type":"string"}}}"#, #"{"a":1}"#, helm: true, atoll: true),
    HelmSchemaFact(#"{\#(draft2020),"dependentRequired":{"a":["b"]}}"#, #"{"a":1}"#, helm: false, atoll: true),
  ]
}

@Suite("Helm: how it reads schemas")
struct HelmSchemaTests {
  @Test("Atoll reads a schema by the draft that it names, else as 2020-12", arguments: HelmSchemaFact.all)
  func ours(_ fact: HelmSchemaFact) throws {
    #expect(try !SchemaSamples.words(fact.schema, fact.values).isEmpty == fact.atollRefuses)
  }

  @Test("the facts of Helm 3.17 are those of the real one", .enabled(if: HelmReal.isHere, HelmReal.skipped))
  func real() throws {
    let folder = try TemporaryFolder()
    for (index, fact) in HelmSchemaFact.all.enumerated() {
      try HelmExample(name: "top").write(to: folder, at: "charts/\(index)/chart")
      try folder.write("charts/\(index)/chart/values.schema.json", Data(fact.schema.utf8))
      try folder.write("charts/\(index)/0.yaml", Data(fact.values.utf8))
    }
    let outcomes = try HelmReal.template(in: folder, count: HelmSchemaFact.all.count)
    for (fact, outcome) in zip(HelmSchemaFact.all, outcomes) {
      #expect((outcome.refusal != nil) == fact.helmRefuses, "\(fact.testDescription): \(outcome.refusal ?? "fine")")
    }
  }
}
