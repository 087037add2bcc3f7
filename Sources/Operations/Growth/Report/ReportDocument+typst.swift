extension ReportDocument {
  /// As source of Typst, for A4. Every text is a string of Typst, in which only `\` and `"` mean anything: no text can
  /// become markup or a call.
  public var typst: String {
    let heading = "#heading-of-report(\(Typst.string(title)), \(Typst.string(subtitle)))"
    return [Typst.style(title), heading].joined(separator: "\n") + "\n" + blocks.map(Typst.block).joined(separator: "\n") + "\n"
  }
}

private enum Typst {
  /// Fonts that every Typst carries; no date of making, so that the same report is the same file.
  static func style(_ title: String) -> String {
    """
    #set document(title: \(string(title)), date: none)
    #set page(paper: "a4", margin: (x: 20mm, top: 20mm, bottom: 22mm), numbering: "1 / 1", number-align: right)
    #set text(font: "Libertinus Serif", size: 10.5pt, lang: "en", hyphenate: false)
    #set par(leading: 0.62em, spacing: 0.95em)
    #set list(marker: [–], indent: 0.2em, spacing: 0.7em)
    #show heading: set block(sticky: true)
    #show heading.where(level: 1): set text(size: 15pt)
    #show heading.where(level: 1): set block(above: 1.7em, below: 0.8em)
    #show heading.where(level: 2): set text(size: 11.5pt)
    #show heading.where(level: 2): set block(above: 1.4em, below: 0.7em)
    #let accent = rgb("#0b5c8a")
    #let quiet(body) = text(fill: rgb("#5a6570"), body)
    #let good(body) = text(fill: rgb("#1a6b3a"), weight: "bold", body)
    #let bad(body) = text(fill: rgb("#a4262c"), weight: "bold", body)
    #let unknown(body) = text(fill: rgb("#7a5a00"), weight: "bold", body)
    #let note(body) = block(width: 100%, fill: rgb("#f4f6f8"), stroke: (left: 2pt + accent), inset: (x: 10pt, y: 8pt), \
    breakable: false, body)
    #let facts(columns, align, ..cells) = {
      set text(size: 9.5pt, number-width: "tabular")
      set par(leading: 0.5em)
      block(above: 0.9em, below: 1.2em, table(columns: columns, align: align, stroke: (x, y) => (bottom: 0.5pt + \
    rgb("#d5dbe1")), inset: (left: 0pt, right: 9pt, y: 4.5pt), ..cells))
    }
    #let heading-of-report(title, day) = {
      block(below: 1em, text(size: 22pt, weight: "bold", title))
      block(below: 0.9em, quiet(day))
      line(length: 100%, stroke: 2pt + accent)
    }
    """
  }

  static func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let text): "#heading(level: 1, \(string(text)))"
    case .subheading(let text): "#heading(level: 2, \(string(text)))"
    case .paragraph(let text): "#par(\(string(text)))"
    case .list(let items): "#list(\(items.map { string($0) + ", " }.joined()))"
    case .table(let table): self.table(table)
    case .note(let text): "#note(\(string(text)))"
    }
  }

  private static func table(_ table: ReportDocument.Table) -> String {
    let columns = table.heading.indices.map { index in
      index < table.shares.count ? "\(max(1, table.shares[index]))fr" : "auto"
    }
    let align = table.heading.indices.map { table.numbers.contains($0) ? "right" : "left" }
    let heading = table.heading.map { "quiet(\(string($0))), " }.joined()
    let rows = table.rows.map { row in "  " + row.map { cell($0) + ", " }.joined() + "\n" }
    return "#facts((\(columns.map { $0 + ", " }.joined())), (\(align.map { $0 + ", " }.joined())),\n"
      + "  table.header(\(heading)),\n\(rows.joined()))"
  }

  private static func cell(_ cell: ReportDocument.Cell) -> String {
    switch cell.tone {
    case .plain: string(cell.text)
    case .good: "good(\(string(cell.text)))"
    case .bad: "bad(\(string(cell.text)))"
    case .unknown: "unknown(\(string(cell.text)))"
    }
  }

  static func string(_ text: String) -> String {
    var escaped = ""
    for character in Paint.plain(text) {
      if character == "\\" || character == "\"" { escaped.append("\\") }
      escaped.append(character)
    }
    return "\"\(escaped)\""
  }
}
