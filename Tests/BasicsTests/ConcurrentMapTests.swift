import Basics
import Testing

struct ConcurrentMapTests {
  @Test("results stand in the order of the elements, however many there are", arguments: [0, 1, 2, 1000])
  func order(_ count: Int) {
    let numbers = Array(0..<count)
    #expect(numbers.concurrentMap { $0 * 2 } == numbers.map { $0 * 2 })
  }

  @Test("work inside of work ends too")
  func nested() {
    let sums = Array(0..<20).concurrentMap { row in Array(0..<20).concurrentMap { $0 * row }.reduce(0, +) }
    #expect(sums == (0..<20).map { $0 * 190 })
  }
}
