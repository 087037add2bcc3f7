import Basics

extension Finding {
  var fields: Fields {
    [
      "code": .text(code.rawValue), "severity": .text(severity.rawValue), "tone": .text(severity.tone.rawValue),
      "place": .text(place?.description), "what": .text(Words.sentence(what)), "next": .text(next.map(Words.sentence)),
      "related": .list(related.map { ["place": .text($0.place.description), "note": .text($0.note)] }),
    ]
  }
}

extension Severity {
  var tone: Tone {
    switch self {
    case .error: .bad
    case .warning: .busy
    case .note: .quiet
    }
  }
}

extension [Finding] {
  /// `2 errors and 1 warning`; nil where there are none.
  var counts: String? {
    let parts = Severity.allCases.reversed().compactMap { severity -> String? in
      let number = count { $0.severity == severity }
      return number == 0 ? nil : Words.count(number, severity.rawValue)
    }
    return parts.isEmpty ? nil : Words.list(parts)
  }

  /// Errors first, then by place.
  var inOrder: [Finding] {
    sorted { one, other in
      if one.severity != other.severity { return one.severity > other.severity }
      return (one.place ?? SourcePlace(file: "")) < (other.place ?? SourcePlace(file: ""))
    }
  }
}
