import Basics
import Foundation
import Logging
import Operations
import Testing

@testable import ControlPlane

@Suite("the report as a PDF")
struct TypesetterTests {
  @Test(
    "a report becomes a PDF, whatever is written in it", .enabled("no package index is reached: no PDF is made") { await reaches() }
  )
  func pdf() async throws {
    let hostile = "a<b>|*c*#d $e$ @f _g_ `h` \\\" ' & [i](j) ] } // /* ~ = - + #panic(\"no\") \\u{41} \n\n= no"
    let phase = PhaseAnswer(
      name: hostile, description: hostile, number: 1, count: 2, opened: nil, openedBy: nil, slots: [],
      newCommunities: .init(of: "new communities", slots: 1, used: 0, reserved: 0, left: 1, names: []))
    let growth = GrowthAnswer(
      organisation: hostile, at: 0, isRecorded: false, phase: phase, next: nil, slots: nil, limits: [], runway: nil,
      pipeline: .init(leads: 0, expectedHubs: 0, overbooking: nil, outsideCatalogue: 0), reviewsDue: [], missing: [])
    let capacity = CapacityAnswer(
      slots: nil, people: [], weeks: [], ahead: [], costlyTenth: .init(hubs: [], share: 0), limits: [])
    let report = GrowthReport(
      growth: growth, capacity: capacity, runway: nil, pipeline: .init(leads: [], horizons: []), on: CalendarDay(number: 20_000),
      feedback: hostile)
    let first = try await Self.typesetter.pdf(typst: report.typst)
    #expect(first.starts(with: Data("%PDF-".utf8)) && first.count > 5000)
    #expect(try await Self.typesetter.pdf(typst: report.typst) == first, "the same report is the same file")
  }

  @Test(
    "a document that cannot be set is told as a problem, with what works",
    .enabled("no package index is reached: no PDF is made") { await reaches() })
  func wrong() async throws {
    let problem = try await #require(throws: Problem.self) { try await Self.typesetter.pdf(typst: "#let = broken") }
    #expect(problem.body.status == 503 && problem.body.next?.contains("Markdown or HTML") == true)
  }

  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// With the tools that the tests of the engine use too.
  private static let typesetter = Typesetter(
    ServerConfiguration(
      state: ProcessInfo.processInfo.environment["ATOLL_TEST_STATE"] ?? package + "/.build/test-state",
      hubPackage: package + "/hub"),
    logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))

  /// Whether Typst is here or can be had. Only a network that does not answer counts as none: any other failure is one of
  /// the tests'.
  private static func reaches() async -> Bool {
    do {
      _ = try await typesetter.pdf(typst: "Hello")
      return true
    } catch let problem as Problem {
      let words = ["Failed to fetch", "error sending request", "NewConnectionError", "name resolution", "No matching distribution"]
      return !words.contains { problem.body.detail?.contains($0) == true }
    } catch {
      return true
    }
  }
}
