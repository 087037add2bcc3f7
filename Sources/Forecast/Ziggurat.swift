internal import Foundation

/// Draws from a falling density by 256 layers of one area each (Marsaglia, Tsang, "The ziggurat method for generating random
/// variables", 2000). Layer and place in it come from different bits, as Doornik (2005) asks for.
enum Ziggurat {
  /// Where the layers end, from the widest (which stands for the tail too) to 0, and how high the density is there.
  struct Layers: Sendable {
    let edges: [Double]
    let heights: [Double]

    /// - Parameters:
    ///   - tail: where the tail begins.
    ///   - area: of each layer, of the widest together with the tail.
    init(tail: Double, area: Double, density: (Double) -> Double, inverse: (Double) -> Double) {
      var edges = [area / density(tail), tail]
      while edges.count < 256 {
        let last = edges[edges.count - 1]
        edges.append(inverse(area / last + density(last)))
      }
      edges.append(0)
      self.edges = edges
      heights = edges.map(density)
    }
  }

  private static let normalTail = 3.654_152_885_361_008_8
  private static let exponentialTail = 7.697_117_470_131_05

  private static let normalLayers = Layers(
    tail: normalTail, area: 0.004_928_673_233_992_34,
    density: { exp(-0.5 * $0 * $0) }, inverse: { (-2 * log($0)).squareRoot() })
  private static let exponentialLayers = Layers(
    tail: exponentialTail, area: 0.003_949_659_822_581_557_2,
    density: { exp(-$0) }, inverse: { -log($0) })

  @inline(__always)
  static func normal(_ random: inout RandomSource) -> Double {
    let layers = normalLayers
    while true {
      let bits = random.next()
      let layer = Int(truncatingIfNeeded: bits & 255)
      let value = Double(Int64(bitPattern: bits) >> 10) * 0x1p-53 * layers.edges[layer]
      if abs(value) < layers.edges[layer + 1] { return value }
      if layer == 0 { return value < 0 ? -normalBeyond(&random) : normalBeyond(&random) }
      let low = layers.heights[layer]
      if low + random.uniform() * (layers.heights[layer + 1] - low) < exp(-0.5 * value * value) { return value }
    }
  }

  @inline(__always)
  static func exponential(_ random: inout RandomSource) -> Double {
    let layers = exponentialLayers
    var start = 0.0
    while true {
      let bits = random.next()
      let layer = Int(truncatingIfNeeded: bits & 255)
      let value = Double(bits >> 11) * 0x1p-53 * layers.edges[layer]
      if value < layers.edges[layer + 1] { return start + value }
      if layer == 0 {
        start += exponentialTail  // the tail of an exponential is the exponential again
        continue
      }
      let low = layers.heights[layer]
      if low + random.uniform() * (layers.heights[layer + 1] - low) < exp(-value) { return start + value }
    }
  }

  /// A normal draw known to be in the tail (Marsaglia 1964).
  @inline(never)
  private static func normalBeyond(_ random: inout RandomSource) -> Double {
    while true {
      let distance = exponential(&random) / normalTail
      if 2 * exponential(&random) > distance * distance { return normalTail + distance }
    }
  }
}
