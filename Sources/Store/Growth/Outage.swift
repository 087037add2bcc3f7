public import Basics
internal import GRDB

/// A time in which a hub that should run did not, by what the event log tells.
public struct Outage: Sendable, Equatable {
  public let hub: HubID
  /// Seconds since 1970.
  public let began: Double
  /// Nil while it goes on; never before it began.
  public let ended: Double?
  /// The number of the event with which it began.
  public let cause: Int
  /// The number of the event with which it ended.
  public let end: Int?
  /// What was told when it began.
  public let sentence: String

  /// How long it lasted; nil while it goes on.
  public var seconds: Double? { ended.map { $0 - began } }

  /// With which events an outage begins. A hub that was taken back is not among them: its former release runs.
  public static let beginnings: Set<Event.Kind> = [.hubBroken, .hubUnreachable]

  /// With which events it ends: the hub runs again, or need not run any more.
  public static let endings: Set<Event.Kind> = [
    .hubPassed, .hubRevived, .hubPutToSleep, .hubStopped, .hubRemoved,
  ]
}

extension Outage {
  /// The outages that events tell of, by when they began. What happens to a hub during an outage begins no other, and what
  /// ends one where there is none is nothing. Events may come in any order, of any kind and subject.
  public static func pairs(among events: [Event]) -> [Outage] {
    var open: [HubID: Event] = [:]
    var outages: [Outage] = []
    for event in events.sorted(by: { $0.id < $1.id }) {
      guard case .hub(let hub) = event.subject else { continue }
      if beginnings.contains(event.kind) {
        if open[hub] == nil { open[hub] = event }
      } else if endings.contains(event.kind), let cause = open.removeValue(forKey: hub) {
        outages.append(Outage(hub, from: cause, to: event))
      }
    }
    outages += open.map { hub, cause in Outage(hub, from: cause, to: nil) }
    return outages.sorted { $0.cause < $1.cause }
  }

  private init(_ hub: HubID, from cause: Event, to end: Event?) {
    self.hub = hub
    began = cause.at
    ended = end.map { max($0.at, cause.at) }
    self.cause = cause.id
    self.end = end?.id
    sentence = cause.sentence
  }
}

extension Store {
  /// The outages of each hub that went on at `since` (seconds since 1970) or began later, by when they began. A hub without
  /// one is left out.
  public func outages(since: Double) async throws(StoreError) -> [HubID: [Outage]] {
    let events = try await read("read outages") { db in
      let kinds = Outage.beginnings.union(Outage.endings)
      return try EventRows.fetch(.init(kinds: kinds), "subject_kind = ?", ["hub"], order: "ASC", limit: Int.max, db)
    }
    let outages = Outage.pairs(among: events).filter { outage in outage.ended.map { $0 >= since } ?? true }
    return Dictionary(grouping: outages, by: \.hub)
  }
}
