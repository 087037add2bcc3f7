internal import Foundation

/// Integrals of smooth functions that may rise steeply towards their upper end.
enum Quadrature {
  private static let panels = 16
  private static let ratio = 0.6

  /// Places within [−1, 1] and weights of Gauss and Legendre, as many as `points` (DLMF 3.5.v).
  private static let rule = gaussLegendre(points: 16)

  /// The integral of `function` over [end − span, end], in panels that grow narrower towards `end`: the narrowest is a
  /// two-thousandth of the span.
  static func integral(towards end: Double, span: Double, _ function: (Double) -> Double) -> Double {
    let rule = rule
    var sum = 0.0
    var distance = span
    for panel in 0..<panels {
      let nearer = panel == panels - 1 ? 0 : distance * ratio
      let half = (distance - nearer) / 2
      let middle = end - (distance + nearer) / 2
      var part = 0.0
      for (place, weight) in rule { part += weight * function(middle + half * place) }
      sum += part * half
      distance = nearer
    }
    return sum
  }

  /// By Newton's steps to the roots of the Legendre polynomial.
  private static func gaussLegendre(points: Int) -> [(place: Double, weight: Double)] {
    (1...points).map { number in
      var place = cos(Double.pi * (Double(number) - 0.25) / (Double(points) + 0.5))
      var slope = 1.0
      for _ in 0..<10 {
        var (last, value) = (1.0, place)
        for degree in 2...points {
          (last, value) = (value, (Double(2 * degree - 1) * place * value - Double(degree - 1) * last) / Double(degree))
        }
        slope = Double(points) * (place * value - last) / (place * place - 1)
        place -= value / slope
      }
      return (place, 2 / ((1 - place * place) * slope * slope))
    }
  }
}
