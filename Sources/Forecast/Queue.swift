internal import Foundation

/// How the time that an item takes is distributed.
public enum ServiceShape: Sendable, Equatable {
  /// Log-normal with the queue's mean and squared variation: what times of work look like.
  case logNormal
  /// Exponential; the squared variation is then 1.
  case exponential
}

/// Work that waits for one of several people: first come, first served, M/G/c and, with `arrivalVariation`, nearly G/G/c.
///
/// Times are in whatever unit `service` is in. Utilisation is the share of time in which people are busy, within [0, 1).
public struct WorkQueue: Sendable, Equatable {
  /// People who each work on one item at a time; 1 or more.
  public let servers: Int
  /// Mean time that an item takes once begun, above 0.
  public let service: Double
  /// Squared coefficient of variation of the time between arrivals (ca²): 1 where items come independently of each other.
  public let arrivalVariation: Double
  /// Squared coefficient of variation of the time that an item takes (cs²).
  public let serviceVariation: Double
  /// How that time is distributed.
  public let shape: ServiceShape

  /// A queue of log-normal service times; both variations are 0 or more.
  public init(servers: Int, service: Double, arrivalVariation: Double = 1, serviceVariation: Double) {
    precondition(servers >= 1 && service > 0, "a queue has a server and a time of service above 0")
    precondition(arrivalVariation >= 0 && serviceVariation >= 0, "a squared variation is 0 or more")
    self.servers = servers
    self.service = service
    self.arrivalVariation = arrivalVariation
    self.serviceVariation = serviceVariation
    shape = .logNormal
  }

  /// A queue of exponential service times; with the default variation of arrivals M/M/c, for which every figure is exact.
  public init(servers: Int, exponentialService service: Double, arrivalVariation: Double = 1) {
    precondition(servers >= 1 && service > 0, "a queue has a server and a time of service above 0")
    precondition(arrivalVariation >= 0, "a squared variation is 0 or more")
    self.servers = servers
    self.service = service
    self.arrivalVariation = arrivalVariation
    serviceVariation = 1
    shape = .exponential
  }

  /// The probability that an item must wait in M/M/c, where `load` is arrivals per time × mean service time: Erlang's C, from
  /// his B by its recursion, which is stable for any number of servers. 1 from a load of `servers` on.
  public static func erlangC(servers: Int, load: Double) -> Double {
    guard load > 0 else { return 0 }
    guard load < Double(servers) else { return 1 }
    var blocked = 1.0
    for number in 1...servers { blocked = load * blocked / (Double(number) + load * blocked) }
    let utilisation = load / Double(servers)
    return blocked / (1 - utilisation * (1 - blocked))
  }

  /// The probability that an item must wait, taken from M/M/c.
  public func probabilityOfWait(utilisation: Double) -> Double {
    Self.erlangC(servers: servers, load: utilisation * Double(servers))
  }

  /// Mean wait of the items that wait at all; infinite from a utilisation of 1 on. Allen, Cunneen: that of M/M/c times the
  /// mean of the two squared variations (Allen, "Probability, Statistics, and Queueing Theory", 1990, section 5.3).
  public func meanWaitOfThoseWaiting(utilisation: Double) -> Double {
    guard utilisation < 1 else { return .infinity }
    return service / (Double(servers) * (1 - utilisation)) * (arrivalVariation + serviceVariation) / 2
  }

  /// Mean wait of all items, in the unit of `service`; exact for M/M/c and for M/G/1.
  public func meanWait(utilisation: Double) -> Double {
    probabilityOfWait(utilisation: utilisation) * meanWaitOfThoseWaiting(utilisation: utilisation)
  }

  /// The probability that wait and service together take at most `time`.
  ///
  /// The wait is 0, or exponential with `meanWaitOfThoseWaiting`; service does not depend on it.
  public func probability(atMost time: Double, utilisation: Double) -> Double {
    guard time > 0, utilisation < 1 else { return 0 }
    let waiting = probabilityOfWait(utilisation: utilisation)
    let wait = meanWaitOfThoseWaiting(utilisation: utilisation)
    return min(max(served(within: time) - waiting * delayed(beyond: time, wait: wait), 0), 1)
  }

