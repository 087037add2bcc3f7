import Operations
import Basics
import Delivery
import Fleet
import Store

/// How a rollout that ended is told.
struct RolloutMessage: Sendable {
  let rollout: Rollout

  init(_ rollout: Rollout) { self.rollout = rollout }

  /// "Rollout 7 succeeded: reef-staging and reef run as declared."
  var sentence: String {
    let hubs = rollout.lanes.flatMap(\.hubs)
    let failed = hubs.filter { $0.state == .takenBack || $0.state == .broken }
    guard let first = failed.first else {
      return "Rollout \(rollout.id) succeeded: \(list(hubs.map(\.hub))) \(hubs.count == 1 ? "is" : "are") as declared"
    }
    let others = failed.count > 1 ? " (and \(failed.count - 1) more)" : ""
    return "Rollout \(rollout.id) failed: \(first.failure?.sentence ?? first.hub.rawValue)\(others)"
  }

  var subject: String {
    let hubs = rollout.lanes.flatMap(\.hubs)
    let failed = hubs.filter { $0.state.isFailure && $0.state != .blocked }.map(\.hub)
    return rollout.state == .succeeded
      ? "Rollout \(rollout.id) succeeded: \(list(hubs.map(\.hub)))" : "Rollout \(rollout.id) failed: \(list(failed))"
  }

  /// The whole message.
  func text(url: String) -> String {
    var lines = [sentence + ".", "", "Asked for by \(rollout.request.by): \(rollout.request.why)", ""]
    for lane in rollout.lanes {
      lines.append("Lane \(lane.id):")
      for hub in lane.hubs {
        lines.append("  \(hub.hub): \(hub.state.words)")
        guard let failure = hub.failure else { continue }
        lines.append("    \(failure.sentence)")
        lines += failure.log.suffix(5).map { "    | \($0)" }
      }
    }
    lines += ["", "\(url)/rollouts/\(rollout.id)"]
    return lines.joined(separator: "\n")
  }

  private func list(_ hubs: [HubID]) -> String {
    let names = hubs.prefix(4).map(\.rawValue)
    let rest = hubs.count - names.count
    if rest > 0 { return names.joined(separator: ", ") + " and \(rest) more" }
    guard let last = names.last, names.count > 1 else { return names.first ?? "no hub" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Who is told of what, and how: those who asked, and those on duty.
struct Recipients: Sendable {
  /// Mail addresses; empty where mail is not configured.
  var mail: [String]
  /// Nil where none is configured.
  var webhook: String?
  /// The address of the pages.
  var url: String

  /// - Parameter requester: who asked for the rollout, as it stands in the event log.
  init(of organisation: Organisation?, requester: String, url: String) {
    self.url = url
    guard let organisation else {
      (mail, webhook) = ([], nil)
      return
    }
    let onDuty = organisation.notify.mail?.toOnDuty == false ? [] : organisation.onDuty
    let people = [PersonID(requester)] + onDuty
    var addresses: [String] = []
    for address in people.compactMap({ organisation.people[$0]?.mail }) where !addresses.contains(address) {
      addresses.append(address)
    }
    mail = organisation.notify.mail == nil ? [] : addresses
    webhook = organisation.notify.webhook?.url
  }

  func messages(about words: RolloutMessage, at: Double) -> [OutboxMessage] {
    let rollout = words.rollout
    let kind: OutboxMessage.Kind = rollout.state == .succeeded ? .rolloutSucceeded : .rolloutFailed
    let facts: JSONValue = [
      "event": .string(kind.rawValue), "rollout": .int(rollout.id.number), "sentence": .string(words.sentence),
      "by": .string(rollout.request.by), "why": .string(rollout.request.why), "at": .double(at),
      "url": .string("\(url)/rollouts/\(rollout.id)"),
      "hubs": .object(
        Dictionary(
          rollout.lanes.flatMap(\.hubs).map { ($0.hub.rawValue, JSONValue.string($0.state.words)) },
          uniquingKeysWith: { $1 })),
    ]
    func message(_ channel: OutboxMessage.Channel, _ recipient: String) -> OutboxMessage {
      OutboxMessage(
        dedupeKey: "rollout-\(rollout.id)-ended-\(channel.rawValue)-\(recipient)", kind: kind, channel: channel,
        recipient: recipient, subject: words.subject, text: words.text(url: url), json: facts)
    }
    return mail.map { message(.mail, $0) } + (webhook.map { [message(.webhook, $0)] } ?? [])
  }
}
