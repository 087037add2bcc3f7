import ArgumentParser
import Basics
import ControlPlane

struct SignInCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign-in",
    abstract: "Print a link that signs one person in to the pages, once, within 15 minutes.",
    discussion: """
      Examples:
        atoll sign-in
        atoll sign-in --as ada
      """)

  @Option(name: .customLong("as"), help: "The person, by their name in fleet.yaml; the first on duty by default.")
  var person: String?
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let link = try await state.client().signInLink(for: person)
      if output.json { return try Terminal.printJSON(link) }
      Terminal.say("\(link.url)\nSigns in \(link.person), once, until \(Timestamp(seconds: link.expires).iso8601).")
    }
  }
}

struct Token: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make, list and revoke tokens that let programs use the API.",
    subcommands: [Create.self, List.self, Revoke.self], defaultSubcommand: List.self)

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make a token; it is printed once.",
      discussion: """
        Examples:
          atoll token create dashboard
          atoll token create ci --may-change --days 90
        """)

    @Argument(help: "Its name in lists and in the event log.") var name: String
    @Flag(help: "It may deploy, wake and put to sleep; else it may only look.") var mayChange = false
    @Option(help: "How many days it lives, at most 366.") var days = 90
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let token = try await state.client().createToken(TokenRequest(name: name, mayChange: mayChange, days: days))
        if output.json { return try Terminal.printJSON(token) }
        Terminal.say(token.token ?? "")
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the tokens that let anyone in.")
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let tokens = try await state.client().tokens()
        if output.json { return try Terminal.printJSON(tokens) }
        guard !tokens.isEmpty else { return Terminal.say("No tokens. Make one: atoll token create NAME") }
        var table = TextTable(["NAME", "MAY CHANGE", "EXPIRES"])
        for token in tokens {
          table.add([
            token.name, token.mayChange ? "yes" : "no", token.expires.map { Timestamp(seconds: $0).iso8601 } ?? "never",
          ])
        }
        Terminal.say(table.text)
      }
    }
  }

  struct Revoke: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revoke",
      abstract: "Revoke a token: it lets nobody in from now on.",
      discussion: """
        Example:
          atoll token revoke ci
        """)
    @Argument(help: "Its name.") var name: String
    @OptionGroup var state: StateOption

    func run() async throws {
      try await Command.run {
        try await state.client().revokeToken(name)
        Terminal.say("Token \(name) lets nobody in from now on.")
      }
    }
  }
}
