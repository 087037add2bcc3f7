import Access
import ArgumentParser
import Basics
import Fleet
import Foundation
import Operations

struct DoorsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doors",
    abstract: "Say who may enter the hubs, and why: the rule and the line.",
    discussion: """
      Reads the folder; nothing has to run. Without a hub, all doors, the widest first; an audience that is uncertain has a
      '?' and is at least as wide as shown. With --as, whether somebody may enter: what a provider, a form or the machine says
      of them, as JSON with any of login, email, email_verified, domain, orgs, groups, projects, idp, claims, scopes, password,
      approved (native: an admin let them in) and existing (they are in the hub's user list).
      Exit code 0: listed, or yes. 1: no. 2: no such hub, or the folder cannot be read. 3: uncertain. 64: no such identity.

      Examples:
        atoll doors
        atoll doors --audience-at-least accounts
        atoll doors openreef
        atoll doors openreef --as '{"login": "ada", "orgs": ["reef:divers"]}'
        atoll doors --csv > doors.csv
      """)

  @Argument(help: "The hub, by its whole name or by the part after the cluster; else all.", completion: FleetCompletion.hub)
  var hub: String?

  @Option(name: .customLong("as"), help: ArgumentHelp("Who comes, as JSON.", valueName: "identity"))
  var identity: String?

  @Option(
    help: ArgumentHelp("Only hubs that at least these may enter.", valueName: "audience"),
    completion: .list(AudienceLevel.allCases.map(\.rawValue)))
  var audienceAtLeast: AudienceLevel?

  @Flag(help: "Print CSV (RFC 4180), with a line of headings.")
  var csv = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func validate() throws {
    if csv && output.json { throw ValidationError("Say either --csv or --json.") }
    if hub == nil, identity != nil { throw ValidationError("Name the hub that they come to.") }
    if hub != nil, csv || audienceAtLeast != nil { throw ValidationError("Say either a hub or what lists hubs.") }
  }

  func run() async throws {
    var answer = Admission.Answer.yes
    do {
      try await Command.run {
        let declared = try fleet.declared()
        guard let hub else { return try list(declared) }
        let found = try HubName.resolve(hub, in: declared)
        guard let identity else {
          let door = DoorAnswer(found, in: declared)
          if output.json { return try Terminal.printJSON(door) }
          return DoorText.lines(door).forEach(Terminal.say)
        }
        let admission = AdmissionAnswer(try read(identity), to: found, in: declared)
        answer = admission.answer
        if output.json { return try Terminal.printJSON(admission) }
        DoorText.lines(admission).forEach(Terminal.say)
      }
    } catch let exit as ExitCode {
      // Of a door, 1 says no.
      throw exit == ExitCode(1) ? ExitCode(2) : exit
    }
    switch answer {
    case .yes: break
    case .no: throw ExitCode(1)
    case .uncertain: throw ExitCode(3)
    }
  }

  private func list(_ declared: Fleet) throws {
    let doors = DoorListing.all(of: declared, atLeast: audienceAtLeast ?? .nobody)
    if output.json { return try Terminal.printJSON(doors) }
    if csv { return print(DoorText.csv(doors), terminator: "") }
    DoorText.table(doors, atLeast: audienceAtLeast ?? .nobody, width: Terminal.width).forEach(Terminal.say)
  }

  private func read(_ text: String) throws -> Identity {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else {
      throw Mistake(what: "--as is no JSON; it is written like '{\"login\": \"ada\", \"orgs\": [\"reef\"]}'")
    }
    do {
      return try Identity(value)
    } catch {
      throw Mistake(what: error.description)
    }
  }
}

extension AudienceLevel: ExpressibleByArgument {}
