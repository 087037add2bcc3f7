import Basics
import Fleet
import Testing

@Suite("Layering: Helm's rules")
struct LayeringTests {
  @Test("maps merge, key by key and at any depth")
  func maps() {
    #expect(
      Layering.merge(["a": ["b": 1, "c": 2]], ["a": ["c": 3, "d": 4]]) == ["a": ["b": 1, "c": 3, "d": 4]])
  }

  @Test("a list replaces a list: nothing is appended")
  func lists() {
    #expect(Layering.merge(["a": [1, 2, 3]], ["a": [4]]) == ["a": [4]])
    #expect(Layering.merge(["a": [1]], ["a": []]) == ["a": []])
  }

  @Test("null removes what stands under it, and leaves nothing of itself")
  func null() {
    #expect(Layering.merge(["a": 1, "b": 2], ["a": .null]) == ["b": 2])
    #expect(Layering.merge(["a": ["b": 1]], ["a": .null]) == [:])
    #expect(Layering.merge([:], ["a": .null, "b": ["c": .null]]) == ["b": [:]])
  }

  @Test("null in a list is an element of it")
  func nullInList() {
    #expect(Layering.merge([:], ["a": [1, .null]]) == ["a": [1, .null]])
  }

  @Test("a map replaces what is none, and what is none replaces a map")
  func kinds() {
    #expect(Layering.merge(["a": 1], ["a": ["b": 2]]) == ["a": ["b": 2]])
    #expect(Layering.merge(["a": ["b": 2]], ["a": 1]) == ["a": 1])
    #expect(Layering.merge(["a": ["b": 2]], ["a": []]) == ["a": []])
  }

  @Test("every leaf knows its layer and what it hides")
  func origins() {
    let layered = Layering.merge([
      layer("low", ["a": 1, "b": ["c": 2, "d": 3], "gone": 4, "list": [1, 2]]),
      layer("high", ["b": ["c": 5], "gone": .null, "list": [6], "never": .null]),
    ])
    #expect(layered.values == ["a": 1, "b": ["c": 5, "d": 3], "list": [6]])
    let told = layered.leaves.map { leaf in
      let over = leaf.overridden.map { "\($0.value.canonicalText) of \($0.place?.file ?? "")" }.joined()
      return "\(leaf.path) = \(leaf.value?.canonicalText ?? "-") \(leaf.place?.file ?? "") [\(over)]"
    }
    #expect(
      told == [
        "a = 1 low []", "b.c = 5 high [2 of low]", "b.d = 3 low []", "gone = - high [4 of low]",
        "list = [6] high [[1,2] of low]",
      ])
  }

  @Test("three layers: a leaf hides all that lies under it, the nearest first")
  func three() {
    let layered = Layering.merge([layer("one", ["a": 1]), layer("two", ["a": 2]), layer("three", ["a": 3])])
    #expect(layered.leaves.first?.overridden.map(\.value) == [2, 1])
    #expect(layered.leaves.first?.overridden.map { $0.place?.file } == ["two", "one"])
  }

  @Test("what was removed and is said again is there again")
  func again() {
    let layered = Layering.merge([layer("one", ["a": 1]), layer("two", ["a": .null]), layer("three", ["a": 3])])
    #expect(layered.values == ["a": 3])
    #expect(layered.leaves.map(\.value) == [3])
  }

  @Test("a reference to a secret is one leaf; a list of maps is entered")
  func leaves() {
    let value: JSONValue = ["a": ["secret": "x"], "b": [["c": 1], ["d": [2]]], "e": [:], "f": [["c": 1], 2]]
    #expect(value.leaves.map(\.path) == ["a", "b[0].c", "b[1].d", "e", "f"])
    let layered = Layering.merge([layer("one", value)])
    #expect(layered.leaves.map(\.path) == ["a", "b[0].c", "b[1].d", "f"])
    #expect(layered.leaves.first?.value == ["secret": "x"])
    #expect(layered.leaves.first?.place?.file == "one")
  }

  private func layer(_ name: String, _ values: JSONValue) -> Layer { Layer(values) { _ in SourcePlace(file: name) } }
}

@Suite("Layering: laws")
struct LayeringLawTests {
  static let seeds: [UInt64] = (0..<200).map { 0x5EED_0000 + $0 }

  @Test("an empty map changes nothing, on either side", arguments: seeds)
  func identity(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let value = random.map(depth: 4, nulls: false)
    #expect(Layering.merge(value, [:]) == value)
    #expect(Layering.merge([:], value) == value)
  }

  @Test("a value laid over itself is itself", arguments: seeds)
  func idempotence(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let value = random.map(depth: 4, nulls: false)
    #expect(Layering.merge(value, value) == value)
  }

  @Test("where a map stays a map and nothing is removed, layers may be laid in any grouping", arguments: seeds)
  func associativity(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (one, two, three) = (random.shaped(depth: 4), random.shaped(depth: 4), random.shaped(depth: 4))
    #expect(Layering.merge(Layering.merge(one, two), three) == Layering.merge(one, Layering.merge(two, three)))
  }

  @Test("no null is left, and every leaf of the upper layer is heard", arguments: seeds)
  func upperLayer(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let (low, high) = (random.map(depth: 4, nulls: true), random.map(depth: 4, nulls: true))
    let merged = Layering.merge(low, high)
    let leaves = Dictionary(uniqueKeysWithValues: merged.leaves.map { ($0.path, $0.value) })
    for (path, value) in high.leaves where value != .object([:]) {
      if value == .null {
        #expect(!leaves.keys.contains(path), "\(path)")
      } else {
        #expect(leaves[path] == value, "\(path)")
      }
    }
    #expect(!merged.leaves.contains { $0.value == .null })
  }

  @Test("layers with their origins give the same values as layers without", arguments: seeds)
  func sameValues(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let values = (0..<3).map { _ in random.map(depth: 4, nulls: true) }
    let plain = values.reduce(JSONValue.object([:])) { Layering.merge($0, $1) }
    let layered = Layering.merge(values.map { value in Layer(value) { _ in nil } })
    #expect(layered.values == plain)
    let told = layered.leaves.filter { $0.value != nil }.map(\.path)
    #expect(told == plain.leaves.filter { $0.value != .object([:]) }.map(\.path).sorted())
  }
}

extension SeededRandom {
  mutating func map(depth: Int, nulls: Bool) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for key in ["a", "b", "c", "d"] where Bool.random(using: &self) {
      members[key] = value(depth: depth - 1, nulls: nulls)
    }
    return .object(members)
  }

  private mutating func value(depth: Int, nulls: Bool) -> JSONValue {
    switch Int.random(in: 0..<(nulls ? 6 : 5), using: &self) {
    case 0 where depth > 0, 1 where depth > 0: map(depth: depth, nulls: nulls)
    case 2: .array([.int(Int.random(in: 0..<9, using: &self))])
    case 5: .null
    default: .int(Int.random(in: 0..<9, using: &self))
    }
  }

  /// A map in which small letters are always leaves and capitals always maps.
  mutating func shaped(depth: Int) -> JSONValue {
    var members: [String: JSONValue] = [:]
    for key in ["a", "b", "A", "B"] where Bool.random(using: &self) {
      if key == key.uppercased() {
        if depth > 1 { members[key] = shaped(depth: depth - 1) }
      } else {
        members[key] = .int(Int.random(in: 0..<9, using: &self))
      }
    }
    return .object(members)
  }
}
