import Basics
import Fleet
import Forecast
import Foundation
import Growth

/// How long a what-if takes: the effort of every hub, and the slots of each kind now, in one month and in three, as they would
/// be.
enum WhatIfFigures {
  /// Of one fleet: how long each run took.
  struct Answered: Encodable {
    let hubs: Int
    let runs: [TrialFigures.Took]
  }

  private static let trials = 10_000
  /// The first run, in which memory is still to be had, does not count.
  private static let runs = 15

  /// The fleet that a folder declares.
  static func declared(folder: String) async throws -> Answered {
    let loaded = FleetLoader.load(FleetSource(files: try files(in: folder)))
    guard let fleet = loaded.fleet else { throw Measure.Misuse(description: "\(folder) declares no fleet that can be read") }
    return try await answered(fleet)
  }

  /// A fleet of so many hubs with two years of history each, and ten engineers.
  static func simulated(hubs: Int) async throws -> Answered {
    var random = RandomSource(seed: 1)
    var fleet = SimulatedFleet.drawn(hubs: hubs, &random)
    for number in 0..<10 {
      fleet.organisation.people[PersonID("engineer-\(number)")] = Person(name: "Engineer \(number)", roles: [.engineer])
    }
    fleet.organisation.team = Team()
    var histories: [HubID: EffortHistory] = [:]
    for id in fleet.hubs.keys.sorted() { histories[id] = EffortHistory(quarters: 8, changes: random.poisson(mean: 8)) }
    return try await answered(fleet, histories: histories)
  }

  private static func answered(_ fleet: Fleet, histories: [HubID: EffortHistory] = [:]) async throws -> Answered {
    guard fleet.organisation.team != nil else { throw Measure.Misuse(description: "the fleet declares no team") }
    let now = Timestamp(seconds: Date.now.timeIntervalSince1970)
    let today = CalendarDay(now)
    let scenario = GrowthScenario(
      engineers: [.init(starts: today.advanced(byMonths: 2))],
      hubs: [.init(count: 5, kind: .basic, starts: today.advanced(byMonths: 3))], failures: 0.5, turnaround: 5)
    var runs: [TrialFigures.Took] = []
    var cards = 0
    for run in 0...Self.runs {
      let took = try await TrialFigures.took {
        let effort = FleetEffort(fleet, histories: histories, now: now)
        cards = effort.cards.count
        let inputs = CapacityInputs(fleet: fleet, effort: effort, now: today).applying(scenario)
        let forecast = try await SlotForecast.make(inputs, trials: trials, seed: UInt64(run))
        return forecast.horizons.map { Double($0.published(.basic)) }
      }
      if run > 0 { runs.append(took) }
    }
    return Answered(hubs: cards, runs: runs)
  }

  private static func files(in folder: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      var isFolder = ObjCBool(false)
      let place = folder + "/" + path
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), !isFolder.boolValue else { continue }
      files[path] = Array(try Data(contentsOf: URL(fileURLWithPath: place)))
    }
    return files
  }
}
