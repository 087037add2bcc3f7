import Access
import ArgumentParser
import Fleet
import Operations

struct HubsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hubs",
    abstract: "List the hubs of the fleet, with who may enter each.",
    discussion: """
      Reads the folder; nothing has to run. Several filters narrow each other. Audiences, from narrow to wide: nobody,
      people, teams, institutions, accounts, anyone; one that is uncertain has a '?' and is at least as wide as shown.
      Exit code 0: listed, even if nothing fits. 1: the fleet has nothing of a filter's name. 2: the folder cannot be read.

      Examples:
        atoll hubs
        atoll hubs --audience-at-least accounts
        atoll hubs --kind research --production
        atoll hubs --csv > hubs.csv
      """)

  @Option(help: "Only hubs on this cluster.", completion: FleetCompletion.cluster)
  var cluster: String?

  @Option(help: "Only hubs of this community.", completion: FleetCompletion.community)
  var community: String?

  @Option(help: "Only hubs of this kind.", completion: .list(HubKind.allCases.map(\.rawValue)))
  var kind: String?

  @Option(help: "Only hubs that have this feature.", completion: FleetCompletion.feature)
  var feature: String?

  @Option(
    help: ArgumentHelp("Only hubs that at least these may enter.", valueName: "audience"),
    completion: .list(AudienceLevel.allCases.map(\.rawValue)))
  var audienceAtLeast: String?

  @Flag(help: "Only staging hubs.")
  var staging = false

  @Flag(help: "Only hubs that are no staging hub.")
  var production = false

  @Flag(help: "Print CSV (RFC 4180), with a line of headings.")
  var csv = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func validate() throws {
    if staging && production { throw ValidationError("A hub is a staging hub or not: leave out --staging or --production.") }
    if csv && output.json { throw ValidationError("Say either --csv or --json.") }
  }

  func run() async throws {
    try await Command.run {
      let filter = HubFilter(
        cluster: cluster, community: community, kind: kind, feature: feature, audienceAtLeast: audienceAtLeast,
        staging: staging ? true : production ? false : nil)
      let hubs = try filter.hubs(of: try fleet.declared())
      if output.json { return try Terminal.printJSON(hubs) }
      if csv { return print(HubListingText.csv(hubs), terminator: "") }
      HubListingText.table(hubs, filter: filter, width: Terminal.width).forEach(Terminal.say)
    }
  }
}
