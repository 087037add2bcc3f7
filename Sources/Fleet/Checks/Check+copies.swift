import Basics

extension Check {
  /// What many hubs have in common stands once.
  static let copies = Check(
    "what many hubs have in common stands in one file",
    [
      FindingExplanation(
        "A933", .note, "a block that was pasted many times",
        explanation: """
          The same values stand at the same path of three values files or more, and they are six values or more together. \
          Whoever changes one of them must find the others, and hubs that were meant to be alike drift apart.

          Write the block once in a values file, and name that file for each of the hubs before its own file: what comes later \
          wins, so that a hub can still differ. Where all hubs have it, the chart's own values are its place.
          """,
        wrong: "# a.values.yaml, b.values.yaml and c.values.yaml\ncustom:\n  homepage: {designed_by: …, funded_by: …}",
        right: "# cluster.yaml\nhelm_chart_values_files: [common.values.yaml, a.values.yaml]")
    ]
  ) { checked in
    var copies = CopiedBlocks(charts: checked.fleet.adopted.map { Set($0.charts.values.flatMap(\.chartPaths)) } ?? [])
    for layer in checked.ownLayers { copies.read(layer) }
    return copies.findings()
  }
}

/// Blocks that stand the same at the same path of several files: the members of one map (or list) that are equal in all of
/// them. Each file is read once; two values are the same where their hashes are.
private struct CopiedBlocks {
  /// In how many files a block stands at least, and how many values it has.
  private static let fewestFiles = 3
  private static let fewestValues = 6
  /// How many places are shown beside the first.
  private static let shownPlaces = 5
  /// How many blocks at one path are told at most.
  private static let mostAtOnePath = 20
  /// From how many of the most frequent members a block is built; each other is looked at by itself.
  private static let mostStarts = 8

  private let charts: Set<[String]>
  private var files = 0

  /// One node of the tree of all paths that occur.
  private struct Path {
    let parent: Int
    let key: String
    let depth: Int
    var children: [String: Int] = [:]
    /// The different values that stand here.
    var values: [Int: Variant] = [:]
  }

  /// A value with the files in which it stands, in order. Most stand in one only, which takes no array.
  private struct Variant {
    let leaves: Int
    let first: (file: Int, value: SourcedValue)
    var more: [(file: Int, value: SourcedValue)] = []

    var lastFile: Int { more.last?.file ?? first.file }
    var count: Int { more.count + 1 }
    var places: [Int: SourcePlace] {
      var places: [Int: SourcePlace] = [:]
      for (file, value) in [first] + more { places[file] = value.place }
      return places
    }
  }

  private var paths: [Path] = [Path(parent: -1, key: "", depth: 0)]

  /// - Parameter charts: where values of nested charts stand; a path inside is taken without it.
  init(charts: Set<[String]>) { self.charts = charts }

  mutating func read(_ layer: OwnLayer) {
    _ = read(layer.values, at: 0, way: charts.isEmpty ? nil : [])
    files += 1
  }

  /// - Parameter way: the keys from the top; nil once they lead into no chart any more.
  /// - Returns: a hash of the value, and how many leaves it has.
  private mutating func read(_ value: SourcedValue, at path: Int, way: [String]?) -> (hash: Int, leaves: Int) {
    var hasher = Hasher()
    var leaves = 0
    switch value.content {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .int(let value): hasher.combine(value)
    case .double(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .list(let elements):
      hasher.combine(2)
      for element in elements {
        let inner = read(element, at: child("[]", of: path), way: nil)
        hasher.combine(inner.hash)
        leaves += inner.leaves
      }
    case .map(let members):
      // The sum does not depend on the order.
      var sum = 1
      for (key, member) in members {
        let inside = way.map { $0 + [key] }
        let isChart = inside.map(charts.contains) ?? false
        let further = inside.flatMap { inside in charts.contains { $0.starts(with: inside) } ? inside : nil }
        let inner = read(member, at: isChart ? 0 : child(key, of: path), way: further)
        var pair = Hasher()
        pair.combine(key)
        pair.combine(inner.hash)
        sum &+= pair.finalize()
        leaves += inner.leaves
      }
      hasher.combine(sum)
    }
    leaves = max(1, leaves)
    let hash = hasher.finalize()
    if path > 0, value.place != nil { note(value, hash, leaves, at: path) }
    return (hash, leaves)
  }

  private mutating func child(_ key: String, of path: Int) -> Int {
    if let known = paths[path].children[key] { return known }
    paths.append(Path(parent: path, key: key, depth: paths[path].depth + 1))
    paths[path].children[key] = paths.count - 1
    return paths.count - 1
  }

  private mutating func note(_ value: SourcedValue, _ hash: Int, _ leaves: Int, at path: Int) {
    // Only its number is held on to: a copy of the variant would make the array that grows be copied each time.
    guard let lastFile = paths[path].values[hash]?.lastFile else {
      paths[path].values[hash] = Variant(leaves: leaves, first: (files, value))
      return
    }
    // A block that stands twice in one file stands in one file.
    if lastFile != files { paths[path].values[hash]?.more.append((files, value)) }
  }
}

extension CopiedBlocks {
  private struct Member {
    let path: Int
    /// Tells it from another value at the same path.
    let variant: Int
    let key: String
    let leaves: Int
    var places: [Int: SourcePlace]
  }

