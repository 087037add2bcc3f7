import Basics
import Foundation
import Testing

@Suite("Money")
struct MoneyTests {
  @Test(
    "an amount is read to the hundredth",
    arguments: [
      ("0", 0), ("1000", 100_000), ("-12.5", -1250), ("4166.67", 416_667), ("0.05", 5), ("-0.01", -1), ("007", 700),
      ("1000000000000", 100_000_000_000_000),
    ])
  func reads(_ text: String, _ hundredths: Int64) {
    #expect(Money(text)?.hundredths == hundredths)
  }

  @Test(
    "what is no amount is none",
    arguments: [
      "", "-", ".", "1.", ".5", "1.234", "1,000", "1e3", "+1", "1 000", "$5", "--1", "1.2.3", "1000000000000.01",
      "99999999999999999999", "１",
    ])
  func refuses(_ text: String) {
    #expect(Money(text) == nil)
  }

  @Test("an amount is written with thousands apart, and hundredths where there are any")
  func written() {
    let told = [1_250_000, -416_667, 0, 5, -50, 100_000, 99_999_900, 100_000_000, 123_456_789_012].map {
      Money(hundredths: Int64($0)).description
    }
    #expect(
      told == ["12,500", "-4,166.67", "0", "0.05", "-0.50", "1,000", "999,999", "1,000,000", "1,234,567,890.12"])
  }

  @Test("what is written without its commas is read back; so is what JSON holds")
  func roundTrip() throws {
    var random = SeededRandom(seed: 11)
    for _ in 0..<5000 {
      let size = Int64.random(in: 1...Money.limit.hundredths, using: &random)
      let amount = Money(hundredths: Int64.random(in: -size...size, using: &random))
      #expect(Money(amount.description.filter { $0 != "," }) == amount)
      #expect(Money(nearest: amount.amount) == amount)
      #expect(try JSONDecoder().decode([Money].self, from: JSONEncoder().encode([amount])) == [amount])
    }
  }

  @Test("sums are exact where those of binary fractions are not")
  func sums() throws {
    let tenth = try #require(Money("0.1"))
    #expect((0..<10).reduce(Money.zero) { sum, _ in sum + tenth } == Money("1"))
    #expect(3 * tenth == Money("0.3") && tenth - 2 * tenth == -tenth)
  }

  @Test("the nearest amount stays within the limit, and never stops the program")
  func nearest() {
    #expect(Money(nearest: 0.125).hundredths == 13)
    #expect(Money(nearest: -0.125).hundredths == -13)
    #expect(Money(nearest: .infinity) == Money.limit && Money(nearest: -1e300) == -Money.limit)
    #expect(Money(nearest: .nan) == .zero)
  }
}
