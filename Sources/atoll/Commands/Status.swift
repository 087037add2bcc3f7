import Fleet
import ArgumentParser
import Basics
import ControlPlane
import Delivery
import Foundation

struct Status: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show how the fleet is, and the rollout that goes on.",
    discussion: """
      Examples:
        atoll status
        atoll status --all
        atoll status --watch
        atoll status --json
      """)

  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  @Flag(help: "Show hubs that are asleep too.")
  var all = false

  @Flag(help: "Follow the rollout that goes on until it ends.")
  var watch = false

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      let status = try await client.status()
      if output.json && !watch { return try Terminal.printJSON(status) }
      if !output.json { Terminal.say(text(of: status)) }
      guard watch else { return }
      guard let rollout = status.rollout else { return Terminal.say("No rollout goes on.") }
      let ended = try await RolloutWatch(client: client, isQuiet: output.json).follow(rollout.id)
      if output.json { try Terminal.printJSON(ended) }
      if ended.state != .succeeded { throw ExitCode(1) }
    }
  }

  private func text(of status: FleetStatus) -> String {
    var table = TextTable(["HUB", "STATE", "COMMUNITY", "KIND", "RELEASE", "USER TEST", "STRANGER TEST", "ADDRESS"])
    for hub in status.hubs where all || hub.awake || ![.asleep, .unwatched].contains(hub.state) {
      table.add([
        hub.hub.rawValue, hub.word, hub.community.rawValue, hub.kind.rawValue,
        release(of: hub), word(hub.userTest), word(hub.strangerTest), hub.awake || hub.state == .unwatched ? hub.url ?? "" : "",
      ])
    }
    var lines = [status.summary + ".", "", table.text]
    let hidden = [(HubStatus.State.asleep, "asleep"), (.unwatched, "not watched")].compactMap { state, word in
      let count = status.hubs.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(word)"
    }
    if !hidden.isEmpty && !all { lines.append("and \(hidden.joined(separator: ", ")) (atoll status --all)") }
    if let rollout = status.rollout {
      lines += ["", "Rollout \(rollout.id), asked for by \(rollout.request.by): \(rollout.request.why)"]
      lines += rollout.lanes.map { "  lane \($0.id): \($0.state.rawValue)" }
    }
    lines += ["", status.isolation, "Pages: \(status.url)"]
    return lines.joined(separator: "\n")
  }

  private func release(of hub: HubStatus) -> String {
    guard let running = hub.running else { return "" }
    return String(running.rawValue.prefix(8)) + (hub.declared == running ? "" : " (not as declared)")
  }

  private func word(_ test: TestSummary?) -> String { test.map { $0.passed ? "passed" : "failed" } ?? "" }
}

struct Rollouts: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollouts",
    abstract: "List rollouts, or show one with its steps.",
    discussion: """
      Examples:
        atoll rollouts
        atoll rollouts 7
      """)

  @Argument(help: "The number of a rollout.") var rollout: Int?
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      if let rollout {
        let answer = try await client.rollout(RolloutID(rollout))
        return output.json ? try Terminal.printJSON(answer) : Terminal.say(RolloutText.text(of: answer))
      }
      let answers = try await client.rollouts()
      if output.json { return try Terminal.printJSON(answers) }
      guard !answers.isEmpty else { return Terminal.say("No rollout yet. Begin one: atoll deploy --fleet FOLDER") }
      var table = TextTable(["ROLLOUT", "STATE", "BEGAN", "BY", "HUBS", "WHY"])
      for answer in answers {
        table.add([
          "\(answer.id)", answer.state.rawValue, Timestamp(seconds: answer.started).iso8601, answer.by,
          "\(answer.hubs)", answer.why,
        ])
      }
      Terminal.say(table.text)
    }
  }
}

struct Events: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "Print the event log: who did what, when.",
    discussion: """
      Example:
        atoll events --limit 20
      """)

  @Option(help: "How many, newest first.") var limit = 30
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let events = try await state.client().events(limit: limit)
      if output.json { return try Terminal.printJSON(events) }
      var table = TextTable(["WHEN", "WHO", "WHAT"])
      for event in events { table.add([Timestamp(seconds: event.at).iso8601, event.actor, event.sentence]) }
      Terminal.say(table.text)
    }
  }
}
