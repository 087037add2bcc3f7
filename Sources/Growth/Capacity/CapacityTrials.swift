import Basics
import Fleet
internal import Foundation
import Forecast

/// What came out of the trials of a plan, by horizon.
struct TrialOutcomes: Sendable {
  /// Items a quarter that are free; below 0 where there is too much work already.
  var free: [[Double]]
  /// Work over what may be taken.
  var utilisation: [[Double]]
  /// Hubs that fit, by kind (in the order of the kinds) and horizon.
  var slots: [[[Double]]]

  init(horizons: Int, kinds: Int, trials: Int) {
    let none = Array(repeating: Array(repeating: 0.0, count: trials), count: horizons)
    free = none
    utilisation = none
    slots = Array(repeating: none, count: kinds)
  }

  mutating func put(_ block: TrialOutcomes, at first: Int) {
    for horizon in free.indices {
      let range = first..<first + block.free[horizon].count
      free[horizon].replaceSubrange(range, with: block.free[horizon])
      utilisation[horizon].replaceSubrange(range, with: block.utilisation[horizon])
      for kind in slots.indices { slots[kind][horizon].replaceSubrange(range, with: block.slots[kind][horizon]) }
    }
  }
}

/// Trials go in blocks of a fixed size; each thing (a hub, a person, a lead) has a stream of random numbers of its own in
/// each block, by its name. So the number of workers changes nothing, and a forecast with one thing more differs from the
/// one without it by that thing alone (common random numbers).
extension CapacityPlan {
  static let blockSize = 1024
  /// Beyond so many hubs that fit, the rest is counted by their mean cost.
  static let mostDrawn = 64
  /// Stands for any utilisation beyond it, and for work where nothing may be taken.
  static let mostUtilisation = 10.0

  /// One after the other.
  func run(trials: Int, seed: UInt64) -> TrialOutcomes {
    var outcomes = TrialOutcomes(horizons: horizons.count, kinds: costs.count, trials: trials)
    for number in 0..<Self.blocks(trials) {
      outcomes.put(block(number, of: trials, seed: seed), at: number * Self.blockSize)
    }
    return outcomes
  }

  /// So many blocks at once; throws where the task was cancelled.
  func run(trials: Int, seed: UInt64, workers: Int?) async throws -> TrialOutcomes {
    let blocks = Self.blocks(trials)
    let workers = max(1, min(workers ?? ProcessInfo.processInfo.activeProcessorCount, blocks))
    var outcomes = TrialOutcomes(horizons: horizons.count, kinds: costs.count, trials: trials)
    try await withThrowingTaskGroup(of: [(Int, TrialOutcomes)].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var done: [(Int, TrialOutcomes)] = []
          for number in stride(from: worker, to: blocks, by: workers) {
            try Task.checkCancellation()
            done.append((number, block(number, of: trials, seed: seed)))
            await Task.yield()
          }
          return done
        }
      }
      for try await done in group {
        for (number, block) in done { outcomes.put(block, at: number * Self.blockSize) }
      }
    }
    return outcomes
  }

  private static func blocks(_ trials: Int) -> Int { (max(0, trials) + blockSize - 1) / blockSize }

  private func block(_ number: Int, of trials: Int, seed: UInt64) -> TrialOutcomes {
    let size = min(Self.blockSize, trials - number * Self.blockSize)
    let work = rates(size: size, block: number, seed: seed)
    let present = presence(size: size, block: number, seed: seed)
    var failing = RandomSource.stream(seed: seed ^ Self.key("rollouts", "failing"), number: number)
    var outcomes = TrialOutcomes(horizons: horizons.count, kinds: costs.count, trials: size)
    let demandSeed = seed ^ Self.key("items", "demand")
    let slotSeed = seed ^ Self.key("items", "slots")
    var free = Array(repeating: 0.0, count: horizons.count)
    var items = free
    var fitting = free
    var servers = people.compactMap(\.servers.first)
    for trial in 0..<size {
      let index = number * Self.blockSize + trial
      let factor = DeliveryRecord.workFactor(failing: self.failing.draw(&failing))
      var demand = RandomSource.stream(seed: demandSeed, number: index)
      Self.count(work, trial: trial, size: size, factor: factor, &items, &demand)
      for horizon in horizons.indices {
        for member in people.indices {
          let index = (member * horizons.count + horizon) * size + trial
          servers[member] = people[member].servers[horizon]
          servers[member].hours *= present.hours[index]
          servers[member].presence *= present.people[index]
        }
        let usable = usable(&servers)
        let itemsOfAnHourADay = horizons[horizon].hours.workingDays / inputs.hoursOfAnItem
        let all = usable.hours * itemsOfAnHourADay
        let needed = items[horizon] + work.fleetWork[horizon * size + trial] + team.platformShare * all
        free[horizon] = usable.utilisation * all - needed
        outcomes.free[horizon][trial] = free[horizon]
        outcomes.utilisation[horizon][trial] = Self.utilisation(needed, of: usable.utilisation * all)
      }
      for kind in costs.indices {
        var source = RandomSource.stream(seed: slotSeed, number: index)
        Self.fit(costs[kind], factor: factor, free: free, most: inputs.quota, &fitting, &source)
        for horizon in horizons.indices { outcomes.slots[kind][horizon][trial] = fitting[horizon] }
      }
    }
    return outcomes
  }
}
