import ArgumentParser
import Basics
import ControlPlane
import Foundation
import Operations

struct GrowthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "growth",
    abstract: "Say how the fleet grows: the phase, the slots, the gates of the next phase, what limits.",
    discussion: """
      Reads the folder; nothing has to run. With --recorded it asks the control plane instead, which counts what really \
      happened: rollouts, outages, hours, answers. Exit code 0: answered. 1: refused. 2: the folder cannot be read.

      Examples:
        atoll growth
        atoll growth --recorded --json
        atoll growth --what-if engineer@2027-03-01 --what-if turnaround=3
        atoll growth --what-if "5*basic@2027-08-15,failures*0.5"
        atoll growth runway               how long the money lasts
        atoll growth report --format pdf --output growth.pdf
      """,
    subcommands: [
      GrowthShow.self, GrowthCapacity.self, GrowthRunway.self, GrowthPipeline.self, GrowthGate.self, GrowthReviews.self,
      GrowthReportCommand.self, GrowthAnswerCommand.self, GrowthReview.self, GrowthOpen.self,
    ],
    defaultSubcommand: GrowthShow.self)
}

/// Where an answer about growth comes from: the folder alone, or the control plane with what it recorded.
struct GrowthSource: ParsableArguments {
  @Flag(help: "Ask the control plane: the deployed folder, with what was recorded.")
  var recorded = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  /// One of two answers, printed as JSON or as text.
  func show<Answer: Encodable>(
    _ folder: (GrowthPicture) async throws -> Answer, _ recordedAnswer: (ControlPlaneClient) async throws -> Answer,
    as text: (Answer) -> [String]
  ) async throws {
    try await Command.run {
      let answer = try await answer(folder, recordedAnswer)
      if output.json { return try Terminal.printJSON(answer) }
      text(answer).forEach(Terminal.say)
    }
  }

  func answer<Answer>(
    _ folder: (GrowthPicture) async throws -> Answer, _ recordedAnswer: (ControlPlaneClient) async throws -> Answer
  ) async throws -> Answer {
    if recorded { return try await recordedAnswer(try state.client()) }
    return try await folder(GrowthPicture(try fleet.declared(), now: Timestamp(seconds: Date().timeIntervalSince1970)))
  }
}

struct GrowthShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "The plan: phase, slots, gates, limits. What `atoll growth` alone says.",
    discussion: """
      A scenario is made of parts, joined by commas:
        engineer@2027-03-01      one more engineer from that day (engineer:20@… for 20 hours a week, …~0.8 with 80 %)
        5*basic@2027-08-15       hubs of a kind that come on that day
        failures*0.5             rollouts fail half as often
        turnaround=3             what is promised, in working days
        operations=0.4           the share of time for operations and support; platform=0.2 for the platform

      Examples:
        atoll growth
        atoll growth --what-if engineer@2027-03-01 --what-if turnaround=3
      """)

  @Option(
    name: .customLong("what-if"),
    help: ArgumentHelp("A scenario, beside what is; may be given several times.", valueName: "scenario"))
  var whatIf: [String] = []

  @OptionGroup var source: GrowthSource

  func run() async throws {
    guard whatIf.isEmpty else {
      return try await source.show(
        { try await $0.whatIf(whatIf) }, { try await $0.whatIf(whatIf) }, as: GrowthText.whatIf)
    }
    try await source.show({ try await $0.growth() }, { try await $0.growth() }, as: GrowthText.growth)
  }
}

struct SlotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slots",
    abstract: "Say how many hubs of each kind can be taken: now, in one month, in three.",
    discussion: """
      The numbers hold with 85 %. Reads the folder; with --recorded it asks the control plane, which counts what really \
      happened. Exit code 0: answered. 1: no team is declared. 2: the folder cannot be read.

      Examples:
        atoll slots
        atoll slots --recorded --json
      """)

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await Command.run {
      let slots = try await source.answer({ try await $0.slots() }, { try await $0.growth().slots })
      guard let slots else {
        if source.output.json { try Terminal.printJSON(["missing": ["team"]]) }
        Terminal.complain("atoll: no team is declared, so slots cannot be told; write `team:` in fleet.yaml")
        throw ExitCode(1)
      }
      if source.output.json { return try Terminal.printJSON(slots) }
      GrowthText.slots(slots).forEach(Terminal.say)
    }
  }
}

struct GrowthCapacity: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "People, load, work by week and community, the costly tenth, skills.",
    discussion: """
      Examples:
        atoll growth capacity
        atoll growth capacity --recorded --json
      """)

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await source.show({ try await $0.capacity() }, { try await $0.capacity() }, as: GrowthText.capacity)
  }
}

struct GrowthRunway: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runway", abstract: "How long the money lasts, the bands, and what one more community brings and costs.",
    discussion: """
      Examples:
        atoll growth runway
        atoll growth runway --json
      """)

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await Command.run {
      let runway: RunwayAnswer? = try await source.answer({ try await $0.runway() }, { try await $0.runway() })
      guard let runway else {
        if source.output.json { try Terminal.printJSON(["missing": ["money"]]) }
        Terminal.complain(
          "atoll: no money is declared, or its cash was counted over five years ago, so the runway is not known; write `money:` in fleet.yaml"
        )
        throw ExitCode(1)
      }
      if source.output.json { return try Terminal.printJSON(runway) }
      GrowthText.runway(runway).forEach(Terminal.say)
    }
  }
}

struct GrowthPipeline: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Who may come, stays or leaves, against the slots there are.",
    discussion: """
      Examples:
        atoll growth pipeline
        atoll growth pipeline --json
      """)

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await source.show({ try await $0.pipeline() }, { try await $0.pipeline() }, as: GrowthText.pipeline)
  }
}

struct GrowthGate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate", abstract: "One condition or question of the next phase, with what it is made of.",
    discussion: """
      Names of conditions and questions stand in `atoll growth`.

      Examples:
        atoll growth gate infrastructure.rollout_success --recorded
      """)

  @Argument(help: "The condition's or question's name.")
  var item: String

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await Command.run {
      let answer = try await source.answer({ try await $0.item(item) }, { try await $0.gateItem(item) })
      guard let answer else {
        Terminal.complain("atoll: the next phase has no condition or question '\(item)'; `atoll growth` lists them")
        throw ExitCode(1)
      }
      if source.output.json { return try Terminal.printJSON(answer) }
      GrowthText.gate(answer).forEach(Terminal.say)
    }
  }
}

struct GrowthReviews: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reviews", abstract: "Features to look at again: users, work, maintainers; promote, keep or retire.",
    discussion: """
      Examples:
        atoll growth reviews
        atoll growth reviews --recorded --json
      """)

  @OptionGroup var source: GrowthSource

  func run() async throws {
    try await source.show({ try await $0.reviews() }, { try await $0.reviews() }, as: GrowthText.reviews)
  }
}
