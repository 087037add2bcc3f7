import ArgumentParser
import Engines
import Fleet
import Operations

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say how the configurations of two hubs differ, or of one hub at two times.",
    discussion: """
      Compares effective configurations, not files: who says a value makes no difference. Each value is told with the line
      that sets it. Exit code 0: the same. 1: different. 2: no such hub or revision, or the folder cannot be read.

      Examples:
        atoll diff openreef openreef-staging
        atoll diff 2i2c/demo 2i2c/staging --own
        atoll diff openreef --against main     how the folder changes the hub since that revision of git
      """)

  @Argument(help: "The hub, by its whole name or by the part after the cluster.", completion: FleetCompletion.hub)
  var hub: String

  @Argument(help: "The hub to compare it with.", completion: FleetCompletion.hub)
  var other: String?

  @Option(
    help: ArgumentHelp("Compare the hub with itself at a revision of git: a branch, a tag or a commit.", valueName: "revision"))
  var against: String?

  @Flag(help: "Compare only what the hubs' own files say, without the defaults of charts.")
  var own = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func validate() throws {
    if (other == nil) == (against == nil) {
      throw ValidationError("Name a second hub, or a revision with --against.")
    }
  }

  func run() async throws {
    var isSame = true
    do {
      try await Command.run {
        let difference = try await difference()
        isSame = difference.changes.isEmpty
        if output.json { return try Terminal.printJSON(difference) }
        DifferenceText.lines(difference).forEach(Terminal.say)
      }
    } catch let exit as ExitCode {
      // Of two configurations, 1 says that they differ.
      throw exit == ExitCode(1) ? ExitCode(2) : exit
    }
    if !isSame { throw ExitCode(1) }
  }

  private func difference() async throws -> ConfigurationDifference {
    let now = try fleet.declared()
    let first = try HubName.resolve(hub, in: now)
    if let other {
      let second = try HubName.resolve(other, in: now)
      return .between(HubConfiguration(of: first, in: now), HubConfiguration(of: second, in: now), own: own)
    }
    let revision = against ?? "HEAD"
    let source = try await FleetAtRevision.load(folder: try fleet.folder(), revision: revision)
    guard let then = FleetLoader.load(source).fleet else { throw Refusal(what: "the folder cannot be read at \(revision)") }
    guard let former = then.hubs[first.id] else { throw Refusal(what: "there was no hub '\(first.id)' at \(revision)") }
    return .between(
      HubConfiguration(of: former, in: then), HubConfiguration(of: first, in: now), own: own, revision: revision)
  }
}
