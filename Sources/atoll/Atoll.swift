import ArgumentParser
import Basics
import ControlPlane

@main
struct Atoll: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "atoll",
    abstract: "Runs many communities' JupyterHubs as one service.",
    discussion: """
      One folder declares the fleet; Atoll checks it, rolls it out safely and shows it in a browser.

      Start here:
        atoll up examples/alpha     start the control plane and the example fleet on this machine
        atoll check                 what is wrong in the folder, with file and line
        atoll plan                  what would change
        atoll deploy --why "…"      change it: staging first, each hub tested
        atoll status                how the fleet is
      """,
    version: AtollVersion.current,
    groupedSubcommands: [
      CommandGroup(name: "The folder", subcommands: [Check.self, FeaturesCommand.self, ExceptionsCommand.self, Schema.self]),
      CommandGroup(
        name: "Hubs", subcommands: [HubsCommand.self, ShowCommand.self, ExplainCommand.self, DiffCommand.self]),
      CommandGroup(
        name: "Who may enter",
        subcommands: [
          DoorsCommand.self, GrantCommand.self, GrantsCommand.self, WorkshopCommand.self, CloseCommand.self, OpenCommand.self,
          ShutOutCommand.self, SendOutCommand.self,
        ]),
      CommandGroup(name: "Growth", subcommands: [GrowthCommand.self, SlotsCommand.self, EffortCommand.self, HoursCommand.self]),
      CommandGroup(name: "Changes", subcommands: [PlanCommand.self, Deploy.self, Wake.self, Sleep.self]),
      CommandGroup(
        name: "What runs", subcommands: [Status.self, Rollouts.self, Events.self, TestCommand.self, Logs.self]),
      CommandGroup(name: "People", subcommands: [SignInCommand.self, Sessions.self, Passwords.self, Token.self]),
      CommandGroup(name: "This machine", subcommands: [Up.self, Down.self, Serve.self, Backup.self]),
    ])
  static func main() async {
    if let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), !isCommand(word) {
      let near = Suggestion.nearest(to: word, among: names).map { "did you mean `atoll \($0)`?" }
      Terminal.complain("atoll: there is no command '\(word)'; \(near ?? "`atoll --help` lists all")")
      exit(withError: ExitCode(64))
    }
    await main(nil)
  }

  private static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

  private static func isCommand(_ word: String) -> Bool { word == "help" || names.contains(word) }
}
