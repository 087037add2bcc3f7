/// A report as a small document, which Markdown, HTML and Typst are made of. Its texts are plain: nothing in them is markup.
public struct ReportDocument: Sendable, Equatable {
  public var title: String
  public var subtitle: String
  public var blocks: [Block]

  public init(title: String, subtitle: String, blocks: [Block] = []) {
    self.title = title
    self.subtitle = subtitle
    self.blocks = blocks
  }

  public enum Block: Sendable, Equatable {
    /// A section's.
    case heading(String)
    /// That of a part of a section.
    case subheading(String)
    case paragraph(String)
    case list([String])
    case table(Table)
    /// What should be known beside the text.
    case note(String)
  }

  public struct Table: Sendable, Equatable {
    public var heading: [String]
    /// Each as long as the heading.
    public var rows: [[Cell]]
    /// Columns that hold numbers, from 0.
    public var numbers: Set<Int>
    /// How much room each column asks for beside the others; empty: as much as its texts.
    public var shares: [Int]

    public init(_ heading: [String], rows: [[Cell]] = [], numbers: Set<Int> = [], shares: [Int] = []) {
      self.heading = heading
      self.rows = rows
      self.numbers = numbers
      self.shares = shares
    }
  }

  public struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    public var text: String
    public var tone: Tone

    public init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }

    public init(stringLiteral text: String) { self.init(text) }
  }

  /// How a cell looks; what it means stands in its words too.
  public enum Tone: Sendable, Equatable { case plain, good, bad, unknown }

  /// All texts, in their order.
  public var texts: [String] {
    [title, subtitle]
      + blocks.flatMap { block in
        switch block {
        case .heading(let text), .subheading(let text), .paragraph(let text), .note(let text): [text]
        case .list(let items): items
        case .table(let table): table.heading + table.rows.flatMap { $0.map(\.text) }
        }
      }
  }
}
