import Growth
import Testing

struct GateItemKeyTests {
  private let keys = ["a.rollout_success.at-least-0.9", "a.rollout_success.at-least-0.8", "a.exceptions.at-most-5", "b.question.x"]
    .map { GateItemKey(rawValue: $0) }

  @Test("an item is found by its whole name, or by the beginning that only it has")
  func find() {
    for key in keys { #expect(GateItemKey.find(key.rawValue, among: keys) == key) }
    #expect(GateItemKey.find("a.exceptions", among: keys)?.rawValue == "a.exceptions.at-most-5")
    #expect(GateItemKey.find("a.rollout_success", among: keys) == nil)
    #expect(GateItemKey.find("a.excep", among: keys) == nil)
    #expect(GateItemKey.find("", among: keys) == nil)
  }
}
