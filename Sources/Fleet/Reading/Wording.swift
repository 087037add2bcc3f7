import Basics

extension String {
  /// Short and on one line, to be quoted in a finding.
  var shown: String {
    let scalars = unicodeScalars.prefix(61).map { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F || scalar.properties.generalCategory == .format ? "\u{FFFD}" : scalar
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.prefix(60))
    return scalars.count > 60 ? String(text) + "…" : String(text)
  }
}

extension YAMLScalar.Reading {
  /// What it is, with its article.
  var named: String {
    switch self {
    case .text: "a text"
    case .nothing: "nothing"
    case .flag: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .doubtful(.flag): "true or false to some readers of YAML and text to others"
    case .doubtful(.integerForm): "one number to some readers of YAML and another, or text, to others"
    case .doubtful(.sexagesimal): "a number to the base of 60 to some readers of YAML and text to others"
    case .doubtful(.notFinite): "not a finite number"
    case .doubtful(.tooLong): "a number of more digits than can be held"
    }
  }
}

extension YAMLTree {
  /// What it is, with its article.
  var named: String {
    switch content {
    case .scalar(let scalar): scalar.reading.named
    case .list: "a list"
    case .map: "a map"
    }
  }
}
