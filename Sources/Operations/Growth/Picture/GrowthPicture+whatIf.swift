import Basics
import Fleet
import Forecast
import Growth

/// Why a text asks for no scenario.
public struct ScenarioMistake: Error, Sendable, CustomStringConvertible {
  public let sentence: String
  public let next: String
  public var description: String { "\(sentence) \(next)" }
}

extension GrowthPicture {
  /// How many scenarios are compared at once.
  public static let mostCases = 6

  /// What is, and then each scenario in the order asked for.
  /// - Throws: ``ScenarioMistake`` for a text that is no scenario, or too many of them.
  public func whatIf(_ cases: [String]) async throws -> WhatIfAnswer {
    guard cases.count <= GrowthPicture.mostCases else {
      throw ScenarioMistake(
        sentence: "\(cases.count) scenarios are too many to compare.", next: "Ask for at most \(GrowthPicture.mostCases).")
    }
    let scenarios = try cases.map { try GrowthPicture.scenario($0) }
    let phase = try await plan().current?.slots
    var answers: [WhatIfAnswer.Case] = []
    for scenario in [GrowthScenario()] + scenarios.filter({ !$0.isEmpty }) {
      answers.append(try await answer(scenario, phase: phase))
    }
    return WhatIfAnswer(cases: answers, trials: CapacityFigures.trials, notes: notes(scenarios))
  }

  private func notes(_ scenarios: [GrowthScenario]) -> [String] {
    guard delivery.rollouts == 0, scenarios.contains(where: { $0.failures != nil }) else { return [] }
    let share = GrowthWords.percent(delivery.failing.mean)
    let why =
      isRecorded
      ? "no rollout is on record yet"
      : "the folder alone says nothing of rollouts; `--recorded` counts those of the control plane"
    return ["How often rollouts fail stands on the \(share) that are assumed to fail, for \(why)."]
  }

  private static func scenario(_ text: String) throws(ScenarioMistake) -> GrowthScenario {
    do {
      return try GrowthScenario(text)
    } catch {
      throw ScenarioMistake(sentence: error.description, next: "`atoll growth show --help` has examples.")
    }
  }

  private func answer(_ scenario: GrowthScenario, phase: PhaseSlots?) async throws -> WhatIfAnswer.Case {
    let inputs = inputs.applying(scenario)
    let forecast = fleet.organisation.team == nil ? nil : try await slotForecast(scenario, inputs)
    let runway = try await runway(scenario)
    let expected = forecast?.horizons.first?.expected
    // The last quarter looked at is the one in which the scenario has taken effect most.
    let settled = forecast?.horizon(in: SlotForecast.months.last ?? 0)?.expected
    return WhatIfAnswer.Case(
      scenario: scenario.text, title: GrowthPicture.title(of: scenario), promisedDays: expected?.promise.days ?? 0,
      horizons: forecast.map { SlotsAnswer.Horizon.shown($0, phase: phase) } ?? [],
      turnaroundDays: settled.flatMap { $0.turnaround($0.promise.confidence) },
      doneWithin: settled.map { settled in [0.5, 0.85, 0.95].compactMap { settled.turnaround($0) } } ?? [],
      opensAt: forecast.map { GrowthPicture.openings($0, phase: phase) } ?? [:], runway: runway?.published,
      runwayMedian: runway?.median)
  }

  private func slotForecast(_ scenario: GrowthScenario, _ inputs: CapacityInputs) async throws -> SlotForecast? {
    return try await SlotForecast.make(inputs, months: GrowthPicture.months, seed: GrowthPicture.seed)
  }

  /// For each kind the first month in which a slot is free with 85 %.
  private static func openings(_ forecast: SlotForecast, phase: PhaseSlots?) -> [String: String] {
    var openings: [String: String] = [:]
    // A kind of which the phase has none left opens with another phase, whose day nobody knows.
    for kind in HubKind.allCases where phase.map({ $0.left(kind) > 0 }) ?? true {
      let first = forecast.horizons.first { $0.expected.obstacle == nil && $0.published(kind) >= 1 }
      openings[kind.rawValue] = first.map { String($0.days.first.description.prefix(7)) }
    }
    return openings
  }

  private func runway(_ scenario: GrowthScenario) async throws -> Runway? {
    guard !scenario.engineers.isEmpty || !scenario.hubs.isEmpty else { return try await runwayForecast() }
    let people = scenario.engineers.flatMap { engineers in
      Array(
        repeating: MoneyScenario.People(
          starts: engineers.starts, probability: engineers.probability, hours: engineers.hours), count: engineers.count)
    }
    let communities = scenario.hubs.map { MoneyScenario.Communities(kind: $0.kind, count: $0.count, starts: $0.starts) }
    return try await Runway(
      fleet, today: today, scenario: MoneyScenario(people: people, communities: communities), seed: GrowthPicture.seed)
  }

  /// In words.
  static func title(of scenario: GrowthScenario) -> String {
    if scenario.isEmpty { return "As it is" }
    var parts = scenario.engineers.map { engineers in
      let who = engineers.count == 1 ? "one engineer more" : "\(engineers.count) engineers more"
      let hours = engineers.hours == Person.usualHours ? "" : " with \(GrowthWords.number(engineers.hours)) hours a week"
      let chance = engineers.probability == 1 ? "" : ", with \(GrowthWords.percent(engineers.probability))"
      return "\(who)\(hours) from \(engineers.starts)\(chance)"
    }
    parts += scenario.hubs.map { hubs in
      "\(GrowthWords.count(hubs.count, "\(hubs.kind.rawValue) hub")) more from \(hubs.starts)"
    }
    if let failures = scenario.failures { parts.append("rollouts fail \(GrowthWords.number(failures)) times as often") }
    if let turnaround = scenario.turnaround { parts.append("a promise of \(GrowthWords.workingDays(turnaround))") }
    if let share = scenario.operationsShare { parts.append("\(GrowthWords.percent(share)) of the time for operations") }
    if let share = scenario.platformShare { parts.append("\(GrowthWords.percent(share)) of that for the platform") }
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
