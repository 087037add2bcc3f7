import Basics
import Fleet
import Foundation
import Growth
import Operations
import Testing

@Suite("What a fleet has beyond the standard")
struct FeaturesAnswerTests {
  @Test("overdue reviews come first, then what most production hubs have, then by name; what is retired is never overdue")
  func order() {
    let answer = FeaturesExample.answer()
    #expect(answer.features.map(\.feature) == ["gpu", "wide", "dask", "old", "sidecar"])
    #expect(answer.features.map(\.isOverdue) == [true, false, false, false, false])
    #expect(answer.features.map(\.productionHubs) == [1, 2, 1, 0, 0])
  }

  @Test("a review is overdue from the day after its day on")
  func overdue() {
    let day = { (days: Int) in
      FeaturesExample.answer { $0.features["dask"]?.reviewBy = FeaturesExample.today.advanced(by: days).description }
    }
    #expect(day(0)["dask"]?.isOverdue == false)
    #expect(day(-1)["dask"]?.isOverdue == true)
  }

  @Test("staging hubs have features, and are no production hubs")
  func counts() throws {
    let answer = FeaturesExample.answer()
    #expect((answer.hubs, answer.productionHubs) == (3, 2))
    #expect(answer.clusters == ["shore": 2, "deep": 1])
    let dask = try #require(answer["dask"])
    #expect(dask.hubs == ["shore/reef", "shore/staging"])
    #expect((dask.productionHubs, dask.clusters) == (1, ["shore": 2]))
  }

  @Test("the bus factor counts who changed the files of hubs that have a feature, and its own")
  func busFactor() throws {
    let answer = FeaturesExample.answer()
    #expect(answer["dask"]?.authors == ["Ada", "Bo"])
    #expect(answer["dask"]?.busFactor == 2)
    #expect(answer["wide"]?.authors == ["Ada"])
    #expect(answer["gpu"]?.busFactor == 1)
  }

  @Test("fewer than two people make a feature fragile, unless a specialist is declared, nobody has it, or nobody can say")
  func fragile() {
    let answer = FeaturesExample.answer()
    #expect(answer.features.filter(\.isFragile).map(\.feature) == ["wide"])
    #expect(FeaturesExample.answer { $0.features["gpu"]?.specialist = nil }["gpu"]?.isFragile == true)
    let unknown = FeaturesExample.answer(.unknown(because: "the folder has no git history"))
    #expect(unknown.features.allSatisfy { !$0.isFragile && $0.busFactor == nil })
    #expect(unknown.authorsUnknown == "the folder has no git history" && unknown.authorsSince == nil)
    #expect(FeaturesText.features(unknown).joined(separator: " ").contains("no git history"))
  }

  @Test("only what was measured has a ratio")
  func ratios() {
    let answer = FeaturesExample.answer()
    #expect((answer["dask"]?.ratio ?? 0) > 1)
    #expect(answer["dask"]?.evidence == .measured)
    #expect(answer["wide"]?.ratio == nil)
    #expect(answer["wide"].map(FeaturesText.work) == "not measured")
    #expect(answer["gpu"].map { FeaturesText.work($0).hasPrefix("no effect found") } == true)
  }

  @Test("the answer reads back as it was written")
  func json() throws {
    let answer = FeaturesExample.answer()
    #expect(try JSONDecoder().decode(FeaturesAnswer.self, from: JSONEncoder().encode(answer)) == answer)
  }

  @Test("the text has a row for each feature in the order of the answer, with what is wrong in words")
  func text() throws {
    let answer = FeaturesExample.answer()
    let lines = FeaturesText.features(answer)
    let rows = answer.features.map { feature in lines.firstIndex { $0.hasPrefix(feature.feature + " ") } }
    #expect(rows.compactMap(\.self).count == 5 && rows.compactMap(\.self) == rows.compactMap(\.self).sorted())
    let text = lines.joined(separator: "\n")
    for part in ["overdue since 2026-01-31", "1: one person", "1, on purpose", "nobody", "5 features on 3 hubs, 2 of them"] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(FeaturesText.features(FeaturesExample.answer { $0.features = [:] }).joined(separator: " ").contains("docs/how-to"))
  }

  @Test("one feature is told with its verdict: who said it, when, and who has to learn it")
  func one() throws {
    let answer = FeaturesExample.answer()
    let wide = try #require(answer["wide"])
    #expect(FeaturesText.verdict(wide) == "hard to build, not sustainable to maintain; to learn: ada (bo, 2026-02-01)")
    let lines = FeaturesText.feature(wide, of: answer)
    #expect(lines.contains { $0.hasPrefix("used by") && $0.contains("2 of 3 hubs, 2 of them production") })
    #expect(lines.suffix(2) == ["HUBS", "deep/kelp  shore/reef"])
    #expect(try FeaturesText.verdict(#require(answer["dask"])) == "none on record")
  }

  @Test("the matrix has a row for each hub with a feature and a column for each that is used")
  func matrix() {
    let lines = FeaturesText.matrix(FeaturesExample.answer())
    #expect(lines.first == "1 gpu   2 wide   3 dask")
    #expect(lines.first { $0.hasPrefix("shore/reef") }?.filter { $0 == "●" }.count == 3)
    #expect(lines.first { $0.hasPrefix("deep/kelp") }?.filter { $0 == "●" }.count == 1)
    #expect(!lines.contains { $0.hasSuffix("none.") })
    let without = FeaturesText.matrix(FeaturesExample.answer { $0.hubs["deep/kelp"]?.features = [] })
    #expect(without.last == "1 hub has none.")
  }
}
