import Basics
import Fleet
import Growth
import Logging
import Operations
import ServiceLifecycle
import Store

/// Reads the gates after each change and every ten minutes, keeps since when each of their items holds, and opens a phase
/// whose gates have held for as long as it names.
struct GrowthWatch: Service {
  let growth: GrowthService
  let store: Store
  let logger: Logger

  /// Seconds between two readings where nothing changes.
  static let interval = 600

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          while !Task.isCancelled {
            await look()
            guard (try? await Task.sleep(for: .seconds(GrowthWatch.interval))) != nil else { return }
          }
        }
        group.addTask {
          for await _ in store.changes(about: [.rollouts, .desired, .growth]) {
            // Steps of one rollout come in quick succession: they are read once they rest.
            guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
            await look()
          }
        }
      }
    }
  }

  private func look() async {
    do {
      try await growth.keepStandings()
    } catch is CancellationError {
      return
    } catch {
      logger.error("the gates could not be read", metadata: ["error": "\(error)"])
    }
  }
}

extension GrowthService {
  /// Keeps how the items of the next phase stand now, and opens it where its time has come.
  func keepStandings() async throws {
    guard await fleet.deployed != nil else { return }
    try await forgetWhatNobodyWatched()
    let plan = try await picture().plan()
    for opening in plan.openings { try await keep(opening, opensNow: plan.steps.contains { $0.opens(opening.phase) }) }
    guard let next = plan.next else { return }
    let sentences = Dictionary(next.items.map { ($0.key, $0.text) }, uniquingKeysWith: { first, _ in first })
    let readings = plan.standings.map { standing in
      GateStandingEntry.Reading(
        phase: standing.phase, item: standing.item.rawValue, holds: standing.holds, since: standing.since.seconds,
        value: standing.value,
        sentence:
          "\(standing.holds ? "Holds" : "No longer holds"), for the phase \(standing.phase): \(sentences[standing.item] ?? "")")
    }
    try await store.recordStandings(readings, of: [next.phase.name], now: now())
  }

  /// What held when it was read last and was not read for long, may have fallen meanwhile: its time begins anew. Rollouts and
  /// answers are not affected: they say themselves since when they hold.
  private func forgetWhatNobodyWatched() async throws {
    let known = try await store.gateStandings()
    guard let last = known.map(\.readAt).max(), now() - last > GrowthService.longestUnwatched else { return }
    try await store.recordStandings([], of: Set(known.map(\.phase)), now: now())
  }

  /// Seconds for which nobody may have read the gates: a day, and an hour beside it.
  private static let longestUnwatched = 25 * 3600.0

  private func keep(_ opening: PhaseOpening, opensNow: Bool) async throws {
    // Another reading of the same moment may have been faster.
    guard try await !store.phaseOpenings().contains(where: { $0.phase == opening.phase }) else { return }
    try await store.openPhase(PhaseOpeningEntry(opening), isFirstCount: !opensNow)
  }
}

extension PhaseCourse.Step {
  fileprivate func opens(_ phase: String) -> Bool {
    guard case .open = effect else { return false }
    return self.phase == phase
  }
}
