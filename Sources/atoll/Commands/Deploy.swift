import ArgumentParser
import Basics
import ControlPlane
import Delivery
import Fleet

struct Deploy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deploy",
    abstract: "Carry out what the folder declares: staging first, each hub tested, taken back when it fails.",
    discussion: """
      Returns when the rollout has ended; it goes on in the control plane when this command is interrupted.
      Exit code 0: all hubs are as declared. 1: refused, or a hub failed.

      Examples:
        atoll deploy --fleet examples/alpha --why "More memory for the reef"
        atoll deploy --remove old-hub
        atoll deploy --no-wait
      """)

  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  @Option(help: "Why it is done; stands in the event log and in messages.")
  var why: String?

  @Option(help: "A hub that may be removed; repeat for several.")
  var remove: [String] = []

  @Flag(help: "Delete the homes of removed hubs too. Cannot be undone.")
  var purge = false

  @Option(help: "The person in whose name it is done, by their name in fleet.yaml; $ATOLL_PERSON.")
  var by: String?

  @Flag(help: "Do not ask.")
  var yes = false

  @Flag(name: .customLong("no-wait"), help: "Return as soon as the rollout has begun.")
  var noWait = false

  func validate() throws {
    if purge && remove.isEmpty { throw ValidationError("--purge deletes homes of hubs named with --remove; name one.") }
  }

  func run() async throws {
    try await Command.run {
      let path = try fleet.folder()
      let source = try FleetSource.read(folder: path)
      let client = try state.client()
      if purge && !yes {
        try Question.confirm("Delete the homes of \(remove.joined(separator: ", ")) for ever?")
      }
      let answer = try await client.deploy(
        DeployRequest(
          folder: source, why: why, remove: remove.map { HubID($0) }, purge: purge, by: by ?? Person.fromEnvironment,
          authors: await FolderHistory.authors(of: path, with: source)))
      try await follow(answer, client)
    }
  }

  private func follow(_ answer: DeployAnswer, _ client: ControlPlaneClient) async throws {
    guard let id = answer.rollout else {
      return output.json ? try Terminal.printJSON(answer) : Terminal.say("Nothing to do: all hubs run as declared.")
    }
    if noWait {
      return output.json
        ? try Terminal.printJSON(answer) : Terminal.say("Rollout \(id) began. Watch it: atoll status --watch")
    }
    if !output.json { Terminal.say(PlanText(answer).text) }
    let ended = try await RolloutWatch(client: client, isQuiet: output.json).follow(id)
    if output.json { try Terminal.printJSON(ended) }
    if ended.state != .succeeded { throw ExitCode(1) }
  }
}
