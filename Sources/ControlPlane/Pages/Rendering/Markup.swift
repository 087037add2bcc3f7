/// HTML that is made here and not in a template: the atoms of which every page has dozens. Only this file makes it, and
/// it escapes every text.
struct Markup: Sendable, Equatable {
  let html: String

  private init(_ html: String) { self.html = html }

  /// Several, one after the other.
  init(_ parts: [Markup]) { html = parts.map(\.html).joined() }

  /// A state: colour, shape and word.
  static func state(_ mark: StateMark) -> Markup {
    let tone = mark.tone.rawValue
    return Markup("<span class=\"state \(tone)\"><i class=\"mark \(tone)\"></i>\(escaped(mark.word))</span>")
  }

  /// A moment, for the script to turn into the viewer's zone.
  static func time(_ mark: TimeMark) -> Markup {
    Markup("<time datetime=\"\(mark.machine)\" title=\"\(mark.title)\">\(mark.text)</time>")
  }

  /// How long something took; where it goes on, since when, for the script to count on.
  static func took(_ text: String, since: Int?) -> Markup {
    let attribute = since.map { " data-since=\"\($0)\"" } ?? ""
    return Markup("<span class=\"took\"\(attribute)>\(escaped(text))</span>")
  }

  /// A link whose text is a state, with the name that the state is of.
  static func link(to path: String, named name: String, _ state: StateMark) -> Markup {
    Markup("<a href=\"\(escaped(path))\" title=\"\(escaped(name))\">\(Markup.state(state).html)</a>")
  }

  /// A link whose text is only the mark of a state; its name says the rest.
  static func link(to path: String, mark: Tone, named name: String) -> Markup {
    let name = escaped(name)
    let attributes = "href=\"\(escaped(path))\" title=\"\(name)\" aria-label=\"\(name)\""
    return Markup("<a \(attributes)><i class=\"mark \(mark.rawValue)\"></i></a>")
  }

  private static func escaped(_ text: String) -> String { PageContentType.escaped(text) }
}
