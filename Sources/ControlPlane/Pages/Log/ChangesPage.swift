import Basics

/// The event log: who did what, when, why.
struct ChangesPage: Sendable {
  var frame: PageFrame
  var filter: ChangesFilter
  /// Newest first.
  var changes: [ChangeFacts]
  /// The change before which the next page begins; nil on the last page.
  var olderThan: Int?

  init(frame: PageFrame, filter: ChangesFilter = ChangesFilter(), changes: [ChangeFacts], olderThan: Int? = nil) {
    self.frame = frame
    self.filter = filter
    self.changes = changes
    self.olderThan = olderThan
  }
}

/// What the form above the changes asks for.
struct ChangesFilter: Sendable, Equatable {
  /// Part of what was done, or of why.
  var text: String
  var by: String
  var hub: String
  /// Only changes with a smaller number: where a page begins.
  var before: Int?

  init(text: String = "", by: String = "", hub: String = "", before: Int? = nil) {
    self.text = text
    self.by = by
    self.hub = hub
    self.before = before
  }

  /// Reads the query of the page's address.
  init(query: (String) -> String?) {
    self.init(
      text: query("q") ?? "", by: query("by") ?? "", hub: query("hub") ?? "",
      before: query("before").flatMap { Int($0) })
  }

  var isNarrow: Bool { !(text.isEmpty && by.isEmpty && hub.isEmpty) }

  func parameters(before: Int?) -> [(String, String?)] {
    [("q", text), ("by", by), ("hub", hub), ("before", before.map { String($0) })]
  }
}
