import Basics
import Foundation
import Testing

@Suite("Helm: facts of how it reads YAML", .enabled(if: HelmReal.isHere, HelmReal.skipped))
struct HelmYAMLFactsTests {
  @Test("the facts that are written down are those of the real Helm")
  func facts() throws {
    let folder = try TemporaryFolder()
    let facts = HelmYAMLFact.all
    // What is read stands together in one chart, as the defaults of charts that it nests: one start of Helm for all of it.
    let read = facts.filter { $0.values != nil }
    let refused = facts.filter { $0.values == nil }
    try HelmExample(name: "top").write(to: folder, at: "charts/0/chart")
    for (index, fact) in read.enumerated() {
      try HelmExample(name: "fact-\(index)").write(to: folder, at: "charts/0/chart/charts/fact-\(index)")
      try folder.write("charts/0/chart/charts/fact-\(index)/values.yaml", Data(fact.text.utf8))
    }
    for (index, fact) in refused.enumerated() {
      try HelmExample(name: "top").write(to: folder, at: "charts/\(index + 1)/chart")
      try folder.write("charts/\(index + 1)/0.yaml", Data(fact.text.utf8))
    }
    let outcomes = try HelmReal.template(in: folder, count: refused.count + 1)
    for (index, fact) in read.enumerated() {
      var expected = try JSONDecoder().decode(JSONValue.self, from: Data((fact.values ?? "").utf8)).object ?? [:]
      expected["global"] = [:]
      let found = outcomes[0].values["top/charts/fact-\(index)"]
      #expect(found == .object(expected), "\(fact.text): \(found?.canonicalText ?? outcomes[0].refusal ?? "")")
    }
    for (fact, outcome) in zip(refused, outcomes.dropFirst()) {
      #expect(outcome.refusal?.contains("failed to parse") == true, "\(fact.text): \(outcome)")
    }
  }
}
