import Fleet
import Forecast

/// How much of people's time may be taken under a promise, by their number and the hours for operations of a day at work:
/// read once from the queue at steps of a tenth of an hour and at whole numbers of people, and linear in between, so that
/// thousands of trials can ask.
struct PromiseTable: Sendable {
  private let first: Int
  /// For each number of people from 1, the highest utilisation at each step from `first`.
  private let rows: [[Double]]

  static let step = 0.1

  /// - Parameters:
  ///   - people: most people that are asked for.
  ///   - pace: the fewest and the most hours of a day at work that anyone has.
  init(_ promise: Team.Turnaround, hoursOfAnItem: Double, people: Int, pace: ClosedRange<Double>) {
    let first = max(1, Int((pace.lowerBound / Self.step).rounded(.down)))
    let last = max(first, Int((pace.upperBound / Self.step).rounded(.up)))
    self.first = first
    rows = (0..<max(people, 0)).map { number in
      (first...last).map {
        Self.highest(promise, people: number + 1, hours: Double($0) * Self.step, hoursOfAnItem: hoursOfAnItem)
      }
    }
  }

  /// 0 where nothing can be promised. A part of a person counts as such: nobody allows nothing.
  func highestUtilisation(people: Double, pace: Double) -> Double {
    guard people > 0, pace > 0 else { return 0 }
    let whole = Int(people)
    let below = whole >= 1 ? value(people: whole, pace: pace) : 0
    let part = people - Double(whole)
    guard part > 0, whole < rows.count else { return below }
    return below + (value(people: whole + 1, pace: pace) - below) * part
  }

  private func value(people: Int, pace: Double) -> Double {
    guard !rows.isEmpty else { return 0 }
    let row = rows[min(people, rows.count) - 1]
    let place = pace / Self.step - Double(first)
    guard place > 0 else { return row[0] * min(1, pace / (Double(first) * Self.step)) }
    let below = min(Int(place), row.count - 1)
    let above = min(below + 1, row.count - 1)
    return row[below] + (row[above] - row[below]) * min(1, place - Double(below))
  }

  /// Someone as a server of the queue.
  struct Server: Sendable {
    /// Hours for operations of a day at work.
    var pace: Double
    /// How much they count as one who takes items, 0…1.
    var presence: Double
    /// Hours a working day on average, leave and illness taken off.
    var hours: Double
  }

  struct Usable: Sendable {
    /// How many take items.
    var people = 0
    /// The same, each by their presence.
    var presence = 0.0
    /// Hours of a day at work, on average over them.
    var pace = 0.0
    /// Hours a working day of all of them together.
    var hours = 0.0
    /// How much of it may be taken.
    var utilisation = 0.0
  }

  /// What these people (those with most hours of a day at work first) can do under the promise.
  ///
  /// As many of them take items as leaves most: where someone has so few hours that items would lie with them for long, the
  /// promise is kept better without them. So one more person does not make it less.
  func best(_ servers: [Server], platformShare: Double) -> Usable {
    var best = Usable()
    var everybody = best
    var (most, paced) = (0.0, 0.0)
    for server in servers where server.hours > 0 && server.presence > 0 {
      everybody.people += 1
      everybody.presence += server.presence
      everybody.hours += server.hours
      paced += server.presence * server.pace
      everybody.pace = paced / everybody.presence
      everybody.utilisation = highestUtilisation(people: everybody.presence, pace: everybody.pace)
      guard (everybody.utilisation - platformShare) * everybody.hours > most else { continue }
      most = (everybody.utilisation - platformShare) * everybody.hours
      best = everybody
    }
    return best.people > 0 ? best : everybody
  }

  /// By bisection to 10⁻⁵; 0 where even an item that never waits takes too long.
  private static func highest(_ promise: Team.Turnaround, people: Int, hours: Double, hoursOfAnItem: Double) -> Double {
    let queue = WorkQueue(people: people, pace: hours, hoursOfAnItem: hoursOfAnItem)
    let holds = { queue.probability(atMost: promise.days, utilisation: $0) >= promise.confidence }
    guard holds(0) else { return 0 }
    var (kept, broken) = (0.0, 1.0)
    while broken - kept > 1e-5 {
      let middle = (kept + broken) / 2
      if holds(middle) { kept = middle } else { broken = middle }
    }
    return kept
  }
}

extension WorkQueue {
  /// Operations as a queue, in working days: so many people with so many hours for it on a day at work (above 0).
  init(people: Int, pace: Double, hoursOfAnItem: Double) {
    self.init(
      servers: max(1, people), service: hoursOfAnItem / pace, arrivalVariation: CapacityFigures.arrivalVariation,
      serviceVariation: CapacityFigures.serviceVariation)
  }
}
