extension ReportDocument {
  /// As one page that needs nothing else: its style stands in it, it runs no script and asks for nothing.
  public var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(HTML.escaped(title))</title>
    <style>\(ReportDocument.styleSheet)</style>
    </head>
    <body>
    <main>
    <header>
    <h1>\(HTML.escaped(title))</h1>
    <p class="day">\(HTML.escaped(subtitle))</p>
    </header>
    \(blocks.map(HTML.block).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  /// What stands between `<style>` and `</style>`, exactly: for whoever sends the page with a content security policy.
  public static let styleSheet = """

    :root { color-scheme: light dark; --text: #1d2329; --quiet: #5a6570; --line: #d5dbe1; --ground: #ffffff; --raised: #f4f6f8;
      --accent: #0b5c8a; --good: #1a6b3a; --bad: #a4262c; --unknown: #7a5a00; }
    @media (prefers-color-scheme: dark) { :root { --text: #e4e8ec; --quiet: #a0abb6; --line: #39424b; --ground: #14181c;
      --raised: #1d2329; --accent: #7cc4ee; --good: #74d197; --bad: #ff9a94; --unknown: #e8c15a; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
    main { max-width: 52rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
    header { border-bottom: 3px solid var(--accent); margin-bottom: 1.5rem; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0; }
    h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.5rem 0 0.5rem; }
    h3 { font-size: 1.05rem; margin: 1.5rem 0 0.5rem; }
    p, ul { margin: 0.5rem 0 1rem; max-width: 44rem; }
    li { margin: 0.25rem 0; }
    p, li, td, th { overflow-wrap: break-word; }
    .day { color: var(--quiet); }
    .table { overflow-x: auto; margin: 0.5rem 0 1rem; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: 0.94rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid var(--line); }
    th { color: var(--quiet); font-weight: 600; }
    .number { text-align: right; }
    .good, .bad, .unknown { font-weight: 600; }
    .good { color: var(--good); } .good::before { content: "\\2713\\A0"; }
    .bad { color: var(--bad); } .bad::before { content: "\\2715\\A0"; }
    .unknown { color: var(--unknown); } .unknown::before { content: "?\\A0"; }
    aside { background: var(--raised); border-left: 3px solid var(--accent); padding: 0.75rem 1rem; margin: 1rem 0; }
    @media print {
      :root { --text: #000000; --quiet: #444444; --line: #bbbbbb; --ground: #ffffff; --raised: #f4f4f4; --accent: #0b5c8a;
        --good: #1a6b3a; --bad: #a4262c; --unknown: #7a5a00; }
      @page { size: A4; margin: 20mm 18mm; }
      body { font-size: 10.5pt; } main { max-width: none; padding: 0; } .table { overflow: visible; }
      h2, h3 { break-after: avoid; } tr, aside, li { break-inside: avoid; } thead { display: table-header-group; }
    }

    """
}

private enum HTML {
  static func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let text): "<h2>\(escaped(text))</h2>"
    case .subheading(let text): "<h3>\(escaped(text))</h3>"
    case .paragraph(let text): "<p>\(escaped(text))</p>"
    case .list(let items): "<ul>\n\(items.map { "<li>\(escaped($0))</li>" }.joined(separator: "\n"))\n</ul>"
    case .table(let table): self.table(table)
    case .note(let text): "<aside>\(escaped(text))</aside>"
    }
  }

  private static func table(_ table: ReportDocument.Table) -> String {
    let heading = table.heading.enumerated().map { index, text in
      "<th scope=\"col\"\(classes(number: table.numbers.contains(index)))>\(escaped(text))</th>"
    }
    let rows = table.rows.map { row in
      let cells = row.enumerated().map { index, cell in
        "<td\(classes(number: table.numbers.contains(index), cell.tone))>\(escaped(cell.text))</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    return """
      <div class="table"><table>
      <thead><tr>\(heading.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      """
  }

  private static func classes(number: Bool, _ tone: ReportDocument.Tone = .plain) -> String {
    let names = [number ? "number" : "", name(tone)].filter { !$0.isEmpty }
    return names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\""
  }

  private static func name(_ tone: ReportDocument.Tone) -> String {
    switch tone {
    case .plain: ""
    case .good: "good"
    case .bad: "bad"
    case .unknown: "unknown"
    }
  }

  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in Paint.plain(text) {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
