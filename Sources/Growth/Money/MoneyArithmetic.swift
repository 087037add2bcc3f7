public import Basics
import Fleet

extension Money {
  /// So many times the amount, to the hundredth, halves away from 0: 4,166.67 × 1.5 is 6,250.01.
  ///
  /// The factor is read to nine decimal places and the product made of whole numbers, so that a factor that people write
  /// (1.15) means what they wrote. Within `Money.limit`; 0 for a factor that is no number.
  public func times(_ factor: Double) -> Money {
    let places = 1_000_000_000.0
    guard factor.isFinite, abs(factor) < places else { return Money(nearest: amount * factor) }
    let product = Int128(hundredths) * Int128((factor * places).rounded())
    let whole = Int128(places)
    let (quotient, rest) = product.quotientAndRemainder(dividingBy: whole)
    let isHalf = rest.magnitude * 2 >= whole.magnitude
    let nearest = quotient + (isHalf ? rest.signum() : 0)
    let limit = Int128(Money.limit.hundredths)
    return Money(hundredths: Int64(min(max(nearest, -limit), limit)))
  }

  /// The exact sum.
  static func sum(_ amounts: some Sequence<Money>) -> Money { amounts.reduce(.zero, +) }
}

extension Finances {
  /// What someone with so many hours a week costs a month: their share of a full week.
  func month(ofHours hours: Double) -> Money {
    fullWeek > 0 && hours.isFinite ? personMonth.times(max(0, hours) / fullWeek) : personMonth
  }
}
