import ArgumentParser
import Basics
import ControlPlane
import Operations
import Store

struct CloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: "Close a hub's door to all but its admins, at once.",
    discussion: """
      Who is logged in stays; nobody else comes in until `atoll open`. The hub itself runs on.

      Example:
        atoll close openreef --because "somebody mines on it"
      """)
  @Argument(help: "The hub.") var hub: String
  @Option(help: ArgumentHelp("Why; people at the door read it.", valueName: "reason")) var because: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let door = try await state.client().close(HubID(hub), because: because)
      if output.json { return try Terminal.printJSON(door) }
      Terminal.say("\(hub) is closed to all but its admins. `atoll open \(hub)` opens it again, as declared.")
    }
  }
}

struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Open a closed hub again, as the folder declares it.",
    discussion: """
      Example:
        atoll open openreef
      """)
  @Argument(help: "The hub.") var hub: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let door = try await state.client().open(HubID(hub))
      if output.json { return try Terminal.printJSON(door) }
      Terminal.say("\(hub) is open again: \(door.standing.door.whoEnters).")
    }
  }
}

struct ShutOutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shut-out",
    abstract: "Keep somebody out of a hub, whatever lets them in; they are sent out within seconds.",
    discussion: """
      Examples:
        atoll shut-out openreef mallory --because "mines on it"
        atoll shut-out openreef mallory --let-back
      """)
  @Argument(help: "The hub.") var hub: String
  @Argument(help: "The person, by the name that the hub knows.") var person: String
  @Option(help: ArgumentHelp("Why; they read it at the door.", valueName: "reason")) var because: String?
  @Flag(help: "Let them back instead.") var letBack = false
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func validate() throws {
    if (because == nil) != letBack { throw ValidationError("Say either --because or --let-back.") }
  }

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      let door: DoorDetail
      if let because {
        door = try await client.shutOut(person, of: HubID(hub), because: because)
      } else {
        door = try await client.letBack(person, to: HubID(hub))
      }
      if output.json { return try Terminal.printJSON(door) }
      Terminal.say(
        letBack ? "\(person) is no longer shut out of \(hub)." : "\(person) is shut out of \(hub), and is being sent out.")
    }
  }
}

struct SendOutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "send-out",
    abstract: "End people's sessions, tokens and servers on a hub; who is still let in may come back.",
    discussion: """
      With --unadmitted, all of the hub's user list whom neither rules nor grants would let in today; with --forget, they are
      taken off the list, too, and their homes stay.

      Examples:
        atoll send-out openreef eve --because "left the project"
        atoll send-out openreef --unadmitted --forget --because "spring cleaning"
      """)
  @Argument(help: "The hub.") var hub: String
  @Argument(help: "People, by the names that the hub knows.") var people: [String] = []
  @Flag(help: "All who would certainly not be admitted today.") var unadmitted = false
  @Flag(help: "Take them off the hub's user list, too.") var forget = false
  @Option(help: ArgumentHelp("Why; it stays on record.", valueName: "reason")) var because: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func validate() throws {
    if people.isEmpty != unadmitted { throw ValidationError("Name people, or say --unadmitted.") }
  }

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      var names = people
      if unadmitted {
        guard let known = try await client.door(HubID(hub)).unadmitted else {
          throw Refusal(what: "\(hub) has not told its user list yet. Repeat it in some minutes, when the hub runs.")
        }
        names = known.filter(\.isCertain).map(\.name)
        if names.isEmpty { return Terminal.say("Nobody of \(hub)'s list would certainly be refused today.") }
      }
      let door = try await client.sendOut(
        SendOutRequest(people: names, because: because, extent: forget ? .forget : .leave), from: HubID(hub))
      if output.json { return try Terminal.printJSON(door) }
      Terminal.say("\(names.joined(separator: ", ")): sent out of \(hub)\(forget ? ", and off its user list" : "").")
    }
  }
}
