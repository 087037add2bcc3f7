import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("Values files: read as Helm reads them")
struct HelmYAMLReadingTests {
  /// What Atoll reads otherwise than Helm, because no values file of anybody was seen with it.
  private static let differences: Set<String> = [
    // Tags that what stands behind them contradicts: Helm refuses the file, Atoll reads what stands there.
    "a: !!null x\n", "a: !!int x\n", "a: !!bool x\n", "a: !!int 1.5\n", "a: !!int\n", "a: !!timestamp x\n",
    // Binary data, which Helm decodes, and a tag that says what `<<` is.
    "a: !!binary aGk=\n", "a: !!binary \"%%%\"\n", "a: !!binary /w==\n", "d: &d {a: 1}\nm:\n  !!merge <<: *d\n",
    // Keys that are numbers with a point, which Helm writes in 32-bit precision, and one beyond 64 bits, which it refuses.
    "100000000.5: x\n", "-0.0: x\n", "1234567.0: x\n", "9223372036854775808: x\n",
    // An escape of JSON that YAML 1.1 does not have; a version of YAML that Helm refuses.
    "a: \"\\/\"\n", "%YAML 1.2\n---\na: yes\n",
    // What stands behind the end of the document, which Helm does not look at.
    "a: 1\n...\nb: 2\n",
  ]

  @Test("what Helm reads is read as the same values; what it refuses has an error, or is no map", arguments: HelmYAMLFact.all)
  func facts(_ fact: HelmYAMLFact) throws {
    let (value, findings) = SourcedValue.read(Array(fact.text.utf8), file: "a.yaml")
    let errors = findings.filter { $0.severity == .error }.map(\.what)
    let found: String? =
      if errors.isEmpty, let value { value.isNull ? "{}" : value.isMap ? value.plain.asHelmHasIt.canonicalText : nil } else {
        errors.isEmpty ? "{}" : nil
      }
    let expected = try fact.values.map {
      try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)).asHelmHasIt.canonicalText
    }
    let isDifferent = found != expected
    #expect(
      isDifferent == Self.differences.contains(fact.text),
      "DIFF \(fact.text.debugDescription) | atoll \(found ?? "refused") | helm \(expected ?? "refused") | \(errors)")
  }

  @Test("every value that is read knows its line")
  func places() throws {
    for fact in HelmYAMLFact.all where fact.values != nil {
      guard let value = SourcedValue.read(Array(fact.text.utf8), file: "a.yaml").value else { continue }
      let lines = fact.text.replacing("\r\n", with: "\n").split(omittingEmptySubsequences: false) { $0.isNewline }.count
      value.forEachLeaf(within: []) { path, leaf in
        let line = leaf.place?.line ?? 0
        #expect((1...lines).contains(line), "LINE \(fact.text.debugDescription): \(path.written) at \(line)")
      }
    }
  }
}

extension JSONValue {
  /// With all numbers as JSON in Go has them: 64-bit floating point.
  fileprivate var asHelmHasIt: JSONValue {
    switch self {
    case .int(let value): .double(Double(value))
    case .array(let elements): .array(elements.map(\.asHelmHasIt))
    case .object(let members): .object(members.mapValues(\.asHelmHasIt))
    case .null, .bool, .double, .string: self
    }
  }
}

extension HelmYAMLFact: CustomTestStringConvertible {
  var testDescription: String { text }
}
