import Basics
import Delivery
import Fleet

/// The first line of a hub's page.
enum HubAnswer {
  /// `reef is well; tested as a user and as a stranger 4 min ago`.
  static func sentence(_ page: HubPage) -> String {
    let condition = HubCondition(page.facts)
    let head = "\(page.hub.id) \(condition.predicate)"
    switch condition {
    case .asleep: return "\(head): declared and counted, not started"
    case .elsewhere: return "\(head): it runs where Atoll only reads what is declared"
    case .failing:
      let failed = page.facts.tests.first { !$0.result.passed }
      return failed.map { "\(head): \(trimmed($0.result.sentence))" } ?? head
    case .well, .starting, .changing, .takingBack, .silent, .down, .broken:
      return tested(page).map { "\(head); \($0)" } ?? "\(head); not tested yet"
    }
  }

  private static func tested(_ page: HubPage) -> String? {
    let passed = page.facts.tests.filter(\.result.passed)
    guard let newest = passed.map(\.at).max() else { return nil }
    let kinds = [(TestResult.Kind.user, "as a user"), (.stranger, "as a stranger")]
      .filter { kind, _ in passed.contains { $0.result.kind == kind } }.map(\.1)
    return "tested \(Words.list(kinds)) \(Words.ago(page.frame.now - newest))"
  }

  private static func trimmed(_ sentence: String) -> String {
    sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
  }
}
