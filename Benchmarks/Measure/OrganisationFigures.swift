import Growth

/// How often published slots hold, in organisations that are simulated.
enum OrganisationFigures {
  /// One organisation's quarters, counted.
  struct Outcome: Encodable {
    let seed: UInt64
    /// Quarters in which the work that there was left anything to publish.
    let quarters: Int
    /// How many of them held with the hubs that were taken.
    let held: Int
    /// Quarters with a published slot at least, and how many of them held with the published number.
    let withSlots: Int
    let heldPublished: Int
  }

  /// So many organisations of so many quarters each.
  static func measured(organisations: Int, quarters: Int) async -> [Outcome] {
    await withTaskGroup(of: Outcome.self) { group in
      for seed in 1...UInt64(organisations) {
        group.addTask {
          let outcome = SimulatedOrganisation.Outcome(SimulatedOrganisation.run(quarters: quarters, seed: seed))
          return Outcome(
            seed: seed, quarters: outcome.quarters, held: outcome.held, withSlots: outcome.withSlots,
            heldPublished: outcome.heldPublished)
        }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.seed < $1.seed }
    }
  }
}
