public import Basics
public import Fleet
public import Growth
import Forecast

/// Everything about the growth of a fleet at one moment: the rooms of the core brought together. What costs time is made when
/// it is first asked for, and kept.
public actor GrowthPicture {
  let fleet: Fleet
  let effort: FleetEffort
  let record: GrowthRecord
  let work: [RecordedWork]
  let now: Timestamp
  let isRecorded: Bool
  let path: @Sendable (EvidenceLink.Target) -> String?
  /// Paths of raw values that no feature explains, by production hub.
  nonisolated let exceptions: [HubID: [String]]

  private var forecastTask: Task<SlotForecast, any Error>?
  private var unreservedTask: Task<SlotForecast, any Error>?
  private var runwayTask: Task<Runway?, any Error>?
  private var limitsTask: Task<[GrowthLimit], any Error>?
  private var skillsTask: Task<TeamSkills, any Error>?
  private var oneMoreTask: Task<[RunwayAnswer.OneMore], any Error>?

  /// The same moment and record give the same numbers.
  static let seed: UInt64 = 20_220_301

  /// - Parameters:
  ///   - effort: what hubs ask of the team; nil: as declared, without history.
  ///   - work: every hub of every rollout that has ended.
  ///   - isRecorded: whether `record` is what a control plane recorded; else the folder alone is known.
  ///   - exceptions: what no feature explains, where that is known already.
  ///   - path: where pages show something; nil where they do not.
  public init(
    _ fleet: Fleet, effort: FleetEffort? = nil, record: GrowthRecord = GrowthRecord(), work: [RecordedWork] = [],
    now: Timestamp, isRecorded: Bool = false, exceptions: FleetExceptions? = nil,
    path: @escaping @Sendable (EvidenceLink.Target) -> String? = { _ in nil }
  ) {
    self.fleet = fleet
    self.effort = effort ?? FleetEffort(fleet, now: now)
    self.record = record
    self.work = work
    self.now = now
    self.isRecorded = isRecorded
    self.path = path
    let staging = fleet.stagingHubs
    self.exceptions = (exceptions ?? FleetExceptions(fleet)).byHub.filter { !staging.contains($0.key) }.mapValues { $0.map(\.path) }
  }

  nonisolated var today: CalendarDay { CalendarDay(now) }

  var inputs: CapacityInputs {
    CapacityInputs(
      fleet: fleet, effort: effort, delivery: delivery, exceptions: exceptions.mapValues(\.count),
      quota: ClusterRoom(fleet).hubs, now: today)
  }

  /// Rollouts that changed something in the last 91 days, and how many of them failed.
  var delivery: DeliveryRecord {
    let since = now.advanced(by: Double(-CapacityFigures.days) * 86400)
    let recent = record.rollouts.filter { $0.ended >= since }
    return DeliveryRecord(rollouts: recent.count, failed: recent.count { !$0.succeeded })
  }

  /// Months from now at which the quarters begin that are looked at: those that are shown are among them, so that the day on
  /// which a slot opens agrees with the numbers.
  static let months = Array(0...SlotOpening.months)

  /// Slots with all of the pipeline reserved; nil where no team is declared.
  func forecast() async throws -> SlotForecast? {
    guard fleet.organisation.team != nil else { return nil }
    let inputs = inputs
    let task = forecastTask ?? Task { try await SlotForecast.make(inputs, seed: GrowthPicture.seed) }
    forecastTask = task
    return try await task.value
  }

  /// Slots with only those reserved who have signed: what the pipeline is held against.
  private func unreserved() async throws -> SlotForecast? {
    guard fleet.organisation.team != nil else { return nil }
    var inputs = inputs
    inputs.reserved = inputs.reserved.filter { !$0.stage.reservesSlots || $0.stage == .partner }
    let task =
      unreservedTask
      ?? Task { [inputs] in
        try await SlotForecast.make(inputs, months: GrowthPicture.monthsOfPipeline, seed: GrowthPicture.seed)
      }
    unreservedTask = task
    return try await task.value
  }

  /// Leads are known for longer ahead than slots are published: colleges begin in August.
  static let monthsOfPipeline = SlotForecast.months + [12]

  func runwayForecast() async throws -> Runway? {
    let (fleet, today) = (fleet, today)
    let task = runwayTask ?? Task { try await Runway(fleet, today: today, seed: GrowthPicture.seed) }
    runwayTask = task
    return try await task.value
  }

  /// The growth plan: phases, gates, what is to be recorded.
  public func plan() async throws -> GrowthPlan {
    let utilisation = try await forecast()?.horizons.first?.expected
    let known = utilisation.flatMap { $0.obstacle == nil ? $0.utilisation : nil }
    return GrowthPlan.evaluate(
      fleet, record: record,
      inputs: PlanInputs(exceptions: exceptions, runway: try await runwayForecast()?.published, utilisation: known), now: now)
  }

  /// Who may come, against the slots there are.
  func pipelineForecast() async throws -> PipelineForecast {
    let forecast = try await unreserved()
    return PipelineForecast(
      fleet, phase: try await plan().current?.slots,
      rooms: GrowthPicture.monthsOfPipeline.map { months in
        PipelineForecast.Room(
          name: GrowthPicture.horizonName(months), day: today.advanced(byMonths: months),
          slots: forecast?.horizon(in: months)?.slots ?? [:])
      }, now: today)
  }

  func limits() async throws -> [GrowthLimit] {
    guard fleet.organisation.team != nil else { return [] }
    let task =
      limitsTask
      ?? Task {
        var inputs = inputs
        inputs.hiresAffordable = try await hiresAffordable()
        return inputs.limits(seed: GrowthPicture.seed)
      }
    limitsTask = task
    return try await task.value
  }

  func skills() async throws -> TeamSkills? {
    guard fleet.organisation.team != nil else { return nil }
    let inputs = inputs
    let slots = try await forecast()?.horizon(in: 3)?.published
    let task = skillsTask ?? Task { TeamSkills(inputs, months: 3, seed: GrowthPicture.seed, slots: slots) }
    skillsTask = task
    return try await task.value
  }

  /// How many engineers more the money allows, from now on, while it lasts ``monthsKept`` months with 85 %; nil where no money
  /// is declared.
  private func hiresAffordable() async throws -> Int? {
    guard fleet.organisation.finances != nil else { return nil }
    var count = 0
    while count < GrowthPicture.mostHires {
      let people = Array(repeating: MoneyScenario.People(starts: today), count: count + 1)
      let runway = try await Runway(
        fleet, today: today, scenario: MoneyScenario(people: people), trials: GrowthPicture.quickTrials,
        seed: GrowthPicture.seed)
      guard let runway, runway.published >= GrowthPicture.monthsKept else { break }
      count += 1
    }
    return count
  }

  /// A hire that leaves less than a year is none that the money allows. Below it the bands of 2022 say to raise revenue.
  static let monthsKept = 12.0
  static let mostHires = 5
  static let quickTrials = 2_000

  func oneMore() async throws -> [RunwayAnswer.OneMore] {
    guard let base = try await runwayForecast() else { return [] }
    let (fleet, today, hours) = (fleet, today, inputs.hoursOfAnItem)
    let task =
      oneMoreTask
      ?? Task {
        var rows: [RunwayAnswer.OneMore] = []
        for kind in HubKind.allCases {
          // The same cost as slots are counted by.
          let cost = SlotCost(kind)
          let work = MarginalWork(
            onboardingItems: cost.onboarding, itemsAQuarter: cost.firstQuarter.mean + cost.fleetWork, hoursOfItem: hours)
          guard let marginal = MarginalCommunity(kind, in: fleet, work: work) else { continue }
          let gain = try await RunwayGain(1, kind, over: base, in: fleet, today: today, seed: GrowthPicture.seed)
          rows.append(RunwayAnswer.OneMore(marginal, gain: gain))
        }
        return rows
      }
    oneMoreTask = task
    return try await task.value
  }

  static func horizonName(_ months: Int) -> String {
    switch months {
    case 0: "now"
    case 1: "in one month"
    case 3: "in three months"
    default: "in \(months) months"
    }
  }
}
