internal import Foundation

/// The functions behind the quantiles of this room. Chapters of NIST, "Digital Library of Mathematical Functions" (DLMF).
enum SpecialFunctions {
  private static let precision = 1e-15
  private static let smallest = 1e-300
  private static let mostSteps = 100_000

  /// The logarithm of the gamma function for x above 0: Stirling's series (DLMF 5.11.1) from 10 upward, and the recurrence
  /// below. The C library's own keeps the sign in a variable that all threads share.
  static func logGamma(_ x: Double) -> Double {
    var argument = x
    var product = 1.0
    while argument < 10 {
      product *= argument
      argument += 1
    }
    let inverse = 1 / argument
    let square = inverse * inverse
    let fourth = -1 / 1680.0 + square * (1 / 1188.0 - square * 691 / 360_360.0)
    let series = inverse * (1 / 12.0 + square * (-1 / 360.0 + square * (1 / 1260.0 + square * fourth)))
    return (argument - 0.5) * log(argument) - argument + 0.5 * log(2 * Double.pi) + series - log(product)
  }

  /// The probability that a normal of mean 0 and variance 1 is at most `z`.
  static func normalProbability(_ z: Double) -> Double {
    0.5 * erfc(-z * 0.5.squareRoot())
  }

  /// The inverse of `normalProbability`, for p within (0, 1); infinite at its ends. Abramowitz, Stegun 26.2.23 as a start,
  /// then Halley's steps.
  static func normalQuantile(_ p: Double) -> Double {
    guard p > 0 else { return -.infinity }
    guard p < 1 else { return .infinity }
    let tail = min(p, 1 - p)
    let root = (-2 * log(tail)).squareRoot()
    let above = 2.515517 + root * (0.802853 + root * 0.010328)
    let below = 1 + root * (1.432788 + root * (0.189269 + root * 0.001308))
    var z = root - above / below
    for _ in 0..<3 {
      let density = exp(-0.5 * z * z) / (2 * Double.pi).squareRoot()
      guard density > 0 else { break }
      let step = (tail - normalProbability(-z)) / density
      z -= step / (1 + z * step / 2)
    }
    return p < 0.5 ? -z : z
  }

  /// P(a, x), the probability that a gamma of shape `a` and scale 1 is at most `x`: the series DLMF 8.7.1 or the continued
  /// fraction 8.9.2 (by Lentz), whichever converges.
  static func gammaProbability(shape a: Double, atMost x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x.isFinite else { return 1 }
    let factor = exp(a * log(x) - x - logGamma(a))
    if x < a + 1 {
      var term = 1 / a
      var sum = term
      var divisor = a
      for _ in 0..<mostSteps where term > sum * precision {
        divisor += 1
        term *= x / divisor
        sum += term
      }
      return min(factor * sum, 1)
    }
    var b = x + 1 - a
    var c = 1 / smallest
    var d = 1 / b
    var fraction = d
    for step in 1...mostSteps {
      let numerator = -Double(step) * (Double(step) - a)
      b += 2
      d = 1 / bounded(numerator * d + b)
      c = bounded(b + numerator / c)
      let change = d * c
      fraction *= change
      if abs(change - 1) < precision { break }
    }
    return max(1 - factor * fraction, 0)
  }

  /// The inverse of `gammaProbability` in x, from Wilson and Hilferty's cube or, low down, the first term of the series.
  static func gammaQuantile(shape: Double, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return .infinity }
    let cube = 1 - 1 / (9 * shape) + normalQuantile(p) / (3 * shape.squareRoot())
    let low = exp((log(p) + logGamma(shape + 1)) / shape)
    let start = cube > 0.3 ? shape * cube * cube * cube : low
    let logarithm = logGamma(shape)
    return inverse(
      of: p, from: start, within: 0...Double.infinity,
      probability: { gammaProbability(shape: shape, atMost: $0) },
      density: { exp((shape - 1) * log($0) - $0 - logarithm) })
  }

  /// I_x(a, b), the probability that a beta of these shapes is at most `x`: the continued fraction DLMF 8.17.22, by Lentz.
  static func betaProbability(_ a: Double, _ b: Double, atMost x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - betaProbability(b, a, atMost: 1 - x) }
    let factor = exp(a * log(x) + b * log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
    var c = 1.0
    var d = 1 / bounded(1 - (a + b) * x / (a + 1))
    var fraction = d
    for step in 1...mostSteps {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / bounded(1 + even * d)
      c = bounded(1 + even / c)
      fraction *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / bounded(1 + odd * d)
      c = bounded(1 + odd / c)
      fraction *= d * c
      if abs(d * c - 1) < precision { break }
    }
    return min(factor * fraction, 1)
  }

  /// The inverse of `betaProbability` in x.
  static func betaQuantile(_ a: Double, _ b: Double, _ p: Double) -> Double {
    guard p > 0 else { return 0 }
    guard p < 1 else { return 1 }
    let logarithm = logGamma(a + b) - logGamma(a) - logGamma(b)
    return inverse(
      of: p, from: a / (a + b), within: 0...1,
      probability: { betaProbability(a, b, atMost: $0) },
      density: { exp((a - 1) * log($0) + (b - 1) * log1p(-$0) + logarithm) })
  }

  /// Where a distribution reaches `p`: Newton's steps, halving instead where one would leave what is known to hold the place.
  private static func inverse(
    of p: Double, from start: Double, within range: ClosedRange<Double>,
    probability: (Double) -> Double, density: (Double) -> Double
  ) -> Double {
    var (lowest, highest) = (range.lowerBound, range.upperBound)
    var x = start
    for _ in 0..<300 {
      let excess = probability(x) - p
      if excess == 0 { return x }
      if excess > 0 { highest = x } else { lowest = x }
      var next = x - excess / density(x)
      if !(next > lowest && next < highest) { next = highest.isFinite ? (lowest + highest) / 2 : 2 * x + smallest }
      if abs(next - x) <= 4 * Double.ulpOfOne * x { return next }
      x = next
    }
    return x
  }

  private static func bounded(_ value: Double) -> Double {
    abs(value) < smallest ? smallest : value
  }
}
