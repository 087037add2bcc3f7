internal import Basics
internal import Fleet
internal import Forecast

/// One trial of the runway, prepared: nothing in it is looked up or allocated. Amounts are in hundredths.
///
/// Each trial has sources of its own for what happens, for usage and for costs, and takes as many numbers from each as
/// there are flows and months. So a scenario that adds something at the end sees the same trials otherwise, and differences
/// between scenarios are not those of chance.
struct RunwayTrial: Sendable {
  private let months: Int
  private let now: Int
  private let position: Double
  private let cash: Double
  /// What certainly comes in less what goes out, by month; and of costs that are uncertain in height, what goes out.
  private var steady: [Double]
  private var uneven: [Double]
  private var entries: [Entry] = []
  /// Of all entries, one after the other.
  private var ends: [Int] = []
  private var lasting: [Double] = []
  private let usage: LogNormal?
  private let costs: LogNormal?

  private struct Entry: Sendable {
    var arrives: Double
    var start: Int
    var leaves: Double
    var leavesAt: Int
    /// The first of its steps, and how many follow.
    var step: Int
    var furtherSteps: Int
    /// A month: what comes in less what goes out; what comes in and varies; what goes out and varies.
    var steady: Double
    var usage: Double
    var uneven: Double
  }

  init(_ flows: CashFlows, _ figures: RunwayFigures) {
    months = flows.months
    now = flows.now
    position = Double(flows.now) + flows.nowShare
    cash = Double(flows.finances.cash.amount.hundredths)
    usage = RunwayTrial.noise(figures.usageSpread)
    costs = RunwayTrial.noise(figures.costSpread)
    steady = Array(repeating: 0, count: flows.months)
    uneven = steady
    for flow in flows.flows {
      if flow.isDrawn { draw(flow) } else { count(flow) }
    }
  }

  private static func noise(_ spread: Double) -> LogNormal? {
    spread > 0 ? LogNormal(mean: 1, squaredVariation: spread * spread) : nil
  }

  private static func monthly(_ flow: CashFlow) -> (steady: Double, usage: Double, uneven: Double) {
    var (steady, usage, uneven) = (0.0, 0.0, 0.0)
    for amount in flow.amounts {
      let month = Double(amount.month.hundredths)
      switch amount.part {
      case .fees, .pipeline, .income, .cloudPassedOn: steady += month
      case .usage: usage += month
      case .people, .hires, .cloudOfCommunities: steady -= month
      case .costs, .cloud: uneven += month
      }
    }
    return (steady, usage, uneven)
  }

  private mutating func count(_ flow: CashFlow) {
    let monthly = RunwayTrial.monthly(flow)
    for month in 0..<months {
      let probability = flow.probability(in: month)
      steady[month] += probability * monthly.steady
      uneven[month] += probability * monthly.uneven
    }
  }

  private mutating func draw(_ flow: CashFlow) {
    let monthly = RunwayTrial.monthly(flow)
    entries.append(
      Entry(
        arrives: flow.arrives, start: within(flow.start), leaves: flow.leaves?.probability ?? 0,
        leavesAt: within(flow.leaves?.month ?? months), step: ends.count, furtherSteps: flow.steps.count - 1,
        steady: monthly.steady, usage: monthly.usage, uneven: monthly.uneven))
    for step in flow.steps {
      ends.append(within(step.end))
      lasting.append(step.probability)
    }
  }

  private func within(_ month: Int) -> Int { min(max(month, 0), months) }

  /// Writes months left from today, and cash at the ends of the twelfth and the twenty-fourth month from this one on.
  func run(_ random: inout RandomSource, _ row: inout [Double]) {
    withUnsafeTemporaryAllocation(of: Change.self, capacity: months + 1) { changes in
      changes.initialize(repeating: Change())
      var events = RandomSource(seed: random.next())
      var usage = RandomSource(seed: random.next())
      var costs = RandomSource(seed: random.next())
      for entry in entries { change(changes, by: entry, &events, &usage) }
      walk(changes, &costs, &row)
    }
  }

  /// From a month on.
  private struct Change {
    var steady = 0.0
    var uneven = 0.0
  }

  private func change(
    _ changes: UnsafeMutableBufferPointer<Change>, by entry: Entry, _ events: inout RandomSource, _ usage: inout RandomSource
  ) {
    let (arrival, lasts, leaving) = (events.uniform(), events.uniform(), events.uniform())
    let usageFactor = self.usage?.draw(&usage) ?? 1
    guard arrival < entry.arrives else { return }
    var step = entry.step
    while step < entry.step + entry.furtherSteps, lasts < lasting[step + 1] { step += 1 }
    let end = leaving < entry.leaves ? min(ends[step], entry.leavesAt) : ends[step]
    guard entry.start < end else { return }
    let amount = entry.steady + entry.usage * usageFactor
    changes[entry.start].steady += amount
    changes[end].steady -= amount
    changes[entry.start].uneven += entry.uneven
    changes[end].uneven -= entry.uneven
  }

  private func walk(
    _ changes: UnsafeMutableBufferPointer<Change>, _ costs: inout RandomSource, _ row: inout [Double]
  ) {
    var opening = cash
    var monthly = Change()
    var ended: Double? = cash < 0 ? 0 : nil
    for month in 0..<months {
      monthly.steady += changes[month].steady
      monthly.uneven += changes[month].uneven
      let factor = self.costs?.draw(&costs) ?? 1
      let closing = opening + steady[month] + monthly.steady - (uneven[month] + monthly.uneven) * factor
      if ended == nil, closing < 0 { ended = Double(month) + opening / (opening - closing) }
      if month == now + 11 { row[1] = closing / 100 }
      if month == now + 23 { row[2] = closing / 100 }
      if ended != nil, month >= now + 23 { break }
      opening = closing
    }
    let cap = Double(RunwayFigures.months)
    row[0] = ended.map { min(max($0 - position, 0), cap) } ?? cap
  }
}
