import Basics
import Operations
import Testing

@Suite("the public report of growth")
struct GrowthReportTests {
  private static let forms: [(name: String, text: @Sendable (GrowthReport) -> String)] = [
    ("Markdown", { $0.markdown }), ("HTML", { $0.html }), ("Typst", { $0.typst }),
  ]

  private func report(
    _ sample: GrowthSample = GrowthSample(), feedback: String? = nil, includesRunway: Bool = false
  ) -> GrowthReport {
    GrowthReport(
      growth: sample.growth, capacity: sample.capacity, runway: sample.runway, pipeline: sample.pipeline,
      on: CalendarDay(Timestamp(seconds: GrowthSample.now)), feedback: feedback, includesRunway: includesRunway)
  }

  @Test("nothing private is in any of its forms: no lead, person, hub, evidence, path or amount", arguments: [false, true])
  func privacy(includesRunway: Bool) {
    var sample = GrowthSample()
    sample.mark = { "Zanzibar \($0)" }
    sample.amount = { _ in Money(hundredths: 31_415_926) }
    let report = report(sample, feedback: "plan@alpha.example", includesRunway: includesRunway)
    for form in Self.forms {
      let text = form.text(report)
      #expect(!text.contains("Zanzibar"), "\(form.name)")
      for secret in ["314,159", "314159", "31415926", "31.75", "9.625", "3.375", "North College", "/rollouts", "USD"] {
        #expect(!text.contains(secret), "\(form.name) has \(secret)")
      }
    }
    #expect(!report.document.texts.contains { $0.contains("17") && $0.contains("leave") })
  }

  @Test("how long the money lasts is told only where that is asked for, and then only the months and what to do")
  func runway() {
    for form in Self.forms {
      let without = form.text(report())
      for word in ["Runway", "18.2", "22.1", "82 %", "grow capacity", "Money"] { #expect(!without.contains(word), "\(form.name)") }
      let with = form.text(report(includesRunway: true))
      #expect(with.contains("With 85 %, the money lasts 18.2 months. What we do with so many: grow capacity."), "\(form.name)")
      for word in ["22.1", "82 %", "41 %"] { #expect(!with.contains(word), "\(form.name)") }
    }
  }

  @Test("each fact stands in all three forms")
  func facts() {
    let report = report(feedback: "plan@alpha.example")
    let texts = report.document.texts
    for form in Self.forms {
      let plain = Self.unescaped(form.text(report), isHTML: form.name == "HTML")
      for text in texts { #expect(plain.contains(text), "\(form.name): \(text)") }
    }
    let whole = texts.joined(separator: "\n")
    for fact in [
      "We are in phase 2 of 4, Colleges, open since 2026-12-31.", "Infrastructure: 1 of 3 hold", "not measured yet", "78 %",
      "2027-02-17, for 12 days", "answered yes on 2027-02-26", "slots for 10 basic and 2 research", "+3 basic and +1 research",
      "Of communities that may come, 1 has said yes.", "1 wish is outside", "takes 43 % of the hours",
      "Write to plan@alpha.example.",
      "22 % (2 of 9 on record)", "At least 80 % of alerts are about something",
    ] { #expect(whole.contains(fact), "\(fact)") }
  }

  @Test("nobody is asked for feedback where there is no address for it")
  func feedback() {
    for form in Self.forms { #expect(!form.text(report()).contains("Tell us")) }
  }

  @Test("texts stand for themselves: what they hold becomes no markup in any form")
  func escaping() {
    let hostile = "a<script>|*b*#c $d$ @e _f_ `g` \\\" ' & [h](i) ] } // /* ~ = - + ![x](y) <!-- --> {{z}}\n\n# no\n1. no"
    var sample = GrowthSample()
    sample.published = { _ in hostile }
    var plain = GrowthSample()
    plain.published = { _ in "word" }
    let one = report(sample)
    let other = report(plain)
    #expect(Self.structure(markdown: one.markdown) == Self.structure(markdown: other.markdown))
    #expect(Self.structure(html: one.html) == Self.structure(html: other.html))
    #expect(Self.structure(typst: one.typst) == Self.structure(typst: other.typst))
    #expect(Self.structure(typst: other.typst).contains("#heading(level: 1, )"), "the strings were taken out, and no more")
    let shown = hostile.replacing("\n", with: " ")
    for form in Self.forms { #expect(Self.unescaped(form.text(one), isHTML: form.name == "HTML").contains(shown), "\(form.name)") }
  }

  @Test("a number or a sign at the beginning makes no list of a paragraph")
  func beginnings() {
    for text in ["1. one", "12) one", "- one", "+ one", "---", "===", "# one", "> one"] {
      let markdown = ReportDocument(title: "t", subtitle: "s", blocks: [.paragraph(text)]).markdown
      let line = markdown.split(separator: "\n").last.map(String.init) ?? ""
      #expect(!line.hasPrefix(text) && Self.unescaped(line) == text)
    }
  }

  @Test("the page needs nothing else and runs nothing")
  func page() {
    let html = report().html
    for part in ["<script", "http://", "https://", "src=", "href=", "url(", "@import"] { #expect(!html.contains(part), "\(part)") }
    #expect(html.contains("<style>\(ReportDocument.styleSheet)</style>") && html.contains("prefers-color-scheme: dark"))
  }

  @Test("what is not declared is said to be not known")
  func empty() {
    var growth = GrowthSample().growth
    growth.phase = nil
    growth.next = nil
    growth.slots = nil
    growth.limits = []
    growth.isRecorded = false
    let capacity = CapacityAnswer(
      slots: nil, people: [], weeks: [], ahead: [], costlyTenth: .init(hubs: [], share: 0), limits: [])
    let report = GrowthReport(
      growth: growth, capacity: capacity, runway: nil, pipeline: .init(leads: [], horizons: []),
      on: CalendarDay(number: 20_000), includesRunway: true)
    let text = report.document.texts.joined(separator: "\n")
    for sentence in ["No phases are decided yet.", "is not known yet", "Nobody is expected", "without any record"] {
      #expect(text.contains(sentence))
    }
  }

  // MARK: Reading the forms

  /// Without the escapes of its form: entities in HTML, backslashes in the others.
  private static func unescaped(_ text: String, isHTML: Bool = false) -> String {
    if isHTML {
      let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
    var plain = ""
    var escaped = false
    for character in text {
      if !escaped, character == "\\" {
        escaped = true
        continue
      }
      plain.append(character)
      escaped = false
    }
    return plain
  }

  /// What means something in Markdown: special characters without a backslash, and how each line begins.
  private static func structure(markdown: String) -> [String] {
    markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var marks = ""
      var escaped = false
      for character in line {
        if !escaped, character == "\\" {
          escaped = true
          continue
        }
        if !escaped, "`*_[]<>#|~$&@!{}".contains(character) { marks.append(character) }
        escaped = false
      }
      return line.hasPrefix("- ") ? "- " + marks : marks
    }
  }

  /// The tags of a page.
  private static func structure(html: String) -> [String] {
    html.split(separator: "<").map { String($0.prefix { $0 != ">" }) }
  }

  /// Source of Typst without its strings.
  private static func structure(typst: String) -> String {
    var rest = ""
    var isString = false
    var escaped = false
    for character in typst {
      if escaped {
        escaped = false
      } else if isString, character == "\\" {
        escaped = true
      } else if character == "\"" {
        isString.toggle()
      } else if !isString {
        rest.append(character)
      }
    }
    return rest
  }
}
