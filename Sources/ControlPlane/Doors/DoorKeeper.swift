import Access
import Basics
import Fleet
import Logging
import Operations
import ServiceLifecycle
import Store

/// Keeps doors to the clock: writes what was answered every second, and every few seconds sends out the people of grants that
/// are over; follows the deployed folder.
struct DoorKeeper: Service {
  let doors: DoorService
  let store: Store
  let logger: Logger

  /// Seconds between two looks at what is over.
  static let interval = 5

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await repeatedly(every: .seconds(1)) { await doors.writeDecisions() } }
        group.addTask {
          await repeatedly(every: .seconds(DoorKeeper.interval)) {
            await guarded("grants that are over") { try await doors.settleWhatIsOver() }
          }
        }
        group.addTask {
          await repeatedly(every: .seconds(60)) {
            await guarded("homes of workshops") { try await doors.giveUpHomes() }
            await guarded("workshops that begin soon") { try await doors.warnOfWorkshops() }
          }
        }
        group.addTask {
          for await _ in store.changes(about: [.desired]) {
            await doors.followFleet()
            await guarded("how wide doors are") { try await doors.recordWidths() }
          }
        }
      }
    }
    await doors.writeDecisions()
  }

  private func repeatedly(every pause: Duration, _ work: @Sendable () async -> Void) async {
    while !Task.isCancelled {
      await work()
      guard (try? await Task.sleep(for: pause)) != nil else { return }
    }
  }

  private func guarded(_ what: String, _ work: () async throws -> Void) async {
    do {
      try await work()
    } catch is CancellationError {
      return
    } catch {
      logger.error("doors: \(what) could not be looked after", metadata: ["error": "\(error)"])
    }
  }
}

extension DoorService {
  /// Has hubs remove the homes of workshops whose time to be kept is over, of those whom nothing else lets in.
  func giveUpHomes() async throws {
    for grant in try await store.grantsWithHomesToGiveUp(at: now()) {
      let names = try await leaving(grant)
      try await store.giveUpHomes(of: grant.id, names, at: now())
      try await tellDepartures(of: grant.hub)
    }
  }

  /// Tells those concerned of workshops that begin within a day and that their hub cannot take as it is.
  func warnOfWorkshops() async throws {
    guard let deployed = await fleet.deployed?.fleet else { return }
    let soon = time.advanced(by: 86_400)
    for grant in try await store.grants(endingAfter: now()) where grant.from > time && grant.from <= soon {
      guard let readiness = await readiness(of: grant), readiness.state == .fails else { continue }
      let problems = readiness.items.filter { $0.state == .fails }
      let text =
        (["\(grant.title) on \(grant.hub) begins at \(grant.from.iso8601), and the hub cannot take it as it is:", ""]
        + problems.map { "- \($0.sentence)\($0.next.map { ": \($0)" } ?? "")" }).joined(separator: "\n")
      try await tell(
        .workshopAtRisk, about: grant.hub, in: deployed, also: [grant.by], onDuty: true, key: "grant-\(grant.id)-at-risk",
        subject: "\(grant.title) begins soon, and \(grant.hub) is not ready", text: text,
        facts: [
          "event": .string(OutboxMessage.Kind.workshopAtRisk.rawValue), "hub": .string(grant.hub.rawValue),
          "grant": .int(grant.id.number), "problems": .array(problems.map { .string($0.sentence) }),
        ])
    }
  }

  /// Keeps how wide doors are, and tells of those that became wider.
  func recordWidths() async throws {
    guard let deployed = await fleet.deployed?.fleet else { return }
    let listings = DoorListing.all(of: deployed)
    let former = try await store.record(
      widths: listings.map { (hub: HubID($0.hub), level: $0.audience, isCertain: $0.isCertain) }, at: now())
    let present = Dictionary(listings.map { (HubID($0.hub), $0) }, uniquingKeysWith: { first, _ in first })
    for width in former {
      guard let door = present[width.hub], door.audience > width.level else { continue }
      try await store.append(
        .init(
          .doorWidened, .hub(width.hub), by: "atoll", at: now(),
          "The door of \(width.hub) is wider: \(door.audience.whoMayEnter), before \(width.level.whoMayEnter)"))
    }
  }
}
