import Fleet
import Testing

@testable import Store

@Suite("Migrations")
struct MigrationTests {
  /// A migration that has been released is never edited. A failure here means: undo the edit and append a migration.
  @Test("those that were released are as they were")
  func unchanged() {
    let known = Migration.all.map { "\($0.name): \(ContentHash.hex(of: $0.sql.utf8).prefix(16))" }
    #expect(
      known == [
        "1 rollouts: 782755b31d48d0c2",
        "2 events: 708887a0bac403a7",
        "3 desired state: b591fd6899e981a2",
        "4 sign-in: b05765fb6940e79a",
        "5 outbox: c593281201db41ea",
        "6 growth: 1ab8b5829aa13ecf",
        "7 doors: 3e6e4c444ff30692",
      ])
  }

  @Test("names are unique, and numbered in their order")
  func named() {
    let names = Migration.all.map(\.name)
    #expect(Set(names).count == names.count)
    for (index, name) in names.enumerated() { #expect(name.hasPrefix("\(index + 1) ")) }
  }
}
