import Basics
import Fleet

extension FindingReport {
  /// One object: `findings` in order, those that are `silenced`, and their `summary`. Every key is always there; null
  /// where there is nothing.
  public var json: String {
    let told = findings.map { JSONValue.object(FindingReport.json($0)) }
    let silent = silenced.map { silent in
      var members = FindingReport.json(silent.finding)
      members["reason"] = .string(silent.reason)
      members["until"] = .string(silent.until.description)
      members["silence"] = FindingReport.json(silent.place)
      return JSONValue.object(members)
    }
    let summary: JSONValue = [
      "errors": .int(count(.error)), "warnings": .int(count(.warning)), "notes": .int(count(.note)),
      "files": .int(files), "hubs": .int(hubs), "silenced": .int(silenced.count),
    ]
    let report: JSONValue = ["findings": .array(told), "silenced": .array(silent), "summary": summary]
    return report.indentedText + "\n"
  }

  private static func json(_ finding: Finding) -> [String: JSONValue] {
    [
      "code": .string(finding.code.rawValue),
      "severity": .string(finding.severity.rawValue),
      "place": finding.place.map(FindingReport.json) ?? .null,
      "what": .string(finding.what),
      "next": finding.next.map(JSONValue.string) ?? .null,
      "related": .array(
        finding.related.map { ["place": FindingReport.json($0.place), "note": .string($0.note)] }),
    ]
  }

  /// Line and column are null where the whole file or line is meant.
  private static func json(_ place: SourcePlace) -> JSONValue {
    [
      "file": .string(place.file),
      "line": place.line > 0 ? .int(place.line) : .null,
      "column": place.column > 0 ? .int(place.column) : .null,
      "length": place.column > 0 ? .int(max(1, place.length)) : .null,
    ]
  }
}
