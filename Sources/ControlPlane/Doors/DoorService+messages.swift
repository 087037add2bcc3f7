import Access
import Basics
import Fleet
import Foundation
import Store

extension DoorService {
  /// Mails who came to a workshop and what it used, to whoever made it and to the representatives of the community.
  func tellEnd(of grant: Grant) async throws {
    guard let workshop = grant.workshop, let deployed = await fleet.deployed?.fleet else { return }
    let participants = try await store.participants(of: grant.id)
    let came = participants.filter { $0.state == .admitted }
    let hours = came.reduce(0) { $0 + $1.serverSeconds } / 3600
    var lines = [
      "\(workshop.name) on \(grant.hub) ended at \(grant.end.iso8601).", "",
      "\(came.count) of \(workshop.seats) seats were taken; servers ran for \(DoorWords.hours(hours)) in all.",
    ]
    if let ending = grant.ended { lines.append("It was ended early by \(ending.by): \(ending.because)") }
    if let days = workshop.keepHomesDays { lines.append("Homes of those who came are kept for \(days) more days.") }
    if !came.isEmpty { lines += ["", "Who came, and for how long they had a server:"] }
    lines += came.prefix(500).map { "  \($0.name): \(DoorWords.hours($0.serverSeconds / 3600))" }
    if came.count > 500 { lines.append("  and \(came.count - 500) more") }
    lines += ["", "\(fleet.configuration.publicURL)/hubs/\(grant.hub.rawValue.replacing("/", with: "%2F"))/door"]
    let facts: JSONValue = [
      "event": .string(OutboxMessage.Kind.workshopEnded.rawValue), "workshop": .string(workshop.name),
      "hub": .string(grant.hub.rawValue), "grant": .int(grant.id.number), "people": .int(came.count),
      "seats": .int(workshop.seats), "serverHours": .double(hours),
    ]
    try await tell(
      .workshopEnded, about: grant.hub, in: deployed, also: [grant.by], key: "grant-\(grant.id)-over",
      subject: "\(workshop.name) is over: \(came.count) came", text: lines.joined(separator: "\n"), facts: facts)
  }

  /// Puts a message to those concerned into the outbox, once for each key: those named, the representatives of the hub's
  /// community, and the webhook.
  /// - Parameter onDuty: whether those on duty are told instead of the representatives.
  func tell(
    _ kind: OutboxMessage.Kind, about hub: HubID, in deployed: Fleet, also people: [String] = [], onDuty: Bool = false,
    key: String, subject: String, text: String, facts: JSONValue
  ) async throws {
    let organisation = deployed.organisation
    let community = deployed.hubs[hub].flatMap { deployed.communities[$0.community] }
    var addresses: [String] = []
    if organisation.notify.mail != nil {
      let team = people.map { PersonID($0) } + (onDuty ? organisation.onDuty : [])
      addresses = team.compactMap { organisation.people[$0]?.mail ?? community?.representatives[$0]?.mail }
      if !onDuty {
        addresses += (community?.representatives ?? [:]).sorted { $0.key < $1.key }.compactMap(\.value.mail)
      }
    }
    var told: Set<String> = []
    for address in addresses where told.insert(address).inserted {
      try await store.enqueue(
        OutboxMessage(
          dedupeKey: "\(key)-mail-\(address)", kind: kind, channel: .mail, recipient: address, subject: subject, text: text,
          json: facts), at: now())
    }
    if let webhook = organisation.notify.webhook?.url {
      try await store.enqueue(
        OutboxMessage(
          dedupeKey: "\(key)-webhook", kind: kind, channel: .webhook, recipient: webhook, subject: subject, text: text,
          json: facts), at: now())
    }
  }
}

/// Words for doors.
enum DoorWords {
  /// `2.5 hours`, `20 minutes`.
  static func hours(_ hours: Double) -> String {
    if hours < 1 {
      let minutes = Int((hours * 60).rounded())
      return minutes == 1 ? "1 minute" : "\(minutes) minutes"
    }
    let tenths = (hours * 10).rounded() / 10
    return tenths == 1 ? "1 hour" : tenths == tenths.rounded() ? "\(Int(tenths)) hours" : "\(tenths) hours"
  }
}
