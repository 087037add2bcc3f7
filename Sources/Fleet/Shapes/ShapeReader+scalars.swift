import Basics

/// Single values: what is written, what is wanted, and how to write it.
extension ShapeReader {
  mutating func text(_ tree: YAMLTree, _ form: TextForm) -> ShapedValue? {
    guard case .scalar(let scalar) = tree.content, scalar.reading != .nothing else {
      wrongType(tree, at: tree.place, wanted: form.named)
      return nil
    }
    guard form.accepts(scalar.text) else {
      if scalar.reading == .text {
        malformed(scalar.text, form, tree.place)
      } else {
        wrongType(tree, at: tree.place, wanted: form.named)
      }
      return nil
    }
    if scalar.reading != .text {
      log.report(
        .needsQuotes, at: tree.place,
        "'\(scalar.text.shown)' without quotes is \(scalar.reading.named); a text is wanted",
        next: "quote it: \"\(scalar.text.shown)\"")
    }
    return .text(scalar.text)
  }

  mutating func malformed(_ text: String, _ form: TextForm, _ place: SourcePlace) {
    let isPath = form == .path || form == .pathOrAddress
    let leaves = isPath && (text.hasPrefix("/") || text.split(separator: "/").contains(".."))
    if leaves {
      log.report(
        .pathLeavesFolder, at: place, "the path '\(text.shown)' leads out of the fleet folder",
        next: "put the file into the fleet folder and write its path from there")
      return
    }
    log.report(
      .malformed, at: place, text.isEmpty ? "the text is empty" : "'\(text.shown)' is not \(form.named)",
      next: form.mended(text).map { "write '\($0.shown)'" } ?? "write \(form.named)")
  }

  mutating func integer(_ tree: YAMLTree, _ range: ClosedRange<Int>) -> ShapedValue? {
    let wanted = "a whole number"
    guard case .scalar(let scalar) = tree.content else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    switch scalar.reading {
    case .integer(let value):
      guard range.contains(value) else {
        let most = range.upperBound == .max ? "" : " and \(range.upperBound) at most"
        outOfRange(scalar.text, "\(range.lowerBound) at least\(most)", tree.place)
        return nil
      }
      return .integer(value)
    case .doubtful(let doubt):
      doubtful(scalar, doubt, tree.place, canBeText: false)
      return nil
    case .text, .nothing, .flag, .number:
      wrongType(tree, at: tree.place, wanted: wanted, next: unquoted(scalar) { Int($0) != nil })
      return nil
    }
  }

  /// - Parameters:
  ///   - range: in words, after "wanted is a number".
  ///   - isShare: whether it is a part of a whole, which people also write in hundredths.
  mutating func number(
    _ tree: YAMLTree, _ range: String, isShare: Bool = false, isInside: (Double) -> Bool
  ) -> ShapedValue? {
    let wanted = "a number"
    guard case .scalar(let scalar) = tree.content else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    let value: Double
    switch scalar.reading {
    case .integer(let whole): value = Double(whole)
    case .number(let number): value = number
    case .doubtful(let doubt):
      doubtful(scalar, doubt, tree.place, canBeText: false)
      return nil
    case .text, .nothing, .flag:
      let next = isShare ? share(scalar.text, isInside) : nil
      wrongType(tree, at: tree.place, wanted: wanted, next: next ?? unquoted(scalar) { Double($0) != nil })
      return nil
    }
    guard isInside(value) else {
      let next = isShare ? share("\(scalar.text)%", isInside).map { "; \($0)" } : nil
      outOfRange(scalar.text, range + (next ?? ""), tree.place)
      return nil
    }
    return .number(value)
  }

  /// A hint for a share that is written in hundredths: `85%`, `85 %`.
  private func share(_ text: String, _ isInside: (Double) -> Bool) -> String? {
    guard text.hasSuffix("%"), let hundredths = Double(text.dropLast().filter { $0 != " " }), hundredths > 1,
      isInside(hundredths / 100)
    else { return nil }
    return "write \(hundredths.short) % as \((hundredths / 100).short)"
  }

  mutating func money(_ tree: YAMLTree) -> ShapedValue? {
    let wanted = "an amount of money such as 1500 or 4166.67"
    guard case .scalar(let scalar) = tree.content else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    switch scalar.reading {
    case .integer, .number:
      if let amount = Money(scalar.text), amount >= .zero { return .money(amount) }
      guard let value = Double(scalar.text), value >= 0, value <= Money.limit.amount else {
        outOfRange(scalar.text, "from 0 to \(Money.limit.amount.short)", tree.place)
        return nil
      }
      log.report(
        .malformed, at: tree.place, "'\(scalar.text.shown)' is not \(wanted)",
        next: "write digits, and at most two after a point: \(Money(nearest: value).digits)")
    case .doubtful(let doubt): doubtful(scalar, doubt, tree.place, canBeText: false)
    case .text, .nothing, .flag:
      let digits = scalar.text.filter { $0 == "." || $0.isASCII && $0.isNumber }
      let hint = Money(digits).map { "write digits alone: \($0.digits)" }
      wrongType(tree, at: tree.place, wanted: wanted, next: scalar.reading == .text ? hint : nil)
    }
    return nil
  }

