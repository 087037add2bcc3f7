/// Reads the regular expressions of ECMA-262, with its Unicode flag where that matters.
struct SchemaPatternParser {
  private let text: [Unicode.Scalar]
  private var position = 0
  private var groups = 0

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  mutating func pattern() throws(SchemaPatternError) -> SchemaPatternPart {
    let part = try choice()
    guard position == text.count else { throw SchemaPatternError(what: "a ')' has no '('") }
    return part
  }

  private var next: Unicode.Scalar? { position < text.count ? text[position] : nil }

  private mutating func take(_ word: String) -> Bool {
    let letters = Array(word.unicodeScalars)
    guard text.count - position >= letters.count, text[position..<position + letters.count].elementsEqual(letters) else {
      return false
    }
    position += letters.count
    return true
  }

  private mutating func choice() throws(SchemaPatternError) -> SchemaPatternPart {
    var parts = [try sequence()]
    while take("|") { parts.append(try sequence()) }
    return parts.count == 1 ? parts[0] : .choice(parts)
  }

  private mutating func sequence() throws(SchemaPatternError) -> SchemaPatternPart {
    var parts: [SchemaPatternPart] = []
    while let letter = next, letter != "|", letter != ")" {
      parts.append(try repetition(of: try one()))
    }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repetition(of part: SchemaPatternPart) throws(SchemaPatternError) -> SchemaPatternPart {
    let least: Int
    let most: Int?
    if take("*") {
      (least, most) = (0, nil)
    } else if take("+") {
      (least, most) = (1, nil)
    } else if take("?") {
      (least, most) = (0, 1)
    } else if let counts = counts() {
      (least, most) = counts
    } else {
      return part
    }
    // The few instead of the many: no difference to whether it is found.
    _ = take("?")
    if let most, most < least { throw SchemaPatternError(what: "{\(least),\(most)} is the wrong way round") }
    guard max(least, most ?? 0) <= SchemaLimits.pattern else { throw SchemaPatternError(what: "it is too large") }
    if let next, "*+?".unicodeScalars.contains(next) { throw SchemaPatternError(what: "'\(next)' repeats nothing") }
    return .repeated(part, least: least, most: most)
  }

  /// `{2}`, `{2,}` or `{2,5}`; nil and nothing read where it is none.
  private mutating func counts() -> (Int, Int?)? {
    let start = position
    if take("{"), let least = number() {
      if take("}") { return (least, least) }
      if take(",") {
        if take("}") { return (least, nil) }
        if let most = number(), take("}") { return (least, most) }
      }
    }
    position = start
    return nil
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let letter = next, ("0"..."9").contains(letter) {
      value = min((value ?? 0) * 10 + Int(letter.value - 0x30), 1_000_000)
      position += 1
    }
    return value
  }

  private mutating func one() throws(SchemaPatternError) -> SchemaPatternPart {
    guard let letter = next else { return .sequence([]) }
    position += 1
    switch letter {
    case ".": return .letter(.inLine)
    case "^": return .start
    case "$": return .end
    case "[": return .letter(try letterClass())
    case "(": return try group()
    case "\\":
      if take("b") { return .wordEdge(true) }
      if take("B") { return .wordEdge(false) }
      return .letter(try escape())
    case "*", "+", "?": throw SchemaPatternError(what: "'\(letter)' repeats nothing")
    default: return .letter(.one(letter))
    }
  }

  private mutating func group() throws(SchemaPatternError) -> SchemaPatternPart {
    groups += 1
    defer { groups -= 1 }
    guard groups <= SchemaLimits.groups else { throw SchemaPatternError(what: "its groups are nested too deeply") }
    var wanted: Bool?
    if take("?=") {
      wanted = true
    } else if take("?!") {
      wanted = false
    } else if take("?<=") || take("?<!") {
      throw SchemaPatternError(what: "Atoll does not follow patterns that look behind")
    } else if take("?<") || take("?P<") {
      while let letter = next, letter != ">" { position += 1 }
      guard take(">") else { throw SchemaPatternError(what: "the name of a group has no '>'") }
    } else if take("?"), !take(":") {
      throw SchemaPatternError(what: "Atoll does not follow patterns with flags")
    }
    let part = try choice()
    guard take(")") else { throw SchemaPatternError(what: "a '(' has no ')'") }
    return wanted.map { .ahead(part, wanted: $0) } ?? part
  }

  /// What follows a backslash.
  private mutating func escape() throws(SchemaPatternError) -> LetterSet {
    guard let letter = next else { throw SchemaPatternError(what: "it ends with a backslash") }
    position += 1
    switch letter {
    case "d": return .digit
    case "D": return LetterSet.digit.negated
    case "w": return .word
    case "W": return LetterSet.word.negated
    case "s": return .space
    case "S": return LetterSet.space.negated
    case "t": return .one("\t")
    case "n": return .one("\n")
    case "r": return .one("\r")
    case "v": return .one("\u{0B}")
    case "f": return .one("\u{0C}")
    case "0": return .one("\0")
    case "p", "P":
      let set = try property()
      return letter == "P" ? set.negated : set
    case "c":
      guard let control = next, control.properties.isAlphabetic, control.isASCII else {
        throw SchemaPatternError(what: "\\c has no letter")
      }
      position += 1
      return .one(Unicode.Scalar(UInt8(control.value % 32)))
    case "x": return .one(try hexadecimal(2))
    case "u": return .one(try codePoint())
    case "1"..."9": throw SchemaPatternError(what: "Atoll does not follow patterns that refer back to a group")
    default:
      guard !(letter.isASCII && letter.properties.isAlphabetic) else {
        throw SchemaPatternError(what: "there is no \\\(letter)")
      }
      return .one(letter)
    }
  }

  private mutating func property() throws(SchemaPatternError) -> LetterSet {
    guard take("{") else { throw SchemaPatternError(what: "\\p has no name in braces") }
    var name = ""
    while let letter = next, letter != "}" {
      name.unicodeScalars.append(letter)
      position += 1
    }
    guard take("}") else { throw SchemaPatternError(what: "\\p{ has no '}'") }
    guard let property = LetterSet.Property(named: name) else {
      throw SchemaPatternError(what: "Atoll does not know the property '\(name)'")
    }
    return LetterSet(properties: [property])
  }

  private mutating func codePoint() throws(SchemaPatternError) -> Unicode.Scalar {
    if take("{") {
      var digits = ""
      while let letter = next, letter != "}" {
        digits.unicodeScalars.append(letter)
        position += 1
      }
      guard take("}"), let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
        throw SchemaPatternError(what: "\\u{\(digits)} is no code point")
      }
      return scalar
    }
    let high = try hexadecimalValue(4)
    guard (0xD800..<0xDC00).contains(high), take("\\u") else {
      guard let scalar = Unicode.Scalar(high) else { throw SchemaPatternError(what: "half a code point stands alone") }
      return scalar
    }
    let low = try hexadecimalValue(4)
    guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) else {
      throw SchemaPatternError(what: "half a code point stands alone")
    }
    return scalar
  }

  private mutating func hexadecimal(_ count: Int) throws(SchemaPatternError) -> Unicode.Scalar {
    guard let scalar = Unicode.Scalar(try hexadecimalValue(count)) else {
      throw SchemaPatternError(what: "half a code point stands alone")
    }
    return scalar
  }

  private mutating func hexadecimalValue(_ count: Int) throws(SchemaPatternError) -> UInt32 {
    var digits = ""
    for letter in text[position...].prefix(count) { digits.unicodeScalars.append(letter) }
    guard digits.unicodeScalars.count == count, digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16) else {
      throw SchemaPatternError(what: "\(count) hexadecimal digits are missing")
    }
    position += count
    return value
  }

  private mutating func letterClass() throws(SchemaPatternError) -> LetterSet {
    var set = LetterSet()
    set.isNegated = take("^")
    while !take("]") {
      let first = try member()
      guard next == "-", position + 1 < text.count, text[position + 1] != "]" else {
        set.add(first)
        continue
      }
      position += 1
      let last = try member()
      guard let low = first.only, let high = last.only else {
        // Beside a class such as `\w`, a hyphen is itself.
        for part in [first, .one("-"), last] { set.add(part) }
        continue
      }
      guard low <= high else { throw SchemaPatternError(what: "a range in […] is the wrong way round") }
      set.ranges.append(low...high)
    }
    return set
  }

  private mutating func member() throws(SchemaPatternError) -> LetterSet {
    guard let letter = next else { throw SchemaPatternError(what: "a '[' has no ']'") }
    position += 1
    guard letter == "\\" else { return .one(letter) }
    return take("b") ? .one("\u{08}") : try escape()
  }
}

extension LetterSet {
  /// The code point, where it is one alone.
  fileprivate var only: UInt32? {
    guard ranges.count == 1, properties.isEmpty, others.isEmpty, !isNegated, ranges[0].count == 1 else { return nil }
    return ranges[0].lowerBound
  }

  fileprivate mutating func add(_ set: LetterSet) {
    if set.isNegated {
      others.append(set)
    } else {
      ranges += set.ranges
      properties += set.properties
      others += set.others
    }
  }
}
