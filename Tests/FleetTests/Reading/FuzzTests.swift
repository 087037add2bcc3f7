import Basics
import Foundation
import Testing

@testable import Fleet

/// Damage of every sort, done to files that were whole. A failure names its seed: `ATOLL_SEED=… swift test` repeats it,
/// and `ATOLL_FUZZ=long` runs many times as many.
@Suite("Fuzzing the loader")
struct FuzzTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let rounds = environment["ATOLL_FUZZ"] == "long" ? 100_000 : 1_500
  private static let seed = environment["ATOLL_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 0...9_999_999)

  @Test("no damage to a fleet makes the loader crash, run long or say more than its bounds", .timeLimit(.minutes(60)))
  func damage() {
    var random = SeededRandom(seed: Self.seed)
    let whole = FileKind.allCases.map { (path: $0.path(of: "openreef"), text: Shape.of($0).example) }
    let clock = ContinuousClock()
    for round in 0..<Self.rounds {
      var files = Dictionary(uniqueKeysWithValues: whole.map { ($0.path, Array($0.text.utf8)) })
      for (path, text) in whole where random.next(below: 3) > 0 {
        files[path] = Mutation.apply(times: 1 + random.next(below: 6), to: Array(text.utf8), &random)
      }
      var loaded = LoadedFleet(fleet: nil)
      let source = FleetSource(files: files)
      let time = clock.measure { loaded = FleetLoader.load(source) }
      let bound = files.count * (FindingLog.limit + 10)
      #expect(loaded.findings.count <= bound, "seed \(Self.seed), round \(round)")
      #expect(time < .seconds(10), "seed \(Self.seed), round \(round)")
      #expect(loaded.findings.allSatisfy(isWellFormed), "seed \(Self.seed), round \(round)")
      guard loaded.findings.allSatisfy(isWellFormed), time < .seconds(10) else { return }
    }
  }

  @Test("random bytes are told as what they are", .timeLimit(.minutes(60)))
  func randomBytes() {
    var random = SeededRandom(seed: Self.seed ^ 0xABCD)
    for round in 0..<(Self.rounds / 3) {
      let bytes = (0..<random.next(below: 3000)).map { _ in Mutation.byte(&random) }
      let loaded = FleetLoader.load(FleetSource(files: ["fleet.yaml": bytes]))
      #expect(!loaded.findings.isEmpty, "seed \(Self.seed), round \(round)")
    }
  }

  /// A finding says something, on few lines, at a place that its file has.
  private func isWellFormed(_ finding: Finding) -> Bool {
    guard !finding.what.isEmpty, finding.what.utf8.count < 2000, !finding.what.contains("\n") else { return false }
    guard let place = finding.place else { return true }
    return place.line >= 0 && place.column >= 0 && (place.column == 0 || place.length >= 1)
  }
}

extension SeededRandom {
  mutating func next(below bound: Int) -> Int { bound <= 0 ? 0 : Int(next() % UInt64(bound)) }
}

/// One piece of damage.
enum Mutation {
  private static let pieces = [
    "&a ", "*a", "<<: *a", "- ", ": ", "\n", "\t", "[", "]", "{", "}", "\"", "'", "|", ">", "#", "---\n", "...\n",
    "!!int ",
    "!x ", "? ", "%YAML 1.1\n", "yes", "012", "1:30", "~", "\u{FEFF}", "\r\n", "\0", "é", "🦈", "\u{202E}", "secret: ",
    "password: hunter2\n", "values:\n", "  ", "9999999999999999999999", ".inf", "-1", "open: {}\n", "@", "`",
  ]

  static func apply(times: Int, to bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<times { apply(to: &bytes, &random) }
    return bytes
  }

  private static func apply(to bytes: inout [UInt8], _ random: inout SeededRandom) {
    let at = random.next(below: bytes.count)
    let end = min(bytes.count, at + random.next(below: 60))
    switch random.next(below: 8) {
    case 0: bytes.removeSubrange(min(at, end)..<end)
    case 1 where !bytes.isEmpty: bytes[at] = byte(&random)
    case 2: bytes.insert(contentsOf: Array(bytes[min(at, end)..<end]), at: random.next(below: bytes.count))
    case 3:
      let piece = pieces[random.next(below: pieces.count)]
      bytes.insert(contentsOf: Array(repeating: Array(piece.utf8), count: 1 + random.next(below: 400)).joined(), at: at)
    case 4: bytes = Array(bytes.prefix(at))
    default: bytes.insert(contentsOf: pieces[random.next(below: pieces.count)].utf8, at: at)
    }
  }

  static func byte(_ random: inout SeededRandom) -> UInt8 { UInt8(truncatingIfNeeded: random.next()) }
}
