/// A regular expression of a schema, in the syntax of ECMA-262, looked for anywhere in a text.
///
/// It runs all ways to match side by side, one code point after the other, so its time is at most the length of the text
/// times that of the pattern: no pattern can make a check hang. What cannot be run in that way is refused: references back
/// to a group, and looking behind. `(?=…)` and `(?!…)` work, each at the price of one more run from where it stands.
struct SchemaPattern: Sendable {
  /// As it is written.
  let text: String
  private let program: Program
  private let size: Int
  /// Whether it fits every text, as `.*` does.
  let isAlways: Bool

  init(_ text: String) throws(SchemaPatternError) {
    self.text = text
    var parser = SchemaPatternParser(text)
    let part = try parser.pattern()
    isAlways = part.fitsNothing
    var room = SchemaLimits.pattern
    program = try Program(part, &room)
    size = SchemaLimits.pattern - room
  }

  /// What looking through a text costs at most, in instructions.
  func cost(of text: String) -> Int {
    isAlways ? 0 : text.utf8.count * size * (program.looks ? text.utf8.count : 1)
  }

  func isFound(in text: String) -> Bool {
    isAlways || program.isFound(in: Array(text.unicodeScalars), from: 0, anchored: false)
  }
}

/// What is wrong with a pattern.
struct SchemaPatternError: Error, Equatable {
  let what: String
}

/// A pattern as it is read.
indirect enum SchemaPatternPart: Sendable {
  case letter(LetterSet)
  case sequence([SchemaPatternPart])
  case choice([SchemaPatternPart])
  /// `most` nil: without end.
  case repeated(SchemaPatternPart, least: Int, most: Int?)
  case start
  case end
  /// Between a letter of a word and none; where not wanted, anywhere else.
  case wordEdge(Bool)
  case ahead(SchemaPatternPart, wanted: Bool)

  /// Whether it fits the empty text wherever that stands.
  var fitsNothing: Bool {
    switch self {
    case .letter, .start, .end, .wordEdge, .ahead: false
    case .sequence(let parts): parts.allSatisfy(\.fitsNothing)
    case .choice(let parts): parts.contains(where: \.fitsNothing)
    case .repeated(let part, let least, _): least == 0 || part.fitsNothing
    }
  }
}

/// Code points, by range and by property.
struct LetterSet: Sendable, Equatable {
  var ranges: [ClosedRange<UInt32>] = []
  var properties: [Property] = []
  var others: [LetterSet] = []
  var isNegated = false

  enum Property: Sendable, Equatable {
    /// General categories by their short names, each one or two letters.
    case category(String)
    case alphabetic, uppercase, lowercase, whiteSpace, any, ascii, emoji
  }

  func contains(_ letter: Unicode.Scalar) -> Bool {
    let value = letter.value
    let isIn =
      ranges.contains { $0.contains(value) } || properties.contains { $0.holds(letter) } || others.contains { $0.contains(letter) }
    return isIn != isNegated
  }

  var negated: LetterSet {
    var set = self
    set.isNegated.toggle()
    return set
  }

