import ArgumentParser
import Basics
import ControlPlane
import Fleet
import Foundation
import Growth
import Operations

struct EffortCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "effort",
    abstract: "Say what hubs ask of the team: each driver, and what it adds.",
    discussion: """
      Reads the folder; nothing has to run. With --recorded it asks the control plane instead, which counts what really \
      happened: changes and incidents. Exit code 0: answered. 1: no such hub. 2: the folder cannot be read.

      Examples:
        atoll effort                      every production hub, the costliest first
        atoll effort openreef             one hub, driver by driver
        atoll effort openreef --recorded
        atoll effort --fleet examples/alpha --json
      """)

  @Argument(help: "A production hub; else all of them.", completion: FleetCompletion.hub)
  var hub: String?

  @Flag(help: "Ask the control plane: the deployed folder, with what was recorded of each hub.")
  var recorded = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let folder = recorded ? nil : try fleet.declared()
      let cards = if let folder { answers(folder) } else { try await state.client().effort() }
      guard let hub else {
        if output.json { return try Terminal.printJSON(cards) }
        return EffortText.fleet(cards).forEach(Terminal.say)
      }
      let named = try HubName.resolve(hub, among: folder.map { Array($0.hubs.keys) } ?? cards.map { HubID($0.hub) }).rawValue
      guard let card = cards.first(where: { $0.hub == named }) else {
        Terminal.complain("atoll: \(refusal(named, among: cards, staging: folder?.productionHubs(stagedBy: HubID(named)) ?? []))")
        throw ExitCode(1)
      }
      if output.json { return try Terminal.printJSON(card) }
      EffortText.card(card).forEach(Terminal.say)
    }
  }

  private func answers(_ fleet: Fleet) -> [EffortAnswer] {
    FleetEffort(fleet, now: Timestamp(seconds: Date().timeIntervalSince1970)).cards.map(EffortAnswer.init)
  }

  private func refusal(_ hub: String, among cards: [EffortAnswer], staging production: [HubID]) -> String {
    if let first = production.first {
      let names = production.map(\.rawValue).joined(separator: ", ")
      return "\(hub) is a staging hub: its work counts with \(names); try `atoll effort \(first)`"
    }
    let near = Suggestion.nearest(to: hub, among: cards.map(\.hub))
    return "there is no production hub '\(hub)'\(near.map { "; did you mean '\($0)'?" } ?? "; `atoll effort` lists all")"
  }
}
