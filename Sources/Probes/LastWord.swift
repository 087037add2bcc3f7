import Synchronization

/// What was said last while something was waited for, so that a deadline can repeat it.
final class LastWord: Sendable {
  private let said = Mutex("")

  var text: String {
    get { said.withLock { $0 } }
    set { said.withLock { $0 = newValue } }
  }

  /// The text as the end of a sentence, or nothing.
  var ending: String { text.isEmpty ? "" : ": \(text)" }
}
