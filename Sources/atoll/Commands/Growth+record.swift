import ArgumentParser
import Basics
import ControlPlane
import Foundation
import Operations

/// Commands that put something of the growth plan on record; they need the control plane.
struct GrowthAnswerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer a question of the next phase, with evidence and a date.",
    discussion: """
      Examples:
        atoll growth answer operations.question.training --yes --evidence "Two stewards answered a week alone: notes of 12 May"
        atoll growth answer sales.question.invoices --no --evidence "March is not invoiced"
      """)

  @Argument(help: "The question's name, as `atoll growth` lists it.")
  var question: String
  @Flag(inversion: .prefixedNo, help: "Whether it holds.")
  var yes: Bool
  @Option(help: "What the answer stands on: a sentence, a link.")
  var evidence: String
  @Option(help: ArgumentHelp("The day it was found out; else today.", valueName: "day"))
  var on: String?

  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      let growth = try await client.growth()
      let areas = growth.next?.areas ?? []
      guard let next = growth.next, let area = areas.first(where: { $0.items.contains { $0.key == question } }) else {
        let names = areas.flatMap(\.items).filter(\.isQuestion).map(\.key)
        let near = Suggestion.nearest(to: question, among: names).map { "did you mean '\($0)'?" }
        Terminal.complain("atoll: the next phase asks no question '\(question)'; \(near ?? "`atoll growth` lists them")")
        throw ExitCode(1)
      }
      let answer = try await client.answer(
        GrowthRequests.Answer(
          phase: next.name, area: area.area, question: question, yes: yes, evidence: evidence, on: on))
      if output.json { return try Terminal.printJSON(answer) }
      GrowthText.gate(answer).forEach(Terminal.say)
    }
  }
}

struct GrowthReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Put the outcome of a feature's review on record.",
    discussion: """
      The folder is not changed: set `stage` and `review_by` in the feature's file as the outcome says.

      Examples:
        atoll growth review dask promote --because "Six communities, three maintainers"
        atoll growth review slow-start keep --because "Two hubs need it" --next 2027-03-01
      """)

  @Argument(help: "The feature.") var feature: String
  @Argument(help: "promote, keep or retire.", completion: .list(["promote", "keep", "retire"])) var outcome: String
  @Option(help: "Why.") var because: String
  @Option(help: ArgumentHelp("When to look at it again.", valueName: "day")) var next: String?
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let review = try await state.client().review(
        feature, GrowthRequests.Review(outcome: outcome, because: because, next: next))
      if output.json { return try Terminal.printJSON(review) }
      GrowthText.reviews([review]).forEach(Terminal.say)
    }
  }
}

struct GrowthOpen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the next phase before its gates have held. Asks first.",
    discussion: """
      A phase opens by itself when its gates have held for as long as it names. This opens it now; the reason stays on \
      record, and an opened phase cannot be closed.

      Examples:
        atoll growth open "Beta" --because "The board decided so on 3 May: two colleges wait"
      """)

  @Argument(help: "The next phase's name.") var phase: String
  @Option(help: "Why now.") var because: String
  @Flag(help: "Do not ask.") var yes = false
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let client = try state.client()
      if !yes { try Question.confirm("Open the phase \"\(phase)\" before its gates have held? It cannot be closed again.") }
      let growth = try await client.openPhase(GrowthRequests.Opening(phase: phase, because: because))
      if output.json { return try Terminal.printJSON(growth) }
      GrowthText.growth(growth).forEach(Terminal.say)
    }
  }
}

struct HoursCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hours",
    abstract: "Log working time, so that effort and the share of operations are measured.",
    discussion: """
      Needs the control plane. Time counts in one of three classes: a development project (weeks, self-driven), expected \
      operations (maintenance, setting up a hub), unplanned (operations and support).

      Examples:
        atoll hours                                     what was logged in the last 91 days
        atoll hours log 1.5 --for wren --class unplanned --hub openreef --note "disk full"
        atoll hours log 6 --for tomo --class development --day 2026-11-20
        atoll hours withdraw 12
      """,
    subcommands: [HoursList.self, HoursLog.self, HoursWithdraw.self], defaultSubcommand: HoursList.self)
}

struct HoursList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "What was logged in the last 91 days.")
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let hours = try await state.client().hours()
      if output.json { return try Terminal.printJSON(hours) }
      GrowthText.hours(hours).forEach(Terminal.say)
    }
  }
}

struct HoursLog: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "log", abstract: "Log working time of somebody of the team.")

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case development, expected, unplanned

    var workClass: String {
      switch self {
      case .development: "development project"
      case .expected: "expected operations"
      case .unplanned: "unplanned"
      }
    }
  }

  @Argument(help: "Hours, such as 1.5.") var hours: Double
  @Option(name: .customLong("for"), help: ArgumentHelp("Who; else $ATOLL_PERSON.", valueName: "person")) var person: String?
  @Option(name: .customLong("class"), help: "The class of work.") var kind: Kind
  @Option(help: "The hub it was for, where it was for one.") var hub: String?
  @Option(help: "What it was.") var note: String?
  @Option(help: ArgumentHelp("The day; else today.", valueName: "day")) var day: String?
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      guard let person = person ?? Person.fromEnvironment else {
        throw Mistake(what: "whose hours? Say --for PERSON, or set $ATOLL_PERSON")
      }
      let entry = try await state.client().logHours(
        GrowthRequests.Hours(
          person: person, day: day, hours: hours, workClass: kind.workClass, hub: hub, note: note))
      if output.json { return try Terminal.printJSON(entry) }
      Terminal.say("Logged as \(entry.id). `atoll hours withdraw \(entry.id)` takes it back.")
    }
  }
}

struct HoursWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take logged time back; that it was logged stays on record.")
  @Argument(help: "The number that logging it told.") var entry: Int
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let entry = try await state.client().withdrawHours(entry)
      if output.json { return try Terminal.printJSON(entry) }
      Terminal.say("Withdrawn: \(entry.hours) h of \(entry.person) on \(entry.day).")
    }
  }
}
