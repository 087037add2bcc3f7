/// A long list, of which a page shows one part at a time.
struct PagedList<Element: Sendable>: Sendable {
  let shown: [Element]
  /// How many there are in all.
  let count: Int
  /// Which part is shown, from 1, and how many there are. A part that is not there stands for the last.
  let page: Int
  let pages: Int
  /// The number of the first that is shown, from 1.
  private let first: Int

  /// - Parameters:
  ///   - page: which part is asked for, from 1.
  ///   - length: how many are shown at once.
  init(_ all: [Element], page wanted: Int, length: Int = 100) {
    count = all.count
    pages = max(1, (all.count + length - 1) / length)
    page = min(max(1, wanted), pages)
    first = (page - 1) * length + 1
    shown = Array(all.dropFirst(first - 1).prefix(length))
  }

  /// `101 to 200`; nil where all are shown.
  var range: String? {
    pages > 1 ? "\(Words.number(first)) to \(Words.number(first + shown.count - 1))" : nil
  }

  /// What `pager.mustache` shows; nil where all are shown.
  /// - Parameter path: the address of a part.
  func pagerFields(_ path: (_ page: Int) -> String) -> Fields? {
    guard pages > 1 else { return nil }
    return [
      "part": .text("Page \(page) of \(pages)"), "previous": .text(page > 1 ? path(page - 1) : nil),
      "next": .text(page < pages ? path(page + 1) : nil),
    ]
  }

  /// The part that the query of an address asks for: the first, where it says none.
  static func page(_ query: String?) -> Int { query.flatMap { Int($0) }.map { max(1, $0) } ?? 1 }
}
