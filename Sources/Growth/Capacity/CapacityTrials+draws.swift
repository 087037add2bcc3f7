import Basics
import Fleet
internal import Foundation
import Forecast

/// What all trials of a block draw of hubs and leads: true rates, by horizon and trial (`horizon * size + trial`).
struct DrawnWork {
  /// Items a quarter that the hubs make, but for the effect of failing rollouts.
  var rates: [Double]
  /// Items a quarter that hubs to come add to work on the whole fleet.
  var fleetWork: [Double]
}

extension CapacityPlan {
  /// The true rates of all hubs, of those that may go and of those that may come.
  func rates(size: Int, block: Int, seed: UInt64) -> DrawnWork {
    var staying = Array(repeating: 0.0, count: size)
    for hub in hubs {
      var random = RandomSource.stream(seed: seed ^ hub.key, number: block)
      for trial in 0..<size { staying[trial] += hub.rate.draw(&random) }
    }
    var work = DrawnWork(rates: [], fleetWork: Array(repeating: 0, count: size * horizons.count))
    work.rates.reserveCapacity(size * horizons.count)
    for _ in horizons { work.rates += staying }
    for departure in departures {
      var random = RandomSource.stream(seed: seed ^ departure.key, number: block)
      let goes = (0..<size).map { _ in random.chance(departure.probability) }
      for hub in departure.hubs {
        var random = RandomSource.stream(seed: seed ^ hub.key, number: block)
        for trial in 0..<size {
          let rate = hub.rate.draw(&random)
          for horizon in horizons.indices {
            work.rates[horizon * size + trial] += rate * (goes[trial] ? departure.present[horizon] : 1)
          }
        }
      }
    }
    addSingly(&work, size: size, block: block, seed: seed)
    for batch in batches {
      var random = RandomSource.stream(seed: seed ^ batch.key, number: block)
      for trial in 0..<size {
        let count = Double(batch.count.quantile(random.uniform()))
        let rate = count > 0 ? random.gamma(shape: batch.cost.firstQuarter.shape * count) / batch.cost.firstQuarter.exposure : 0
        add(count, rate: rate, batch.cost, here: batch.here, onboarding: batch.onboarding, to: &work, trial: trial, size: size)
      }
    }
    return work
  }

  private func addSingly(_ work: inout DrawnWork, size: Int, block: Int, seed: UInt64) {
    for arrival in single {
      var random = RandomSource.stream(seed: seed ^ arrival.key, number: block)
      let count = Double(arrival.hubs)
      for trial in 0..<size {
        let comes = random.chance(arrival.probability)
        // Rates of equal scale add up to one gamma distribution.
        let rate = random.gamma(shape: arrival.cost.firstQuarter.shape * count) / arrival.cost.firstQuarter.exposure
        guard comes else { continue }
        add(
          count, rate: rate, arrival.cost, here: arrival.here, onboarding: arrival.onboarding, to: &work, trial: trial, size: size)
      }
    }
  }

  /// So many hubs that came, with the rate that all of them have together.
  private func add(
    _ count: Double, rate: Double, _ cost: SlotCost, here: [Double], onboarding: [Double], to work: inout DrawnWork, trial: Int,
    size: Int
  ) {
    for horizon in horizons.indices {
      work.rates[horizon * size + trial] += rate * here[horizon] + count * cost.onboarding * onboarding[horizon]
      work.fleetWork[horizon * size + trial] += count * cost.fleetWork * here[horizon]
    }
  }

  /// The share of their hours that each member really has, and of their presence: `(member * horizons + horizon) * size +
  /// trial`.
  func presence(size: Int, block: Int, seed: UInt64) -> (hours: [Double], people: [Double]) {
    var present = Array(repeating: 0.0, count: people.count * horizons.count * size)
    var hours = present
    for (place, member) in people.enumerated() {
      var random = RandomSource.stream(seed: seed ^ member.key, number: block)
      for trial in 0..<size {
        let comes = random.chance(member.probability)
        let (left, absent) = Self.leavingAndAbsence(&random)
        guard comes else { continue }
        for horizon in horizons.indices {
          let stays = member.mayLeave ? min(max((left - horizons[horizon].offset) / Double(CapacityFigures.days), 0), 1) : 1
          let index = (place * horizons.count + horizon) * size + trial
          present[index] = stays
          hours[index] = stays * (1 - absent)
        }
      }
    }
    return (hours, present)
  }

