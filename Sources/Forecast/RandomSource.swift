internal import Basics
internal import Foundation

/// A fast generator of random numbers and of draws from the distributions of this room: xoshiro256++ (Blackman, Vigna,
/// "Scrambled linear pseudorandom number generators", 2021), seeded through SplitMix64 as its authors advise.
///
/// The same seed gives the same numbers. Not fit for secrets.
public struct RandomSource: RandomNumberGenerator, Sendable {
  @usableFromInline internal var state: (UInt64, UInt64, UInt64, UInt64)

  /// A source of which every number follows from `seed`.
  public init(seed: UInt64) {
    var seeds = SeededRandom(seed: seed)
    state = (seeds.next(), seeds.next(), seeds.next(), seeds.next())
  }

  /// The source with this number of a family: sources of one seed and different numbers do not depend on each other.
  public static func stream(seed: UInt64, number: Int) -> RandomSource {
    var family = SeededRandom(seed: seed)
    var member = SeededRandom(seed: UInt64(bitPattern: Int64(number)))
    return RandomSource(seed: family.next() ^ member.next())
  }

  /// 64 random bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = ((sum << 23) | (sum >> 41)) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = (state.3 << 45) | (state.3 >> 19)
    return result
  }

  /// A number of [0, 1), each multiple of 2⁻⁵³ as likely as any other.
  @inlinable
  public mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// Whether something of this probability happens; never at 0, always at 1.
  @inlinable
  public mutating func chance(_ probability: Double) -> Bool {
    uniform() < probability
  }

  /// A draw of the normal distribution of mean 0 and variance 1, by the ziggurat.
  public mutating func normal() -> Double {
    Ziggurat.normal(&self)
  }

  /// A draw of the exponential distribution of mean 1, by the ziggurat.
  public mutating func exponential() -> Double {
    Ziggurat.exponential(&self)
  }
}

extension RandomSource {
  /// A draw of the gamma distribution of this shape (above 0) and scale 1: mean and variance are both `shape`.
  ///
  /// Marsaglia, Tsang, "A simple method for generating gamma variables" (2000); below shape 1 the draw of shape + 1 times
  /// U^(1/shape), section 6 there. Of very small shapes most draws are below the smallest Double and given as 0.
  public mutating func gamma(shape: Double) -> Double {
    guard shape >= 1 else {
      guard shape > 0 else { return 0 }
      return gamma(shape: shape + 1) * exp(-exponential() / shape)
    }
    let reduced = shape - 1 / 3.0
    let steepness = 1 / (9 * reduced).squareRoot()
    while true {
      let deviate = normal()
      let root = 1 + steepness * deviate
      guard root > 0 else { continue }
      let cube = root * root * root
      let square = deviate * deviate
      let height = 1 - uniform()  // (0, 1], as it is put into a logarithm
      if height < 1 - 0.0331 * square * square { return reduced * cube }
      if log(height) < 0.5 * square + reduced * (1 - cube + log(cube)) { return reduced * cube }
    }
  }

  /// A draw of the beta distribution with these two shapes (both above 0): a share, of mean a / (a + b).
  public mutating func beta(_ a: Double, _ b: Double) -> Double {
    let first = gamma(shape: a)
    let second = gamma(shape: b)
    let sum = first + second
    // Both are below the smallest Double only for tiny shapes, of which the share is as good as 0 or 1.
    guard sum > 0 else { return chance(a / (a + b)) ? 1 : 0 }
    return first / sum
  }

  /// A draw of the Poisson distribution of this mean; 0 for a mean of 0 or less.
  ///
  /// By inversion below a mean of 10, else by transformed rejection (PTRS: Hörmann, "The transformed rejection method for
  /// generating Poisson random variables", 1993).
  public mutating func poisson(mean: Double) -> Int {
    guard mean > 0, mean.isFinite else { return 0 }
    return mean < 10 ? poissonByInversion(mean: mean) : poissonByRejection(mean: mean)
  }

  /// A draw of the log-normal distribution with this mean (above 0) and this squared coefficient of variation, which is
  /// variance / mean² (0 or more). For many draws of the same one, `LogNormal` is faster.
  public mutating func logNormal(mean: Double, squaredVariation: Double) -> Double {
    LogNormal(mean: mean, squaredVariation: squaredVariation).draw(&self)
  }

  private mutating func poissonByInversion(mean: Double) -> Int {
    let position = uniform()
    var count = 0
    var probability = exp(-mean)
    var reached = probability
    while position >= reached, probability > 0 {
      count += 1
      probability *= mean / Double(count)
      reached += probability
    }
    return count
  }

  private mutating func poissonByRejection(mean: Double) -> Int {
    let width = 0.931 + 2.53 * mean.squareRoot()
    let slope = -0.059 + 0.02483 * width
    let inverseAlpha = 1.1239 + 1.1328 / (width - 3.4)
    let inside = 0.9277 - 3.6224 / (width - 2)
    let logarithm = log(mean)
    while true {
      let place = uniform() - 0.5
      let height = 1 - uniform()
      let margin = 0.5 - abs(place)
      let count = ((2 * slope / margin + width) * place + mean + 0.43).rounded(.down)
      if margin >= 0.07, height <= inside { return Int(count) }
      if count < 0 || !count.isFinite || (margin < 0.013 && height > margin) { continue }
      let allowed = count * logarithm - mean - SpecialFunctions.logGamma(count + 1)
      if log(height * inverseAlpha / (slope / (margin * margin) + width)) <= allowed { return Int(count) }
    }
  }
}