  private struct Block {
    var members: [Member]
    var files: Set<Int>
    var leaves: Int { members.reduce(0) { $0 + $1.leaves } }
  }

  /// One for each block, the outermost first, so that what stands in one is not told again.
  func findings() -> [Finding] {
    var findings: [Finding] = []
    var covered: [Int: Set<Int>] = [:]
    for path in paths.indices.sorted(by: { (paths[$0].depth, $0) < (paths[$1].depth, $1) }) {
      var members = members(of: path)
      guard !members.isEmpty else { continue }
      let hidden = hidden(path, covered)
      if !hidden.isEmpty {
        for index in members.indices { members[index].places = members[index].places.filter { !hidden.contains($0.key) } }
      }
      for _ in 0..<Self.mostAtOnePath {
        guard let block = Self.best(members) else { break }
        findings += [finding(block, in: path)].compactMap(\.self)
        for member in block.members { covered[member.path, default: []].formUnion(block.files) }
        let told = Set(block.members.map(\.variant))
        for index in members.indices where told.contains(members[index].variant) {
          members[index].places = members[index].places.filter { !block.files.contains($0.key) }
        }
      }
    }
    return findings
  }

  /// What stands below a path in enough files, the most frequent first.
  private func members(of path: Int) -> [Member] {
    var members: [Member] = []
    for (key, child) in paths[path].children {
      for (hash, variant) in paths[child].values where variant.count >= Self.fewestFiles {
        members.append(Member(path: child, variant: hash, key: key, leaves: variant.leaves, places: variant.places))
      }
    }
    guard members.reduce(0, { $0 + $1.leaves }) >= Self.fewestValues else { return [] }
    return members.sorted {
      (-$0.places.count, $0.key, $0.places.keys.min() ?? 0) < (-$1.places.count, $1.key, $1.places.keys.min() ?? 0)
    }
  }

  /// The files in which a path stands inside of a block that has been told.
  private func hidden(_ path: Int, _ covered: [Int: Set<Int>]) -> Set<Int> {
    var hidden: Set<Int> = []
    var next = path
    while next > 0 {
      hidden.formUnion(covered[next] ?? [])
      next = paths[next].parent
    }
    return hidden
  }

  /// The members that save most when they are written once: values times files.
  private static func best(_ members: [Member]) -> Block? {
    var best: Block?
    func compare(_ block: Block) {
      guard block.leaves >= fewestValues, block.files.count >= fewestFiles else { return }
      if let best, best.leaves * best.files.count > block.leaves * block.files.count { return }
      best = block
    }
    for start in members.indices where members[start].places.count >= fewestFiles {
      var block = Block(members: [members[start]], files: Set(members[start].places.keys))
      compare(block)
      guard start < mostStarts else { continue }
      for member in members[(start + 1)...] where member.places.count >= fewestFiles {
        let files = block.files.intersection(member.places.keys)
        guard files.count >= fewestFiles else { continue }
        block.members.append(member)
        block.files = files
        compare(block)
      }
    }
    return best
  }

  private func finding(_ block: Block, in path: Int) -> Finding? {
    let files = block.files.sorted()
    let places = files.compactMap { file in block.members.compactMap { $0.places[file] }.min() }
    guard let first = places.first else { return nil }
    let keys = Set(block.members.map(\.key)).subtracting(["[]"]).sorted().map { "'\($0.shown)'" }
    let names = keys.count > 6 ? keys.prefix(5).joined(separator: ", ") + " and more" : keys.joined(separator: ", ")
    let inside = name(of: path)
    let what = keys.isEmpty ? "the same entries" : names
    let place = inside.isEmpty ? "at the top" : "in '\(inside.shown)'"
    return Finding(
      "A933", .note, at: first, "\(what) \(place) stand the same in \(files.count) files, with \(block.leaves) values each",
      next: "write the block once in a values file that these hubs name before their own",
      related: places.dropFirst().prefix(Self.shownPlaces).map { .init(place: $0, note: "it stands here too") })
  }

  private func name(of path: Int) -> String {
    var keys: [String] = []
    var next = path
    while next > 0 {
      keys.append(paths[next].key)
      next = paths[next].parent
    }
    return keys.reversed().joined(separator: ".").replacing(".[]", with: "[]")
  }
}
