import ArgumentParser
import Basics
import ControlPlane
import Operations

struct GrantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grant",
    abstract: "Let a person into a hub for a time.",
    discussion: """
      The person logs in by the hub's own login; the hub's rules need not name them. At the end they are sent out by themselves.

      Examples:
        atoll grant openreef eve --until +2h --because "looks at the plots with us"
        atoll grant openreef eve --from 2026-12-01T09:00+01:00 --until 2026-12-05T18:00+01:00 --because "visiting"
      """)

  @Argument(help: "The hub.") var hub: String
  @Argument(help: "The person, by the name that the hub knows.") var person: String
  @Option(help: ArgumentHelp("When it ends. \(MomentText.help)", valueName: "time")) var until: MomentText
  @Option(help: ArgumentHelp("When it begins; else now.", valueName: "time")) var from: MomentText?
  @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "reason")) var because: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let request = GrantRequest(person: person, from: from?.iso8601, until: until.iso8601, because: because)
      let grant = try await state.client().grant(request, on: HubID(hub))
      if output.json { return try Terminal.printJSON(grant) }
      Terminal.say("\(grant.title) may enter \(grant.hub) \(GrantText.word(grant)) (grant \(grant.id)).")
    }
  }
}

struct GrantsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grants",
    abstract: "List who may enter for a time, people and workshops; extend and end.",
    subcommands: [List.self, Extend.self, End.self], defaultSubcommand: List.self)

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List grants, those that end last first.",
      discussion: """
        Examples:
          atoll grants
          atoll grants --hub openreef --all
        """)
    @Option(help: "Only those of this hub.") var hub: String?
    @Flag(help: "Those that are over, too.") var all = false
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let grants = try await state.client().grants(of: hub.map { HubID($0) }, all: all)
        if output.json { return try Terminal.printJSON(grants) }
        guard !grants.isEmpty else {
          return Terminal.say("Nobody is let in for a time. `atoll grant` and `atoll workshop create` do that.")
        }
        Terminal.say(GrantText.table(grants))
      }
    }
  }

  struct Extend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "extend", abstract: "Give a grant or workshop another end.",
      discussion: """
        Example:
          atoll grants extend 12 --until +3h --because "questions left"
        """)
    @OptionGroup var grant: GrantArgument
    @Option(help: ArgumentHelp("The new end. \(MomentText.help)", valueName: "time")) var until: MomentText
    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "reason")) var because: String?
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let client = try state.client()
        let extended = try await client.extend(
          try await grant.find(client), ExtendRequest(until: until.iso8601, because: because))
        if output.json { return try Terminal.printJSON(extended) }
        Terminal.say("\(extended.title) on \(extended.hub) is \(GrantText.word(extended)).")
      }
    }
  }

  struct End: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end", abstract: "End a grant or workshop now: its people are sent out within seconds.",
      discussion: """
        Example:
          atoll grants end 12 --because "the workshop was called off"
        """)
    @OptionGroup var grant: GrantArgument
    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "reason")) var because: String
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let client = try state.client()
        let ended = try await client.end(try await grant.find(client), because: because)
        if output.json { return try Terminal.printJSON(ended) }
        Terminal.say("\(ended.title) on \(ended.hub) is over; whoever nothing else lets in is sent out now.")
      }
    }
  }
}

/// The number of a grant.
struct GrantArgument: ParsableArguments {
  @Argument(help: "The number of the grant or workshop, as `atoll grants` lists it.") var id: Int

  func find(_ client: ControlPlaneClient) async throws -> GrantAnswer {
    guard let grant = try await client.grants(all: true).first(where: { $0.id == id }) else {
      throw Refusal(what: "There is no grant \(id). `atoll grants --all` lists them.")
    }
    return grant
  }
}
