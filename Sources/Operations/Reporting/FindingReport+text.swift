import Basics
import Fleet

extension FindingReport {
  /// As a good compiler tells it: each finding with its line and a caret, and a summary at last.
  public func text(color: Bool) -> String {
    let paint = Paint(isOn: color)
    var text = ""
    for finding in findings {
      text += self.text(of: finding, paint)
      text += "\n"
    }
    for silent in showsSilenced ? silenced : [] { text += self.text(of: silent, paint) + "\n" }
    return text + summary(paint) + "\n"
  }

  private func text(of silent: SilencedFinding, _ paint: Paint) -> String {
    let finding = silent.finding
    let place = finding.place.map { "\(named($0)): " } ?? ""
    let head = paint.quiet("silenced \(finding.severity.rawValue)[\(finding.code)]")
    return paint.strong(place) + head + ": \(Paint.plain(finding.what))\n"
      + paint.quiet("  = ") + "until \(silent.until) because \(Paint.plain(silent.reason)) (line \(silent.place.line))\n"
  }

  private func text(of finding: Finding, _ paint: Paint) -> String {
    let severity = "\(finding.severity.rawValue)[\(finding.code)]"
    let place = finding.place.map { "\(named($0)): " } ?? ""
    var text =
      paint.strong(place) + paint.severity(severity, finding.severity) + paint.strong(": \(Paint.plain(finding.what))")
    text += "\n"

    var margin = "  "
    if let place = finding.place, let quote = lines.quote(place) {
      margin = String(repeating: " ", count: quote.number.count + 1)
      text += paint.quiet("\(margin)|") + "\n"
      text += paint.quiet("\(quote.number) |") + (quote.line.isEmpty ? "" : " \(quote.line)") + "\n"
      text += paint.quiet("\(margin)|") + " "
      text += quote.indent + paint.severity(quote.underline, finding.severity) + "\n"
    }
    if let next = finding.next {
      text += paint.quiet("\(margin)= ") + paint.strong("next: ") + Paint.plain(next) + "\n"
    }
    for related in finding.related {
      text += paint.quiet("\(margin)= ") + "\(named(related.place)): \(Paint.plain(related.note))" + "\n"
    }
    return text
  }

  private func named(_ place: SourcePlace) -> String {
    let renamed = SourcePlace(
      file: name(of: place.file), line: place.line, column: place.column, length: place.length)
    return Paint.plain(renamed.description)
  }

  private func summary(_ paint: Paint) -> String {
    let whole = "\(Wording.count(files, "file")), \(Wording.count(hubs, "hub"))"
    let silent = silenced.isEmpty ? "" : "; \(silenced.count) silenced"
    if findings.isEmpty { return paint.good("no problems found") + " in \(whole)\(silent)" }
    let parts = Severity.allCases.reversed().filter { count($0) > 0 }.map { severity in
      paint.severity(Wording.count(count(severity), severity.rawValue), severity)
    }
    return Wording.list(parts) + " in \(whole)\(silent)"
  }
}

/// Words with numbers.
enum Wording {
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ parts: [String]) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Colours of a terminal, or none.
struct Paint {
  let isOn: Bool

  func strong(_ text: String) -> String { paint(text, "1") }
  func quiet(_ text: String) -> String { paint(text, "34") }
  func good(_ text: String) -> String { paint(text, "1;32") }

  func severity(_ text: String, _ severity: Severity) -> String {
    switch severity {
    case .error: paint(text, "1;31")
    case .warning: paint(text, "1;33")
    case .note: paint(text, "1;36")
    }
  }

  private func paint(_ text: String, _ style: String) -> String {
    isOn && !text.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
  }

  /// Text from a file on one line, without anything that could command a terminal.
  static func plain(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { DisplayWidth.isUnprintable($0) }) else { return text }
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      plain.append(scalar == "\t" || scalar == "\n" ? " " : DisplayWidth.isUnprintable(scalar) ? "\u{FFFD}" : scalar)
    }
    return String(plain)
  }
}
