import Basics
import Fleet
import Forecast
import Growth

extension GrowthPicture {
  public func growth() async throws -> GrowthAnswer {
    let plan = try await plan()
    let runway = try await runwayForecast()
    let today = today
    let soon = today.advanced(by: 30)
    return GrowthAnswer(
      organisation: fleet.organisation.name, at: now.seconds, isRecorded: isRecorded, phase: plan.current.map(PhaseAnswer.init),
      next: plan.next.map { NextPhaseAnswer($0, isRecorded: isRecorded, path: path) }, slots: try await slots(),
      limits: try await limitAnswers(),
      runway: runway.map(GrowthAnswer.RunwaySummary.init),
      pipeline: GrowthAnswer.PipelineSummary(try await pipelineForecast()),
      reviewsDue: sheets.filter { sheet in sheet.due.map { $0 <= soon } ?? false }.map(review), missing: missing)
  }

  /// A condition or a question of the next phase; nil where there is none of that name.
  public func item(_ key: String) async throws -> GateItemAnswer? { try await found(key)?.item }

  /// The same with the phase and the area that it belongs to.
  public func found(_ key: String) async throws -> (next: NextPhaseAnswer, area: AreaAnswer, item: GateItemAnswer)? {
    guard let plan = try await plan().next, let key = GateItemKey.find(key, among: plan.items.map(\.key)) else { return nil }
    let next = NextPhaseAnswer(plan, isRecorded: isRecorded, path: path)
    for area in next.areas {
      if let item = area.items.first(where: { $0.key == key.rawValue }) { return (next, area, item) }
    }
    return nil
  }

  /// Nil where no team is declared.
  public func slots() async throws -> SlotsAnswer? {
    guard let team = fleet.organisation.team, let forecast = try await forecast(), let first = forecast.horizons.first else {
      return nil
    }
    let phase = try await plan().current?.slots
    let skills = try await skills()
    return SlotsAnswer(
      confidence: CapacityFigures.confidence, promisedDays: team.turnaround.days,
      promisedConfidence: team.turnaround.confidence,
      horizons: SlotsAnswer.Horizon.shown(forecast, phase: phase),
      load: SlotsAnswer.Load(first.expected, delivery: delivery),
      skills: skills?.limits.map { SlotsAnswer.Skill($0, people: fleet.organisation.people) } ?? [],
      risk: skills.map { SlotsAnswer.Risk($0, people: fleet.organisation.people) })
  }

  public func capacity() async throws -> CapacityAnswer {
    let weekly = WeeklyWork(fleet: fleet, today: today)
    let expected = try await forecast()?.horizons.first?.expected
    let days = inputs.quarter(in: 0)
    let team = TeamHours(fleet.organisation, over: days)
    let weeks = Double(days.last.number - days.first.number + 1) / 7
    let people = fleet.organisation.people
    let hires = fleet.organisation.team?.hires ?? []
    let needed = expected.map { $0.demand * $0.hoursOfAnItem / weeks } ?? 0
    let (costly, share) = effort.costlyTenth
    return CapacityAnswer(
      slots: try await slots(),
      people: team.people.map { CapacityAnswer.PersonCapacity($0, people[$0.person], weeks: weeks) }
        + team.hires.map { hire in
          CapacityAnswer.PersonCapacity(hire, hires.first { $0.name == hire.name && $0.starts == hire.starts }, weeks: weeks)
        },
      weeks: weekly.behind(work, outages: record.outages, hours: record.hours),
      ahead: fleet.organisation.team == nil ? [] : weekly.ahead(needed: needed),
      costlyTenth: CapacityAnswer.CostlyTenth(
        hubs: costly.compactMap { effort[$0] }.map {
          CapacityAnswer.CostlyHub(
            hub: $0.hub.rawValue, community: $0.community.rawValue, kind: $0.kind.rawValue, hoursAQuarter: $0.hoursAQuarter)
        }, share: share),
      limits: try await limitAnswers())
  }

  /// Nil where no money is declared.
  public func runway() async throws -> RunwayAnswer? {
    guard let runway = try await runwayForecast() else { return nil }
    let without = Fees(fleet)?.withoutAgreement ?? []
    let served = Set(effort.cards.map(\.community))
    return RunwayAnswer(
      runway, oneMore: try await oneMore(), notes: runway.plan.notes.map(\.sentence),
      withoutAgreement: without.filter { served.contains($0) }.map(\.rawValue))
  }

  public func pipeline() async throws -> PipelineAnswer {
    PipelineAnswer(try await pipelineForecast(), fleet: fleet)
  }

  /// Features to look at again, those due first in front.
  public func reviews() async throws -> [ReviewAnswer] { sheets.map(review) }

  private var sheets: [FeatureReviewSheet] {
    FeatureReviewSheet.sheets(fleet, record: record, cards: effort.cards, now: now)
  }

  private func review(_ sheet: FeatureReviewSheet) -> ReviewAnswer {
    ReviewAnswer(sheet, people: fleet.organisation.people)
  }

  private func limitAnswers() async throws -> [LimitAnswer] {
    let limits = try await limits()
    // What a training opens are slots of hubs that need the skill, and no more slots in all: it stands after the others.
    let ofAll = limits.filter { $0.lever.topic != .maintainers && $0.items != nil }
    let ofSome = limits.filter { $0.lever.topic == .maintainers && $0.items != nil }
    return (ofAll + ofSome + limits.filter { $0.items == nil }).map {
      LimitAnswer(
        $0, people: fleet.organisation.people, catalogue: fleet.organisation.catalogue, hasPages: isRecorded)
    }
  }

  /// What is not declared, and what to write.
  private var missing: [String] {
    var missing: [String] = []
    if fleet.organisation.team == nil {
      missing.append("No team is declared, so slots are not known: write `team:` in fleet.yaml.")
    }
    if fleet.organisation.phases.isEmpty {
      missing.append("No phases are declared, so nothing says how far to grow: write `phases:` in fleet.yaml.")
    }
    if let cash = fleet.organisation.finances?.cash, cash.on.advanced(byMonths: RunwayFigures.monthsCarried) <= today {
      missing.append("The cash was counted on \(cash.on), too long ago to be carried forward: count it again (money.cash).")
    }
    if fleet.organisation.finances == nil {
      missing.append("No money is declared, so the runway is not known: write `money:` in fleet.yaml.")
    }
    if fleet.organisation.catalogue.offers.isEmpty {
      missing.append("No service catalogue is declared, so no wish is outside of it: write `catalogue:` in fleet.yaml.")
    }
    return missing
  }
}
