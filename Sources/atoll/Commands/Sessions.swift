import ArgumentParser
import Basics
import ControlPlane

struct Sessions: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions",
    abstract: "List who is signed in to the pages, and end sessions.",
    subcommands: [List.self, End.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List who is signed in, newest first.",
      discussion: """
        Example:
          atoll sessions
        """)
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let sessions = try await state.client().sessions()
        if output.json { return try Terminal.printJSON(sessions) }
        guard !sessions.isEmpty else { return Terminal.say("Nobody is signed in by a browser. `atoll sign-in` makes a link.") }
        var table = TextTable(["SESSION", "PERSON", "SIGNED IN", "LAST SEEN", "ENDS"])
        for session in sessions {
          let times = [session.created, session.lastSeen, session.expires].map { Timestamp(seconds: $0).iso8601 }
          table.add([session.id, session.person] + times)
        }
        Terminal.say(table.text)
      }
    }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end",
      abstract: "End a session: its browser is signed out.",
      discussion: """
        Example:
          atoll sessions end 6f1c0a52be9d4471
        """)
    @Argument(help: "The session, as `atoll sessions` names it.") var session: String
    @OptionGroup var state: StateOption

    func run() async throws {
      try await Command.run {
        let ended = try await state.client().endSession(session)
        Terminal.say("The session of \(ended.person) has ended.")
      }
    }
  }
}