  static func one(_ letter: Unicode.Scalar) -> LetterSet { LetterSet(ranges: [letter.value...letter.value]) }
  static let digit = LetterSet(ranges: [0x30...0x39])
  static let word = LetterSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let space = LetterSet(ranges: [
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029, 0x202F...0x202F,
    0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// `.`: all but the ends of lines.
  static let inLine = LetterSet(ranges: [0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029], isNegated: true)
}

extension LetterSet.Property {
  private static let longNames = [
    "Letter": "L", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Mark": "M", "Number": "N", "Decimal_Number": "Nd",
    "digit": "Nd", "Punctuation": "P", "punct": "P", "Symbol": "S", "Separator": "Z", "Space_Separator": "Zs", "Other": "C",
    "Control": "Cc",
  ]
  private static let categories: [Unicode.GeneralCategory: String] = [
    .uppercaseLetter: "Lu", .lowercaseLetter: "Ll", .titlecaseLetter: "Lt", .modifierLetter: "Lm", .otherLetter: "Lo",
    .nonspacingMark: "Mn", .spacingMark: "Mc", .enclosingMark: "Me", .decimalNumber: "Nd", .letterNumber: "Nl",
    .otherNumber: "No", .connectorPunctuation: "Pc", .dashPunctuation: "Pd", .openPunctuation: "Ps",
    .closePunctuation: "Pe", .initialPunctuation: "Pi", .finalPunctuation: "Pf", .otherPunctuation: "Po",
    .mathSymbol: "Sm", .currencySymbol: "Sc", .modifierSymbol: "Sk", .otherSymbol: "So", .spaceSeparator: "Zs",
    .lineSeparator: "Zl", .paragraphSeparator: "Zp", .control: "Cc", .format: "Cf", .surrogate: "Cs", .privateUse: "Co",
    .unassigned: "Cn",
  ]

  /// The name in `\p{…}`; nil where it is not known. Scripts are not.
  init?(named name: String) {
    var name = name[...]
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
    switch name {
    case "Alphabetic", "Alpha": self = .alphabetic
    case "Uppercase", "Upper": self = .uppercase
    case "Lowercase", "Lower": self = .lowercase
    case "White_Space", "space": self = .whiteSpace
    case "Any": self = .any
    case "ASCII": self = .ascii
    case "Emoji": self = .emoji
    default:
      let short = LetterSet.Property.longNames[String(name)] ?? String(name)
      guard LetterSet.Property.categories.values.contains(where: { $0.hasPrefix(short) }), (1...2).contains(short.count) else {
        return nil
      }
      self = .category(short)
    }
  }

  func holds(_ letter: Unicode.Scalar) -> Bool {
    switch self {
    case .category(let name): LetterSet.Property.categories[letter.properties.generalCategory]?.hasPrefix(name) ?? false
    case .alphabetic: letter.properties.isAlphabetic
    case .uppercase: letter.properties.isUppercase
    case .lowercase: letter.properties.isLowercase
    case .whiteSpace: letter.properties.isWhitespace
    case .any: true
    case .ascii: letter.isASCII
    case .emoji: letter.properties.isEmoji
    }
  }
}

// MARK: - Running

extension SchemaPattern {
  /// Thompson's machine: every instruction is a state, and all states that are reached are run at once.
  fileprivate struct Program: Sendable {
    enum Step: Sendable {
      case letter(LetterSet)
      case fork(Int, Int)
      case jump(Int)
      case start, end
      case wordEdge(Bool)
      case ahead(Int, wanted: Bool)
      case found
    }

    private(set) var code: [Step] = []
    private var inner: [Program] = []

    var looks: Bool { !inner.isEmpty }

    /// - Parameter room: how many parts may still be written, those of patterns within patterns too.
    init(_ part: SchemaPatternPart, _ room: inout Int) throws(SchemaPatternError) {
      try write(part, &room)
      code.append(.found)
    }

    private mutating func write(_ part: SchemaPatternPart, _ room: inout Int) throws(SchemaPatternError) {
      room -= 1
      guard room > 0 else { throw SchemaPatternError(what: "it is too large") }
      switch part {
      case .letter(let set): code.append(.letter(set))
      case .start: code.append(.start)
      case .end: code.append(.end)
      case .wordEdge(let wanted): code.append(.wordEdge(wanted))
      case .ahead(let part, let wanted):
        let program = try Program(part, &room)
        code.append(.ahead(inner.count, wanted: wanted))
        inner.append(program)
      case .sequence(let parts): for part in parts { try write(part, &room) }
      case .choice(let parts):
        var ends: [Int] = []
        for (index, part) in parts.enumerated() {
          let fork = code.count
          if index < parts.count - 1 { code.append(.fork(fork + 1, 0)) }
          try write(part, &room)
          if index < parts.count - 1 {
            ends.append(code.count)
            code.append(.jump(0))
            code[fork] = .fork(fork + 1, code.count)
          }
        }
        for end in ends { code[end] = .jump(code.count) }
      case .repeated(let part, let least, let most):
        for _ in 0..<least { try write(part, &room) }
        if let most {
          var forks: [Int] = []
          for _ in least..<max(least, most) {
            forks.append(code.count)
            code.append(.fork(code.count + 1, 0))
            try write(part, &room)
          }
          for fork in forks { code[fork] = .fork(fork + 1, code.count) }
        } else {
          let fork = code.count
          code.append(.fork(fork + 1, 0))
          try write(part, &room)
          code.append(.jump(fork))
          code[fork] = .fork(fork + 1, code.count)
        }
      }
    }

    func isFound(in text: [Unicode.Scalar], from start: Int, anchored: Bool) -> Bool {
      var marks = [Int](repeating: -1, count: code.count)
      var states: [Int] = []
      var pending: [Int] = []
      // Adds a state and all that it leads to without reading a letter; true where the end is among them.
      func enter(_ state: Int, at position: Int, _ states: inout [Int]) -> Bool {
        pending.append(state)
        while let state = pending.popLast() {
          guard marks[state] != position else { continue }
          marks[state] = position
          switch code[state] {
          case .letter: states.append(state)
          case .fork(let one, let other):
            pending.append(other)
            pending.append(one)
          case .jump(let next): pending.append(next)
          case .start: if position == 0 { pending.append(state + 1) }
          case .end: if position == text.count { pending.append(state + 1) }
          case .wordEdge(let wanted): if isWordEdge(text, position) == wanted { pending.append(state + 1) }
          case .ahead(let index, let wanted):
            if inner[index].isFound(in: text, from: position, anchored: true) == wanted { pending.append(state + 1) }
          case .found: return true
          }
        }
        return false
      }
      var position = start
      while true {
        if position == start || !anchored, enter(0, at: position, &states) { return true }
        guard position < text.count, !states.isEmpty || !anchored else { return false }
        let letter = text[position]
        let current = states
        states.removeAll(keepingCapacity: true)
        position += 1
        for state in current {
          if case .letter(let set) = code[state], set.contains(letter), enter(state + 1, at: position, &states) { return true }
        }
      }
    }

    private func isWordEdge(_ text: [Unicode.Scalar], _ position: Int) -> Bool {
      let before = position > 0 && LetterSet.word.contains(text[position - 1])
      let after = position < text.count && LetterSet.word.contains(text[position])
      return before != after
    }
  }
}
