import Access
import Basics
import Delivery
import Engines
import Fleet
import Logging
import ServiceLifecycle
import Store

/// Has a stranger knock at each hub that runs, as often as the fleet's policy says, and tells at once where one gets in.
struct KnockService: Service {
  let fleet: FleetService
  let doors: DoorService
  let engine: LocalEngine
  let logger: Logger

  /// Seconds between two looks at who is due.
  static let interval = 10
  /// How many hubs are knocked at side by side.
  private static let atOnce = 2

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        guard (try? await Task.sleep(for: .seconds(KnockService.interval))) != nil else { return }
        do {
          try await knock()
        } catch is CancellationError {
          return
        } catch {
          logger.error("strangers could not knock", metadata: ["error": "\(error)"])
        }
      }
    }
  }

  private func knock() async throws {
    var due = try await doors.dueForKnock()[...]
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      while let hub = due.popFirst() {
        if running >= KnockService.atOnce {
          await group.next()
          running -= 1
        }
        running += 1
        group.addTask { await knock(at: hub) }
      }
    }
  }

  private func knock(at hub: HubID) async {
    do {
      guard let endpoint = try await engine.endpoint(of: hub) else { return }
      let result = await fleet.tester.strangerTest(endpoint) { _ in }
      if Task.isCancelled { return }
      try await doors.received(result, at: hub)
    } catch {
      logger.error("a stranger could not knock", metadata: ["hub": "\(hub)", "error": "\(error)"])
    }
  }
}

extension DoorService {
  /// Hubs that run, are not being changed, and at which nobody knocked for as long as the policy says; those that waited
  /// longest first.
  func dueForKnock() async throws -> [HubID] {
    guard let deployed = await fleet.deployed?.fleet else { return [] }
    let every = Double(deployed.organisation.doors.knockEvery)
    let knocks = try await store.knocks()
    let changing = Set(
      try await store.unfinished().flatMap(\.lanes).flatMap(\.hubs).filter { !$0.state.isFinal }.map(\.hub))
    return try await store.running().keys
      .filter { deployed.hubs[$0] != nil && !changing.contains($0) && now() - (knocks[$0]?.at ?? 0) >= every }
      .sorted { (knocks[$0]?.at ?? 0, $0.rawValue) < (knocks[$1]?.at ?? 0, $1.rawValue) }
  }

  /// Keeps how a stranger was received. One who got in is told of at once, by page, mail and webhook; where the policy says so,
  /// the hub is closed to all but its admins.
  func received(_ result: TestResult, at hub: HubID) async throws {
    // What could not be tried says nothing of the door.
    guard result.passed || result.isOpenDoor == true else { return }
    let former = try await store.record(knockAt: hub, passed: result.passed, sentence: result.sentence, at: now())
    guard former?.passed ?? true != result.passed else { return }
    if result.passed {
      try await store.append(
        .init(.doorFoundShut, .hub(hub), by: "atoll", at: now(), "A stranger is refused at \(hub) again"))
      return
    }
    try await store.append(
      .init(.doorFoundOpen, .hub(hub), by: "atoll", at: now(), "\(hub) was found open: \(result.sentence)"))
    guard let deployed = await fleet.deployed?.fleet else { return }
    let closes = deployed.organisation.doors.closesWhenOpen
    if closes { try await setClosed("a stranger could get in", of: hub, by: "atoll") }
    let text = [
      "A stranger knocked at \(hub) and got in: \(result.sentence).", "",
      closes
        ? "The hub was closed to all but its admins, as the fleet's policy says. `atoll open \(hub)` opens it again."
        : "The hub is open still. `atoll close \(hub) --because …` closes it to all but its admins.", "",
      "\(fleet.configuration.publicURL)/hubs/\(hub.rawValue.replacing("/", with: "%2F"))",
    ]
    try await tell(
      .doorFoundOpen, about: hub, in: deployed, onDuty: true, key: "door-open-\(hub)-\(Int(now()))",
      subject: "\(hub) was found open", text: text.joined(separator: "\n"),
      facts: [
        "event": .string(OutboxMessage.Kind.doorFoundOpen.rawValue), "hub": .string(hub.rawValue),
        "sentence": .string(result.sentence), "closed": .bool(closes),
      ])
  }
}
