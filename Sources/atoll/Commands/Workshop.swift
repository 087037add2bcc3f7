import Access
import ArgumentParser
import Basics
import ControlPlane
import Operations

struct WorkshopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workshop",
    abstract: "Open a hub to the people of an event for its time, by a join link.",
    subcommands: [Create.self, List.self, Show.self, Extend.self, End.self, Link.self, LetIn.self, TakeOff.self],
    defaultSubcommand: List.self)

  typealias Extend = GrantsCommand.Extend
  typealias End = GrantsCommand.End

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "create",
      abstract: "Make a workshop; its join link is printed once.",
      discussion: """
        Whoever opens the link logs in by the hub's own login and takes a seat; there are never more people than seats. At the end
        everyone is sent out by itself. From two hours before it until its end the hub is not to be changed.

        Examples:
          atoll workshop create --hub openreef --name "Coral reefs" --seats 40 --until +6h --because "open day"
          atoll workshop create --hub openreef --seats 120 --from 2026-12-05T09:00+01:00 --until 2026-12-06T18:00+01:00 \\
            --because "Coral workshop" --servers-at-once 80 --keep-homes-days 14
        """)
    @Option(help: "The hub.") var hub: String
    @Option(help: "The name shown to people; else the reason.") var name: String?
    @Option(help: ArgumentHelp("When it begins; else now. \(MomentText.help)", valueName: "time")) var from: MomentText?
    @Option(help: ArgumentHelp("When it ends.", valueName: "time")) var until: MomentText
    @Option(help: "How many may take part.") var seats: Int
    @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "reason")) var because: String
    @Flag(help: "Whoever joins waits until somebody lets them in.") var approve = false
    @Option(help: ArgumentHelp("How many of them may have a server at once.", valueName: "number")) var serversAtOnce: Int?
    @Option(help: ArgumentHelp("After how many days their homes are removed; else never.", valueName: "days"))
    var keepHomesDays: Int?
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let request = WorkshopRequest(
          name: name ?? because, from: from?.iso8601, until: until.iso8601, seats: seats, because: because,
          needsApproval: approve, serversAtOnce: serversAtOnce, keepHomesDays: keepHomesDays)
        let made = try await state.client().makeWorkshop(request, on: HubID(hub))
        if output.json { return try Terminal.printJSON(made) }
        GrantText.lines(made).forEach(Terminal.say)
      }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List workshops, those that end last first.",
      discussion: """
        Examples:
          atoll workshop list
          atoll workshop list --all
        """)
    @Flag(help: "Those that are over, too.") var all = false
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let workshops = try await state.client().grants(all: all).filter { $0.workshop != nil }
        if output.json { return try Terminal.printJSON(workshops) }
        guard !workshops.isEmpty else { return Terminal.say("No workshop is open or to come. `atoll workshop create` makes one.") }
        Terminal.say(GrantText.table(workshops))
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Show who takes part, and whether the hub can take it.",
      discussion: """
        Example:
          atoll workshop show 12
        """)
    @OptionGroup var grant: GrantArgument
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let client = try state.client()
        let detail = try await client.detail(of: try await grant.find(client))
        if output.json { return try Terminal.printJSON(detail) }
        GrantText.lines(detail).forEach(Terminal.say)
      }
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "link", abstract: "Make a new join link; the former lets nobody in any more. Who joined stays.",
      discussion: """
        Example:
          atoll workshop link 12
        """)
    @OptionGroup var grant: GrantArgument
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws {
      try await Command.run {
        let client = try state.client()
        let made = try await client.renewLink(of: try await grant.find(client))
        if output.json { return try Terminal.printJSON(made) }
        GrantText.lines(made).forEach(Terminal.say)
      }
    }
  }

  struct LetIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "let-in", abstract: "Let in somebody who waits, or who was taken off.",
      discussion: """
        Example:
          atoll workshop let-in 12 eve
        """)
    @OptionGroup var grant: GrantArgument
    @Argument(help: "The person, as `atoll workshop show` names them.") var person: String
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws { try await WorkshopCommand.decide(person, .admitted, grant, state, output) }
  }

  struct TakeOff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "take-off", abstract: "Take somebody off a workshop; they are sent out within seconds.",
      discussion: """
        Example:
          atoll workshop take-off 12 eve
        """)
    @OptionGroup var grant: GrantArgument
    @Argument(help: "The person, as `atoll workshop show` names them.") var person: String
    @OptionGroup var state: StateOption
    @OptionGroup var output: OutputOption

    func run() async throws { try await WorkshopCommand.decide(person, .removed, grant, state, output) }
  }

  private static func decide(
    _ person: String, _ decision: Participant.State, _ grant: GrantArgument, _ state: StateOption, _ output: OutputOption
  ) async throws {
    try await Command.run {
      let client = try state.client()
      let found = try await grant.find(client)
      let participant = try await client.decide(person, of: found, ParticipantRequest(state: decision))
      if output.json { return try Terminal.printJSON(participant) }
      Terminal.say("\(participant.name) \(decision == .admitted ? "is in" : "was taken off"): \(found.title) on \(found.hub).")
    }
  }
}
