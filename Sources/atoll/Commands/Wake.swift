import Delivery
import ArgumentParser
import Basics
import ControlPlane

struct Wake: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wake",
    abstract: "Start a hub that is declared asleep, its staging hub first.",
    discussion: """
      It stays awake until `atoll sleep`, whatever the folder says.

      Example:
        atoll wake kelp
      """)

  @Argument(help: "The hub.") var hub: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws { try await Awakening.run(true, hub, state, output) }
}

struct Sleep: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sleep",
    abstract: "Stop a hub and its users' servers; homes stay.",
    discussion: """
      It stays asleep until `atoll wake`, whatever the folder says.

      Example:
        atoll sleep kelp
      """)

  @Argument(help: "The hub.") var hub: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws { try await Awakening.run(false, hub, state, output) }
}

/// What waking and putting to sleep share.
private enum Awakening {
  static func run(_ awake: Bool, _ hub: String, _ state: StateOption, _ output: OutputOption) async throws {
    try await Command.run {
      let client = try state.client()
      let answer = try await client.setAwake(awake, HubID(hub))
      guard let id = answer.rollout else {
        return output.json
          ? try Terminal.printJSON(answer) : Terminal.say("Nothing to do: \(hub) is \(awake ? "awake" : "asleep").")
      }
      let ended = try await RolloutWatch(client: client, isQuiet: output.json).follow(id)
      if output.json { try Terminal.printJSON(ended) }
      if ended.state != .succeeded { throw ExitCode(1) }
    }
  }
}
