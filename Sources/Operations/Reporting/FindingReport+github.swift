import Basics

extension FindingReport {
  /// Workflow commands of GitHub Actions, one line for each finding.
  public var github: String {
    findings.map { finding in
      var properties: [String] = []
      if let place = finding.place {
        properties.append("file=\(FindingReport.property(name(of: place.file)))")
        if place.line > 0 { properties.append("line=\(place.line)") }
        if place.column > 0 {
          properties.append("col=\(place.column)")
          properties.append("endColumn=\(place.column + max(1, place.length))")
        }
      }
      properties.append("title=\(FindingReport.property(finding.code.rawValue))")
      let command = finding.severity == .note ? "notice" : finding.severity.rawValue
      let message = finding.next.map { "\(finding.what)\nnext: \($0)" } ?? finding.what
      return "::\(command) \(properties.joined(separator: ","))::\(FindingReport.data(message))\n"
    }.joined()
  }

  /// What follows `::`: percent, carriage return and line feed are escaped.
  private static func data(_ text: String) -> String { escaped(text, also: []) }

  /// The value of a property: a colon and a comma are escaped too.
  private static func property(_ text: String) -> String { escaped(text, also: [":", ","]) }

  private static func escaped(_ text: String, also others: Set<Unicode.Scalar>) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where others.contains(":"): escaped += "%3A"
      case "," where others.contains(","): escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
