import Basics
import Growth
import Store
import Testing

@Suite("Upkeep of records of growth")
struct GrowthUpkeepTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  private let day = CalendarDay(number: 20_000)
  private let tables = ["hours_entry", "gate_answer", "gate_standing", "phase_opening", "feature_review"]

  init() throws { fixture = try Fixture() }

  private func write(to store: Store) async throws {
    try await store.log(.init("ada", on: day, hours: 3, .unplanned, hub: "reef", by: "ada"), now: 10)
    try await store.answer(
      .init(phase: "autumn", area: "sales", question: "invoices", isYes: true, evidence: "paid", on: day, by: "ada"), now: 10)
    try await store.recordStandings([.init(phase: "autumn", item: "runway", holds: true, sentence: "It holds")], now: 10)
    try await store.openPhase(.init(phase: "autumn", at: 10, by: "ada", hubs: ["reef"]))
    try await store.review(.init("dask", .promote, because: "many users", on: day, by: "ada"), now: 10)
  }

  private func counts(_ store: Store) async throws -> [Int] {
    [
      try await store.hours(since: day, until: day).count, try await store.gateAnswers().count,
      try await store.gateStandings().count, try await store.phaseOpenings().count, try await store.featureReviews().count,
      try await store.events(limit: 99).count,
    ]
  }

  @Test("a backup holds them, and clearing out leaves them")
  func kept() async throws {
    try await write(to: store)
    try await store.clearOut(at: 1e10)
    let copy = fixture.folder.file("copy.sqlite")
    try await store.backup(to: copy)
    #expect(try await counts(store) == [1, 1, 1, 1, 1, 5])
    let restored = try Store.open(at: copy)
    #expect(try await counts(restored) == [1, 1, 1, 1, 1, 5])
    try restored.close()
  }

  @Test("an older database is migrated, and keeps what it holds")
  func migrates() async throws {
    try await store.append(.example())
    try store.close()
    let path = fixture.folder.store
    for table in tables { #expect(try sqlite(path, "DROP TABLE \(table)") == "") }
    #expect(try sqlite(path, "DELETE FROM grdb_migrations WHERE identifier = '6 growth'") == "")
    #expect(throws: StoreError.older(path: path, migrations: ["6 growth"])) { try Store.openReadOnly(at: path) }
    let again = try Store.open(at: path)
    try await write(to: again)
    #expect(try await counts(again) == [1, 1, 1, 1, 1, 6])
    #expect(try await again.integrityCheck().isEmpty)
    try again.close()
  }
}
