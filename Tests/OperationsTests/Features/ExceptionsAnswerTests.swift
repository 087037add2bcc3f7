import Basics
import Fleet
import Foundation
import Growth
import Operations
import Testing

@Suite("What nothing explains, the most costly first")
struct ExceptionsAnswerTests {
  private func answer(_ changes: [String: String], of hub: HubID? = nil) throws -> ExceptionsAnswer {
    let fleet = try ConfigurationExample.fleet(ConfigurationExample.adoptedTexts.merging(changes) { $1 })
    return ExceptionsAnswer(fleet, of: hub, effort: FleetEffort(fleet, now: FeaturesExample.now))
  }

  private static let deep = "config/clusters/deep/reef.values.yaml"

  @Test("measured costs come first; what nobody measured follows: code before data, then what fewest hubs have")
  func order() throws {
    let answer = try answer([
      Self.deep: """
      jupyterhub:
        hub: {extraConfig: {01-x: "a\\nb\\nc"}}
        custom: {only: 1, both: 1, code: "x\\ny"}
      """,
      "config/clusters/shore/sand.values.yaml": "basehub: {jupyterhub: {custom: {both: 2}}}",
    ])
    let deep = answer.exceptions.filter { $0.hub == "deep/reef" }.map(\.path)
    #expect(deep == ["hub.extraConfig.01-x", "custom.code", "custom.only", "custom.both"])
    let first = try #require(answer.exceptions.first)
    #expect(first.path == "hub.extraConfig.01-x")
    #expect((first.ratio ?? 0) > 1 && (first.adds ?? 0) > 0)
    #expect(first.because == "lines of extraConfig")
    #expect(first.costWords.hasSuffix("a quarter (lines of extraConfig)"))
    let rest = answer.exceptions.drop { $0.adds != nil }
    #expect(rest.allSatisfy { $0.adds == nil })
    #expect(answer.exceptions.first { $0.path == "custom.both" }.map(\.spread) == "2 hubs of 2 clusters")
    #expect(answer.exceptions.first { $0.path == "custom.only" }.map(\.spread) == "this hub only")
    #expect(answer.exceptions.first { $0.path == "custom.only" }.map(\.costWords) == "not measured")
  }

  @Test("more lines of code cost more, and an order of costs is one of what they add")
  func lines() throws {
    let code = { (lines: Int) in (1...lines).map { "x = \($0)" }.joined(separator: "\\n") }
    let answer = try answer(
      [
        Self.deep: "jupyterhub: {hub: {extraConfig: {a: \"\(code(2))\", b: \"\(code(40))\", c: \"\(code(9))\"}}}\n"
      ], of: "deep/reef")
    #expect(answer.exceptions.map(\.path) == ["hub.extraConfig.b", "hub.extraConfig.c", "hub.extraConfig.a"])
    let adds = answer.exceptions.compactMap(\.adds)
    #expect(adds == adds.sorted(by: >))
  }

  @Test("of one hub only its own are listed, and the numbers are the fleet's")
  func ofOneHub() throws {
    let changes = [Self.deep: "jupyterhub: {custom: {x: 1}}\n", "config/clusters/shore/sand.values.yaml": "custom: {y: 1}\n"]
    let whole = try answer(changes)
    let one = try answer(changes, of: "deep/reef")
    #expect(one.exceptions.map(\.path) == ["custom.x"])
    #expect((one.count, one.values, one.hubsWithExceptions) == (whole.count, whole.values, whole.hubsWithExceptions))
    #expect(whole.count == whole.exceptions.count)
    #expect(ExceptionsText.exceptions(one, of: "deep/reef").first == "deep/reef: 1 value that no feature explains.")
    #expect(try JSONDecoder().decode(ExceptionsAnswer.self, from: JSONEncoder().encode(one)) == one)
  }

  @Test("a long list is cut, unless it is one hub's or all of it is asked for")
  func cut() throws {
    let values = (0..<60).map { "k\($0): \($0)" }.joined(separator: ", ")
    let answer = try answer([Self.deep: "jupyterhub: {custom: {\(values)}}\n"])
    #expect(ExceptionsText.exceptions(answer).contains { $0.hasSuffix("more: `atoll exceptions --csv`, or name a hub.") })
    #expect(!ExceptionsText.exceptions(answer, isWhole: true).contains { $0.contains("more: ") })
    let one = try self.answer([Self.deep: "jupyterhub: {custom: {\(values)}}\n"], of: "deep/reef")
    #expect(ExceptionsText.exceptions(one, of: "deep/reef").count { $0.hasPrefix("custom.k") } == 60)
  }

  @Test("where everything is explained, that is said")
  func nothing() throws {
    let answer = try answer([Self.deep: "jupyterhub: {singleuser: {memory: {limit: 1G}}}\n"], of: "deep/reef")
    #expect(answer.exceptions.isEmpty)
    #expect(ExceptionsText.exceptions(answer, of: "deep/reef").first?.hasPrefix("Nothing: every value of deep/reef") == true)
  }
}
