import Basics
import Fleet
import Forecast
import Growth

/// Organisations for tests of capacity.
enum CapacityExample {
  /// A Monday.
  static let now = CalendarDay(number: 20_780)

  /// The design's case of 2022: 15 basic, 7 research and 3 experimental hubs, five engineers with 3 hours for operations on a
  /// day at work, which with two weeks away in the quarter are 2.5 a day.
  static func of2022(promise: Double = 5) -> CapacityInputs {
    var fleet = fleet(hubs: [.basic: 15, .research: 7, .experimental: 3], engineers: 5, team: team(promise: promise))
    let leave = (0..<4).compactMap { quarter in
      DayRange(now.advanced(by: 91 * quarter + 28), now.advanced(by: 91 * quarter + 41))
    }
    for id in fleet.organisation.people.keys { fleet.organisation.people[id]?.leave = leave }
    return inputs(fleet)
  }

  static func team(promise: Double = 5) -> Team {
    Team(focus: 0.75, operationsShare: 0.5, platformShare: 0.25, turnaround: Team.Turnaround(days: promise, confidence: 0.85))
  }

  static func fleet(hubs: [HubKind: Int], engineers: Int, team: Team?) -> Fleet {
    let people = (0..<engineers).map { (PersonID("e\($0)"), Person(name: "Engineer \($0)", roles: [.engineer])) }
    var fleet = Fleet(
      organisation: Organisation(name: "Alpha", people: Dictionary(uniqueKeysWithValues: people), team: team),
      communities: ["reef": Community(id: "reef", name: "Reef", since: "2020-01-01")],
      clusters: ["shared": Cluster(id: "shared", tenancy: .shared), "own": Cluster(id: "own", tenancy: .dedicated)])
    for kind in HubKind.allCases {
      for number in 0..<(hubs[kind] ?? 0) {
        var hub = Hub(
          id: HubID("\(kind.rawValue)-\(number)"), community: "reef", cluster: kind == .basic ? "shared" : "own", kind: kind)
        if kind != .basic {
          hub.environment.image = "quay.io/example/reef:1"
          hub.profiles = [Profile(name: "Small"), Profile(name: "Large")]
        }
        fleet.hubs[hub.id] = hub
      }
    }
    return fleet
  }

  static func inputs(
    _ fleet: Fleet, histories: [HubID: EffortHistory] = [:], delivery: DeliveryRecord = DeliveryRecord(),
    exceptions: [HubID: Int] = [:]
  ) -> CapacityInputs {
    CapacityInputs(
      fleet: fleet, effort: FleetEffort(fleet, histories: histories, now: now.start), delivery: delivery,
      exceptions: exceptions, now: now)
  }

  /// An organisation at random, with room for some hubs as a rule.
  static func random(_ random: inout RandomSource) -> CapacityInputs {
    let engineers = 3 + Int(random.uniform() * 4)
    let hubs: [HubKind: Int] = [
      .basic: Int(random.uniform() * 12), .research: Int(random.uniform() * 4), .experimental: Int(random.uniform() * 2),
    ]
    var team = team(promise: 4 + random.uniform() * 4)
    team.focus = 0.65 + random.uniform() * 0.2
    return inputs(
      fleet(hubs: hubs, engineers: engineers, team: team),
      delivery: DeliveryRecord(rollouts: 40, failed: Int(random.uniform() * 5)))
  }
}
