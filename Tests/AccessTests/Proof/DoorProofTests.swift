import Access
import Basics
import Foundation
import Testing

/// What Atoll computes of doors, against JupyterHub's real authenticators.
@Suite("Doors: agreement with the real authenticators", .enabled(if: RealAuthenticators.areHere, RealAuthenticators.skipped))
struct DoorProofTests {
  private static let variables = ProcessInfo.processInfo.environment
  private static let count = variables["ATOLL_DOOR_CASES"].flatMap(Int.init) ?? 160
  private static let seed = variables["ATOLL_DOOR_SEED"].flatMap(UInt64.init) ?? UInt64.random(in: 0..<1_000_000)

  @Test("who is admitted, by which name and whether as an admin, is what the real authenticator says")
  func agreement() throws {
    let seed = Self.seed
    var cases = DoorCases(seed: seed)
    let all = (0..<Self.count).map { cases.next($0) }
    var differences: [String] = []
    var tally: [String: Int] = [:]
    let lock = NSLock()
    nonisolated(unsafe) var found: [String: Result<[RealAuthenticators.Answer], any Error>] = [:]
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let environment = ["2023", "current"][index]
      let answers = Result {
        let encoder = JSONEncoder()
        let lines = try all.filter { $0.environment == environment }.map {
          String(decoding: try encoder.encode($0.asked), as: UTF8.self)
        }
        return try RealAuthenticators.answers(to: lines, in: environment)
      }
      lock.withLock { found[environment] = answers }
    }
    for environment in ["2023", "current"] {
      let answers = try #require(found[environment]).get()
      for (number, (asked, answer)) in zip(all.filter { $0.environment == environment }, answers).enumerated() {
        let admission = Admission.of(asked.identity, asked.values, versions: asked.versions)
        tally[admission.answer == .uncertain ? "uncertain" : answer.outcome, default: 0] += 1
        if let difference = difference(admission, answer) {
          let question = String(decoding: try JSONEncoder().encode(asked.asked), as: UTF8.self)
          differences.append("\(environment) \(number): \(difference)\n  \(question)")
        }
      }
    }
    print(
      "doors: \(all.count) cases, seed \(seed), \(tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))"
    )
    #expect(
      differences.isEmpty,
      "\(differences.count) of \(all.count) differ (ATOLL_DOOR_SEED=\(seed)):\n\(differences.prefix(12).joined(separator: "\n"))")
    // Answering "uncertain" is no way out.
    #expect(tally["uncertain", default: 0] * 20 <= all.count, "seed \(seed): \(tally)")
  }

  private func difference(_ admission: Admission, _ answer: RealAuthenticators.Answer) -> String? {
    let real =
      "the real one says \(answer.outcome) \(answer.name ?? "") \(answer.admin == true ? "admin" : "") \(answer.detail ?? "")"
    let why = (admission.reasons.map(\.sentence) + admission.doubts.map(\.sentence)).joined(separator: "; ")
    let own = "Atoll says \(admission.answer) \(admission.name ?? "") \(admission.isAdmin ? "admin" : ""): \(why)"
    switch admission.answer {
    case .uncertain: return nil
    case .no: return answer.admitted ? "\(real); \(own)" : nil
    case .yes:
      let isSame = answer.admitted && (admission.name == nil || admission.name == answer.name) && admission.isAdmin == answer.admin
      return isSame ? nil : "\(real); \(own)"
    }
  }
}
