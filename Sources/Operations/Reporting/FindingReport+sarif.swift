import Basics
import Fleet

extension FindingReport {
  /// A log of SARIF 2.1.0 with one run; its rules are the codes that were found. What is silenced is there, as suppressed.
  public var sarif: String {
    let codes = Set(findings.map(\.code) + silenced.map(\.finding.code)).sorted()
    let positions = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    let driver: JSONValue = [
      "name": "atoll",
      "rules": .array(codes.map(FindingReport.rule)),
    ]
    let run: JSONValue = [
      "tool": ["driver": driver],
      "columnKind": "unicodeCodePoints",
      "results": .array(
        findings.map { result($0, rule: positions[$0.code] ?? 0) }
          + silenced.map { result($0.finding, rule: positions[$0.finding.code] ?? 0, silence: $0) }),
    ]
    let log: JSONValue = [
      "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
      "version": "2.1.0",
      "runs": [run],
    ]
    return log.indentedText + "\n"
  }

  private static func rule(_ code: FindingCode) -> JSONValue {
    guard let explanation = FindingCatalogue.explanation(ofAnyRoom: code) else { return ["id": .string(code.rawValue)] }
    let help = "\(explanation.explanation)\n\nWrong:\n\(explanation.wrong)\n\nRight:\n\(explanation.right)"
    return [
      "id": .string(code.rawValue),
      "shortDescription": ["text": .string(explanation.title)],
      "fullDescription": ["text": .string(explanation.explanation)],
      "help": ["text": .string(help)],
      "defaultConfiguration": ["level": .string(explanation.severity.rawValue)],
    ]
  }

  private func result(_ finding: Finding, rule: Int, silence: SilencedFinding? = nil) -> JSONValue {
    var result: [String: JSONValue] = [
      "ruleId": .string(finding.code.rawValue),
      "ruleIndex": .int(rule),
      "level": .string(finding.severity.rawValue),
      "message": ["text": .string(finding.next.map { "\(finding.what): \($0)" } ?? finding.what)],
    ]
    if let silence {
      result["suppressions"] = [
        [
          "kind": "inSource", "status": "accepted", "justification": .string("\(silence.reason) (until \(silence.until))"),
          "location": ["physicalLocation": physical(silence.place)],
        ]
      ]
    }
    if let place = finding.place { result["locations"] = [["physicalLocation": physical(place)]] }
    if !finding.related.isEmpty {
      result["relatedLocations"] = .array(
        finding.related.enumerated().map { index, related in
          [
            "id": .int(index), "message": ["text": .string(related.note)],
            "physicalLocation": physical(related.place),
          ]
        })
    }
    return .object(result)
  }

  private func physical(_ place: SourcePlace) -> JSONValue {
    let artifact: JSONValue = ["uri": .string(FindingReport.reference(name(of: place.file)))]
    guard place.line > 0 else { return ["artifactLocation": artifact] }
    var region: [String: JSONValue] = ["startLine": .int(place.line)]
    if place.column > 0 {
      region["startColumn"] = .int(place.column)
      region["endColumn"] = .int(place.column + max(1, place.length))
    }
    return ["artifactLocation": artifact, "region": .object(region)]
  }

  /// A path as a relative reference (RFC 3986): what is not unreserved or a slash is percent-encoded.
  private static func reference(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}