  mutating func flag(_ tree: YAMLTree) -> ShapedValue? {
    let wanted = "true or false"
    guard case .scalar(let scalar) = tree.content else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    switch scalar.reading {
    case .flag(let value): return .flag(value)
    case .doubtful(let doubt):
      doubtful(scalar, doubt, tree.place, canBeText: false)
      if case .flag(let value) = doubt { return .flag(value) }
      return nil
    case .text, .nothing, .integer, .number:
      wrongType(tree, at: tree.place, wanted: wanted, next: unquoted(scalar) { $0 == "true" || $0 == "false" })
      return nil
    }
  }

  mutating func choice(_ tree: YAMLTree, _ choices: [Choice]) -> ShapedValue? {
    guard case .scalar(let scalar) = tree.content, scalar.reading != .nothing else {
      wrongType(tree, at: tree.place, wanted: "one of \(Self.words(choices))")
      return nil
    }
    guard let choice = choices.first(where: { $0.value == scalar.text }) else {
      log.report(
        .notAChoice, at: tree.place, "'\(scalar.text.shown)' is not one of \(Self.words(choices))",
        next: Suggestion.nearest(to: scalar.text, among: choices.lazy.map(\.value)).map { "did you mean '\($0)'?" }
          ?? "write one of them")
      return nil
    }
    if let meanwhile = choice.notBuilt {
      log.report(.notBuilt, at: tree.place, "'\(choice.value)' is not built yet", next: meanwhile)
      return nil
    }
    return .text(choice.value)
  }

  private static func words(_ choices: [Choice]) -> String {
    choices.filter { $0.notBuilt == nil }.map { "'\($0.value)'" }.joined(separator: ", ")
  }

  mutating func bytes(_ tree: YAMLTree) -> ShapedValue? {
    let wanted = "an amount of memory with its unit, such as '512M' or '2G'"
    guard case .scalar(let scalar) = tree.content, scalar.reading != .nothing else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    if let amount = Quantity.bytes(scalar.text) { return .bytes(amount) }
    let isBare = !scalar.text.isEmpty && scalar.text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    log.report(
      .malformed, at: tree.place,
      isBare ? "'\(scalar.text.shown)' has no unit" : "'\(scalar.text.shown)' is not \(wanted)",
      next: isBare
        ? "write '\(scalar.text.shown)G' for gibibytes or '\(scalar.text.shown)M' for mebibytes"
        : "write a number above 0 with K, M, G or T right after it")
    return nil
  }

  mutating func duration(_ tree: YAMLTree, orNever: Bool) -> ShapedValue? {
    let wanted = "a length of time with its unit, such as '90m', '1h30m' or '7d'"
    guard case .scalar(let scalar) = tree.content, scalar.reading != .nothing else {
      wrongType(tree, at: tree.place, wanted: wanted)
      return nil
    }
    if orNever, scalar.text == "never" { return .seconds(0) }
    if let seconds = Quantity.seconds(scalar.text) { return .seconds(seconds) }
    if case .doubtful(.sexagesimal) = scalar.reading {
      doubtful(scalar, .sexagesimal, tree.place, canBeText: false)
      return nil
    }
    let isBare = !scalar.text.isEmpty && scalar.text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    log.report(
      .malformed, at: tree.place,
      isBare ? "'\(scalar.text.shown)' has no unit" : "'\(scalar.text.shown)' is not \(wanted)",
      next: isBare
        ? "write '\(scalar.text.shown)m' for minutes or '\(scalar.text.shown)h' for hours"
        : "write numbers, each with its unit: s, m, h, d\(orNever ? "; or 'never'" : "")")
    return nil
  }
}

// MARK: - Words that several share

extension ShapeReader {
  mutating func outOfRange(_ text: String, _ range: String, _ place: SourcePlace) {
    log.report(.outOfRange, at: place, "\(text.shown) is out of range", next: "wanted is a number \(range)")
  }

  /// A hint for a value that is right but for its quotes.
  private func unquoted(_ scalar: YAMLScalar, _ isRight: (String) -> Bool) -> String? {
    scalar.reading == .text && isRight(scalar.text) ? "remove the quotes: \(scalar.text.shown)" : nil
  }

  mutating func doubtful(
    _ scalar: YAMLScalar, _ doubt: YAMLScalar.Doubt, _ place: SourcePlace, canBeText: Bool = true
  ) {
    let text = scalar.text.shown
    let orQuote = canBeText ? ", or quote it: \"\(text)\"" : ""
    let next: String
    switch doubt {
    case .flag(let value): next = "write \(value)\(orQuote)"
    case .integerForm: next = "write the number in plain digits without a 0 in front\(orQuote)"
    case .sexagesimal: next = canBeText ? "quote it: \"\(text)\"" : "write a length of time as '90m' or '1h30m'"
    case .notFinite: next = "write a number\(orQuote)"
    case .tooLong: next = canBeText ? "quote it: \"\(text)\"" : "write a smaller number"
    }
    log.report(.needsQuotes, at: place, "'\(text)' without quotes is \(scalar.reading.named)", next: next)
  }
}

extension Money {
  /// As it is written in a file: no thousands apart.
  fileprivate var digits: String { description.filter { $0 != "," } }
}

extension Double {
  /// Without a fraction where there is none.
  var short: String { self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self) }
}
