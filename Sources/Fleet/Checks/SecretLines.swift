/// Lines of files as they may be shown, by the one rule for secrets: wherever a line is quoted, without a tree of what it says.
public enum SecretLines {
  /// The columns, from 1, of what must not be shown of a line; nil where all may be.
  ///
  /// - Parameter number: the line's number, from 1.
  public static func hiddenColumns(ofLine number: Int, in text: String) -> Range<Int>? {
    let lines = lines(upTo: number + 2, of: text)
    guard number > 0, number <= lines.count else { return nil }
    let line = lines[number - 1]
    if let columns = hiddenColumns(of: line) { return columns }
    if isInPrivateKey(lines[..<(number - 1)]) || isOfSecretBlock(line, under: lines[..<(number - 1)]) { return all(of: line) }
    guard let pair = Pair(line), pair.key == "value", !pair.value.isEmpty else { return nil }
    // `- name: API_KEY` and `value: …` on lines of their own.
    let neighbours = [lines[..<(number - 1)].last, lines[number...].first].compactMap { $0.flatMap(Pair.init) }
    let named = neighbours.first { $0.key == "name" }
    return named.flatMap { SecretSuspicion.of(pair.value, key: $0.value, isText: true) }.map { _ in pair.columns }
  }

  /// All of a line but its indent.
  private static func all(of line: Substring) -> Range<Int> { (indent(of: line) + 1)..<Int.max }

  private static func lines(upTo last: Int, of text: String) -> [Substring] {
    var lines: [Substring] = []
    var rest = text[...]
    while lines.count < last, let end = rest.utf8.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(rest[..<end])
      rest = rest[rest.utf8.index(after: end)...]
    }
    if lines.count < last { lines.append(rest) }
    return lines
  }

  /// Of one line by itself: code, `key: value`, or such pairs in braces.
  private static func hiddenColumns(of line: Substring) -> Range<Int>? {
    if SecretSuspicion.isSuspicious(line: line) {
      if let pair = Pair(line), pair.isSecret { return pair.columns }
      let sign = SecretSuspicion.signOfSecret(in: line) ?? line.firstIndex { $0 == "=" || $0 == ":" }
      guard let sign, SecretSuspicion.ofForm(String(line[..<sign])) == nil else { return all(of: line) }
      return (line.unicodeScalars[...sign].count + 1)..<Int.max
    }
    guard line.contains("{") else {
      guard let pair = Pair(line), pair.isSecret else { return nil }
      return pair.columns
    }
    // `{name: API_KEY, value: …}`; `{secret: NAME}` names a secret and is none.
    let inner = line.split { "{},".contains($0) }.compactMap { Pair($0) }
    let name = inner.first { $0.key == "name" }?.value
    let isReference = inner.contains { $0.key == "secret" } && line.contains("{secret:")
    let holds = inner.contains { pair in
      if isReference, pair.key == "secret" { return false }
      return pair.key == "value" ? SecretSuspicion.of(pair.value, key: name ?? "", isText: true) != nil : pair.isSecret
    }
    return holds ? all(of: line) : nil
  }

  private static func indent(of line: Substring) -> Int { line.utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count }

  /// How far back the start of a block is sought.
  private static let reach = 200

  private static func isInPrivateKey(_ before: ArraySlice<Substring>) -> Bool {
    for line in before.suffix(reach).reversed() {
      if line.contains("-----END") { return false }
      if line.contains("-----BEGIN") { return line.contains("PRIVATE KEY") }
    }
    return false
  }

  /// Whether a line belongs to the text or list that stands under a key that names a secret.
  private static func isOfSecretBlock(_ line: Substring, under before: ArraySlice<Substring>) -> Bool {
    let inner = indent(of: line)
    let isItem = line.utf8.dropFirst(inner).first == UInt8(ascii: "-")
    for outer in before.suffix(reach).reversed() where outer.utf8.contains(where: { $0 > 0x20 }) {
      guard indent(of: outer) < inner || (isItem && indent(of: outer) == inner) else { continue }
      guard let pair = Pair(outer), pair.value.isEmpty || "|>&".contains(pair.value.prefix(1)) else { return false }
      // Of a map under such a key, each line speaks for itself.
      let isMap = pair.value.isEmpty && !isItem && Pair(line) != nil
      return !isMap && (SecretSuspicion.keyNamesSecret(pair.key) || pair.key == "binaryData")
    }
    return false
  }

  /// `key: value`, perhaps an item of a list.
  private struct Pair {
    let key: String
    let value: String
    /// Of the value with its quotes, from 1.
    let columns: Range<Int>

    init?(_ line: Substring) {
      var start = line.drop { $0 == " " || $0 == "\t" }
      while start.hasPrefix("- ") { start = start.dropFirst(2).drop { $0 == " " } }
      guard let sign = start.firstIndex(of: ":") else { return nil }
      let after = start.index(after: sign)
      guard after == start.endIndex || start[after] == " " || start[after] == "\r" else { return nil }
      let quotes: Set<Character> = ["\"", "'"]
      key = String(start[..<sign].drop { quotes.contains($0) }.prefix { !quotes.contains($0) })
      let rest = start[after...].drop { $0 == " " }
      let column = line.unicodeScalars[..<rest.startIndex].count + 1
      var value = rest.firstRange(of: " #").map { rest[..<$0.lowerBound] } ?? rest
      while let last = value.last, last.isWhitespace { value.removeLast() }
      columns = column..<(column + value.unicodeScalars.count)
      while let last = value.last, last.isWhitespace || quotes.contains(last) { value.removeLast() }
      self.value = value.first == "#" ? "" : String(value.drop { quotes.contains($0) })
    }

    var isSecret: Bool {
      if key == "binaryData" { return !value.isEmpty }
      if value.isEmpty || "|>&*{[".contains(value.prefix(1)) { return false }
      return SecretSuspicion.of(value, key: key, isText: Double(value) == nil) != nil
    }
  }
}
