import Forecast
import Testing

@Suite("Queues")
struct QueueTests {
  /// The probability of c or more items in the birth–death chain of M/M/c, summed state by state.
  private func chain(servers: Int, load: Double) -> Double {
    var (weight, total, waiting) = (1.0, 0.0, 0.0)
    for state in 0..<40_000 {
      total += weight
      if state >= servers { waiting += weight }
      weight *= load / Double(min(state + 1, servers))
    }
    return waiting / total
  }

  @Test("Erlang's C is that of the birth–death chain", arguments: [1, 2, 5, 20, 100])
  func erlang(servers: Int) {
    for utilisation in [0.05, 0.5, 0.8, 0.95, 0.99] {
      let load = utilisation * Double(servers)
      let exact = chain(servers: servers, load: load)
      #expect(abs(WorkQueue.erlangC(servers: servers, load: load) - exact) <= 1e-9 * exact)
    }
    #expect(WorkQueue.erlangC(servers: servers, load: 0) == 0)
    #expect(WorkQueue.erlangC(servers: servers, load: Double(servers)) == 1)
  }

  @Test("the simulator waits as long as M/M/c in theory", arguments: [(1, 0.5), (3, 0.7), (5, 0.8)])
  func simulation(servers: Int, utilisation: Double) {
    let queue = WorkQueue(servers: servers, exponentialService: 1)
    var random = RandomSource(seed: 3)
    let outcome = QueueSimulation(queue, utilisation: utilisation).run(items: 150_000, warmUp: 2000, &random)
    let theory = queue.meanWait(utilisation: utilisation)
    #expect(abs(outcome.waits.mean - theory) < 0.05 * theory, "\(outcome.waits.mean), theory \(theory), seed 3")
    let late = queue.turnaround(0.85, utilisation: utilisation)
    #expect(abs(outcome.turnarounds.quantile(0.85) - late) < 0.05 * late)
  }

  @Test("the higher the utilisation, the longer it takes; and what may be promised gives it back")
  func inverse() throws {
    for queue in [
      WorkQueue(servers: 5, service: 1, arrivalVariation: 2, serviceVariation: 2), WorkQueue(servers: 2, exponentialService: 3),
    ] {
      var last = 0.0
      for utilisation in [0.1, 0.3, 0.6, 0.8, 0.9, 0.97] {
        let time = queue.turnaround(0.85, utilisation: utilisation)
        #expect(time > last)
        last = time
        #expect(abs(queue.probability(atMost: time, utilisation: utilisation) - 0.85) < 1e-9)
        let highest = try #require(queue.highestUtilisation(turnaround: time, confidence: 0.85))
        #expect(abs(highest - utilisation) < 1e-6)
      }
      #expect(queue.highestUtilisation(turnaround: 0.1, confidence: 0.85) == nil)
    }
  }

  /// The days are given in tenths and without their distribution of service; with a log-normal the formula gives 3.8, 5.4 and
  /// 10.4, and the simulator 3.7, 5.3 and 10.6.
  @Test("five people who keep three days at .6 need near 3.8, 5.3 and 9.7 days at .7, .8 and .9")
  func facts() {
    let queue = WorkQueue(servers: 5, service: 1, arrivalVariation: 2, serviceVariation: 2)
    let unit = 3 / queue.turnaround(0.85, utilisation: 0.6)
    for (utilisation, days) in [(0.7, 3.8), (0.8, 5.3), (0.9, 9.7)] {
      #expect(abs(unit * queue.turnaround(0.85, utilisation: utilisation) - days) < 0.1 * days)
    }
  }
}
