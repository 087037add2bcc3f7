import Basics

extension FindingReport {
  /// One object: `findings` in order and their `summary`. Every key is always there; null where there is nothing.
  public var json: String {
    let told: [JSONValue] = findings.map { finding in
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
    let summary: JSONValue = [
      "errors": .int(count(.error)), "warnings": .int(count(.warning)), "notes": .int(count(.note)),
      "files": .int(files), "hubs": .int(hubs),
    ]
    return JSONValue.object(["findings": .array(told), "summary": summary]).indentedText + "\n"
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
