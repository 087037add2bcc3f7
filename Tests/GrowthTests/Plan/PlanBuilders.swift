import Basics
import Fleet
import Growth

/// A fleet of production hubs with some phases, and moments to read it at.
enum PlanExample {
  /// 2026-11-23, noon.
  static let now = Timestamp(seconds: 1_795_435_200)
  static let today = CalendarDay(now)
  static let day = 86400.0

  static func ago(days: Double) -> Timestamp { now.advanced(by: -days * day) }

  static func condition(_ measure: GateMeasure, _ bound: GateCondition.Bound, over: Int? = nil) -> GateCondition {
    GateCondition(measure: measure, bound: bound, over: over)
  }

  /// Two phases: the first open from the beginning, the second with these conditions and questions.
  static func phases(
    _ conditions: [GateCondition] = [], questions: [String: String] = [:], holdFor: Int = 14 * 86400,
    first: Phase = Phase(name: "alpha", slots: [.basic: 3])
  ) -> [Phase] {
    [
      first,
      Phase(
        name: "beta", slots: [.basic: 5, .research: 1], holdFor: holdFor,
        gates: conditions.isEmpty && questions.isEmpty
          ? [:] : [.infrastructure: Gate(conditions: conditions, questions: questions)]),
    ]
  }

  static func fleet(
    _ hubs: [Hub] = [Hub(id: "reef", community: "reef", cluster: "harbour")], communities: [Community] = [],
    phases: [Phase] = [], people: [PersonID: Person] = [:], pipeline: [Lead] = [], catalogue: Catalogue = Catalogue(),
    features: [Feature] = []
  ) -> Fleet {
    Fleet(
      organisation: Organisation(
        name: "Alpha", people: people, catalogue: catalogue, phases: phases,
        pipeline: Dictionary(uniqueKeysWithValues: pipeline.map { ($0.id, $0) })),
      communities: Dictionary(uniqueKeysWithValues: communities.map { ($0.id, $0) }),
      hubs: Dictionary(uniqueKeysWithValues: hubs.map { ($0.id, $0) }),
      features: Dictionary(uniqueKeysWithValues: features.map { ($0.id, $0) }))
  }

  static func hub(_ id: HubID, of community: CommunityID, kind: HubKind = .basic, features: [FeatureID] = []) -> Hub {
    Hub(id: id, community: community, cluster: "harbour", kind: kind, features: features)
  }

  /// Rollouts in a row, so many days ago; `.` succeeded, `x` failed.
  static func rollouts(_ outcomes: String, from first: Double, every days: Double = 1) -> [RecordedRollout] {
    outcomes.enumerated().map { number, outcome in
      RecordedRollout(number: number + 1, ended: ago(days: first - Double(number) * days), succeeded: outcome == ".")
    }
  }

  static func reading(
    _ condition: GateCondition, _ record: GrowthRecord, fleet: Fleet = fleet(), inputs: PlanInputs = PlanInputs()
  ) -> MeasureReading {
    MeasureReader(fleet, record: record, inputs: inputs, now: now).reading(condition)
  }

  /// The only item of the second phase.
  static func item(
    _ condition: GateCondition, _ record: GrowthRecord, fleet: Fleet = fleet(), inputs: PlanInputs = PlanInputs()
  ) -> GateItem? {
    GateReader(MeasureReader(fleet, record: record, inputs: inputs, now: now)).items(phases([condition])[1]).first
  }
}