  /// The time within which so large a share of items (within (0, 1)) is finished, wait and service together; infinite from a
  /// utilisation of 1 on.
  public func turnaround(_ confidence: Double, utilisation: Double) -> Double {
    precondition(confidence > 0 && confidence < 1, "a confidence is within (0, 1)")
    guard utilisation < 1 else { return .infinity }
    var low = serviceQuantile(confidence)
    let excess = { probability(atMost: $0, utilisation: utilisation) - confidence }
    var (high, above) = (low, excess(low))
    if above >= 0 { return low }
    var below = above
    while above < 0 {
      (low, below) = (high, above)
      high *= 2
      above = excess(high)
    }
    // False position with Illinois' halving: about ten values of a smooth, rising function.
    var side = 0
    for _ in 0..<100 where high - low > 1e-12 * high {
      let middle = (low * above - high * below) / (above - below)
      guard middle > low, middle < high else { break }
      let value = excess(middle)
      if value == 0 { return middle }
      if value > 0 {
        (high, above) = (middle, value)
        if side == 1 { below /= 2 }
        side = 1
      } else {
        (low, below) = (middle, value)
        if side == -1 { above /= 2 }
        side = -1
      }
      if abs(value) < 1e-13 { return middle }
    }
    return (low + high) / 2
  }

  /// The utilisation up to which this turnaround can be promised at this confidence (within (0, 1)), by bisection; nil where
  /// even an item that never waits takes longer.
  public func highestUtilisation(turnaround: Double, confidence: Double) -> Double? {
    guard probability(atMost: turnaround, utilisation: 0) >= confidence else { return nil }
    var (kept, broken) = (0.0, 1.0)
    while broken - kept > 1e-12 {
      let middle = (kept + broken) / 2
      if probability(atMost: turnaround, utilisation: middle) >= confidence { kept = middle } else { broken = middle }
    }
    return kept
  }
}

// Service alone, and service followed by an exponential wait.
extension WorkQueue {
  private var logNormal: LogNormal { LogNormal(mean: service, squaredVariation: serviceVariation) }

  private func served(within time: Double) -> Double {
    switch shape {
    case .exponential: -expm1(-time / service)
    case .logNormal: logNormal.probability(atMost: time)
    }
  }

  private func serviceQuantile(_ p: Double) -> Double {
    switch shape {
    case .exponential: -service * log1p(-p)
    case .logNormal: logNormal.quantile(p)
    }
  }

  /// The probability that service is at most `time` and an exponential wait of mean `wait` makes it longer than that:
  /// ∫ f(x) exp(−(time − x) / wait) dx from 0 to `time`, f the density of service.
  private func delayed(beyond time: Double, wait: Double) -> Double {
    guard wait > 0 else { return 0 }
    switch shape {
    case .exponential:
      let difference = 1 / service - 1 / wait
      let span = difference * time
      let factor = abs(span) < 1e-9 ? time : -expm1(-span) / difference
      return exp(-time / wait) * factor / service
    case .logNormal:
      let distribution = logNormal
      guard distribution.scale > 0 else { return time >= service ? exp(-(time - service) / wait) : 0 }
      let end = (log(time) - distribution.location) / distribution.scale
      let span = end + Self.farthestDeviation
      guard span > 0 else { return 0 }
      return Quadrature.integral(towards: end, span: span) { deviation in
        let taken = exp(distribution.location + distribution.scale * deviation)
        return exp(-0.5 * deviation * deviation - (time - taken) / wait)
      } / (2 * Double.pi).squareRoot()
    }
  }

  /// Standard deviations below the mean beyond which nothing counts: of probability 10⁻¹⁸.
  private static let farthestDeviation = 8.8
}
