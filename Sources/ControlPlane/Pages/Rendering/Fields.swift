import Mustache

/// What a template sees: names, and what they stand for. The only door between view models and Mustache.
///
/// A name with a question mark asks whether there is anything: `{{#rows?}}<table>…{{/rows?}}`.
struct Fields: Sendable, ExpressibleByDictionaryLiteral {
  private(set) var values: [String: Field]

  init(dictionaryLiteral elements: (String, Field)...) {
    values = Dictionary(elements, uniquingKeysWith: { _, last in last })
  }

  subscript(name: String) -> Field? {
    get { values[name] }
    set { values[name] = newValue }
  }

  func adding(_ more: Fields) -> Fields {
    var all = self
    all.values.merge(more.values) { _, new in new }
    return all
  }
}

/// One thing that a template can show. Text is escaped by the templates' content type, see `PageContentType`; markup
/// has been, and stands in three braces.
enum Field: Sendable {
  case text(String)
  case markup(Markup)
  case flag(Bool)
  case group(Fields)
  case list([Fields])
  case nothing
}

extension Field {
  /// The text, or nothing where there is none.
  static func text(_ text: String?) -> Field { text.map { .text($0) } ?? .nothing }
  static func number(_ number: Int?) -> Field { .text(number.map(Words.number)) }
  static func group(_ fields: Fields?) -> Field { fields.map { .group($0) } ?? .nothing }
  static func markup(_ markup: Markup?) -> Field { markup.map { .markup($0) } ?? .nothing }
  static func state(_ mark: StateMark) -> Field { .markup(Markup.state(mark)) }
  static func texts(_ texts: some Sequence<String>) -> Field { .list(texts.map { ["text": .text($0)] }) }

  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .markup(let markup): markup.html.isEmpty
    case .flag(let flag): !flag
    case .list(let rows): rows.isEmpty
    case .group: false
    case .nothing: true
    }
  }
}

extension Field: ExpressibleByStringLiteral, ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension Fields: MustacheParent {
  /// Where a name is known and stands for nothing, the answer is not nil, so that Mustache does not go on to look
  /// for the same name further out.
  func child(named name: String) -> Any? {
    if let field = values[name] {
      switch field {
      case .text(let text): return Shown(text)
      case .markup(let markup): return Shown(markup.html)
      case .flag(let flag): return flag
      case .group(let fields): return fields
      case .list(let rows): return rows
      case .nothing: return Shown("")
      }
    }
    guard name.last == "?", let field = values[String(name.dropLast())] else { return nil }
    return !field.isEmpty
  }
}

/// A text on its way into a template; nothing where it is empty. Mustache asks for this form before it goes through its
/// slower ones.
private struct Shown: MustacheCustomRenderable {
  let renderText: String
  var isNull: Bool { renderText.isEmpty }
  init(_ text: String) { renderText = text }
}