  /// Days until someone leaves, and the share of their time that illness and the like take.
  static func leavingAndAbsence(_ random: inout RandomSource) -> (days: Double, share: Double) {
    let days = -random.exponential() * 365.25 / log(1 - CapacityFigures.leavingAYear)
    return (days, min(CapacityFigures.mostAbsence, CapacityFigures.absence * random.exponential()))
  }

  /// Sorts people by their pace, and asks the table.
  func usable(_ servers: inout [PromiseTable.Server]) -> PromiseTable.Usable {
    for index in servers.indices.dropFirst() {
      let server = servers[index]
      var place = index
      while place > 0, servers[place - 1].pace < server.pace {
        servers[place] = servers[place - 1]
        place -= 1
      }
      servers[place] = server
    }
    return table.best(servers, platformShare: team.platformShare)
  }

  static func utilisation(_ needed: Double, of usable: Double) -> Double {
    guard needed > 0 else { return 0 }
    return usable > 0 ? min(needed / usable, mostUtilisation) : mostUtilisation
  }

  /// How many items come in each quarter: the events of one Poisson process up to the expected number of each, so that more
  /// expected items are never fewer.
  static func count(
    _ work: DrawnWork, trial: Int, size: Int, factor: Double, _ items: inout [Double], _ random: inout RandomSource
  ) {
    var most = 0.0
    for horizon in items.indices {
      items[horizon] = 0
      most = max(most, work.rates[horizon * size + trial] * factor)
    }
    var reached = random.exponential()
    var drawn = 0
    while reached <= most, drawn < CapacityFigures.itemsDrawnSingly {
      for horizon in items.indices where reached <= work.rates[horizon * size + trial] * factor { items[horizon] += 1 }
      reached += random.exponential()
      drawn += 1
    }
    guard reached <= most else { return }
    // The rest of so many is as good as normal. One number for all quarters, so that more expected items are never fewer.
    let deviate = random.normal()
    for horizon in items.indices {
      let rest = work.rates[horizon * size + trial] * factor - reached
      if rest >= 0 { items[horizon] += 1 + max(0, (rest + rest.squareRoot() * deviate).rounded()) }
    }
  }

  /// How many more hubs of a kind fit into what is free, by horizon: one after the other, each with a true rate of its own,
  /// until the items that came of them are too many. All kinds take the same random numbers, so that a trial never has
  /// room for more hubs of a larger kind.
  static func fit(
    _ cost: SlotCost, factor: Double, free: [Double], most quota: Int?, _ counts: inout [Double], _ random: inout RandomSource
  ) {
    var most = 0.0
    for horizon in counts.indices {
      counts[horizon] = 0
      most = max(most, free[horizon])
    }
    guard most > 0 else { return }
    var items = RandomSource(seed: random.next())
    var reached = items.exponential()
    var (expected, came, total) = (0.0, 0.0, 0.0)
    for number in 1...mostDrawn {
      expected += factor * (cost.onboarding + cost.firstQuarter.draw(&random))
      while reached <= expected {
        came += 1
        reached += items.exponential()
      }
      total = came + cost.fleetWork * Double(number)
      guard total <= most else { break }
      for horizon in counts.indices where total <= free[horizon] { counts[horizon] += 1 }
    }
    let each = factor * (cost.onboarding + cost.firstQuarter.mean) + cost.fleetWork
    for horizon in counts.indices {
      if total < free[horizon] { counts[horizon] += ((free[horizon] - total) / each).rounded(.down) }
      if let quota { counts[horizon] = min(counts[horizon], Double(max(0, quota))) }
    }
  }
}
