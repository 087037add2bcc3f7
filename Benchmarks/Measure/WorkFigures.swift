import Basics
import Forecast
import Foundation

/// Work per quarter, forecast walking forward: what a quarter brings is forecast by what was finished before its first day.
enum WorkFigures {
  /// A quarter's count and what was said of it before.
  struct Quarter: Encodable {
    let quarter: String
    let count: Int
    /// By the level of the days before: discounted, per working day.
    let forecast: Double?
    /// Whether the count lay within the range that was said to hold it with 80 %.
    let held: Bool?
    /// By the quarters before, with the discount that the room has where nothing is said.
    let byQuarters: Double?
    let lastQuarter: Double?
    let meanOfFour: Double?
    /// The same forecast with the first two months counted.
    let withTwoMonths: Double?
  }

  struct Group: Encodable {
    let name: String
    let quarters: [Quarter]
  }

  /// Half of what a day counts is forgotten in so many days: fixed for all groups and quarters.
  static let halfLife = 60.0
  /// How well the level of a quarter is known, as the shape of a gamma distribution: a variation of about .3.
  static let shapeOfLevel = 10.0
  /// The first quarter of which all work is known; the one after it is the first that is forecast.
  private static let first = "2020-10-01"
  private static let quarters = 13

  /// - Parameter file: comma-separated values with the columns `finished`, `outcome`, `kind` and `clusters`.
  static func measured(file: String) throws -> [Group] {
    let items = try finished(in: file)
    let groups: [(name: String, holds: (Int?) -> Bool)] = [
      ("local", { $0 == 1 }), ("all", { _ in true }), ("none", { $0 == 0 }), ("several", { ($0 ?? 0) > 1 }),
      ("2", { $0 == 2 }), ("3 to 5", { (3...5).contains($0 ?? 0) }), ("6 or more", { ($0 ?? 0) >= 6 }),
    ]
    guard let start = CalendarDay(first) else { return [] }
    return groups.map { group in
      let days = items.filter { group.holds($0.clusters) }.map(\.day)
      return Group(name: group.name, quarters: walked(days, from: start))
    }
  }

  private static func walked(_ days: [CalendarDay], from start: CalendarDay) -> [Quarter] {
    let edges = (0...quarters).map { start.advanced(byMonths: 3 * $0) }
    let length = edges[quarters].number - start.number
    var counts = Array(repeating: 0, count: length)
    for day in days where day >= start && day < edges[quarters] { counts[day.number - start.number] += 1 }
    let working = (0..<length).map { isWorking(start.advanced(by: $0)) ? 1.0 : 0.0 }
    let totals = zip(edges, edges.dropFirst()).map { from, to in
      counts[from.number - start.number..<to.number - start.number].reduce(0, +)
    }
    let byQuarters = WorkForecast().walkForward(counts: totals)
    let byDays = WorkForecast(discount: exp2(-1 / halfLife))
    return (0..<quarters).map { number in
      let begin = edges[number].number - start.number
      let end = edges[number + 1].number - start.number
      let span = working[begin..<end].reduce(0, +)
      let rate = byDays.rate(after: Array(counts[..<begin]), exposures: Array(working[..<begin]))
      let mean = rate.map { $0.mean * span }
      // The range is that of a level which is known as well as `shapeOfLevel` says, not of the days counted alone.
      let range = mean.map { WorkForecast.Quarter(count: totals[number], forecast: known(level: $0).prediction(exposure: 1)) }
      let third = edges[number].advanced(byMonths: 2).number - start.number
      let seen = working[begin..<third].reduce(0, +) / span
      let counted = Double(counts[begin..<third].reduce(0, +))
      let rest = mean.map { known(level: $0).updated(events: counted, exposure: seen).mean * (1 - seen) }
      let before = totals[..<number].suffix(4)
      return Quarter(
        quarter: edges[number].description, count: totals[number], forecast: mean,
        held: range?.interval(0.8).map { $0.contains(totals[number]) }, byQuarters: byQuarters[number].forecast?.mean,
        lastQuarter: before.last.map(Double.init),
        meanOfFour: before.isEmpty ? nil : Double(before.reduce(0, +)) / Double(before.count),
        withTwoMonths: rest.map { counted + $0 })
    }
  }

  private static func known(level: Double) -> GammaRate { GammaRate(shape: shapeOfLevel, exposure: shapeOfLevel / level) }

  /// Monday to Friday, but for the days from Christmas to New Year.
  private static func isWorking(_ day: CalendarDay) -> Bool {
    let date = day.description.suffix(5)
    return day.weekday <= 5 && !(date >= "12-24" || date == "01-01")
  }

  /// Work that was done, but not by programs: its day in UTC, and how many clusters it touched where that is known.
  private static func finished(in file: String) throws -> [(day: CalendarDay, clusters: Int?)] {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isNewline)
    guard let head = lines.first.map(fields) else { throw Measure.Misuse(description: "\(file) is empty") }
    let places = ["finished", "outcome", "kind", "clusters"].map { name in head.firstIndex { $0 == name } }
    guard let finished = places[0], let outcome = places[1], let kind = places[2], let clusters = places[3] else {
      throw Measure.Misuse(description: "\(file) has no columns finished, outcome, kind and clusters")
    }
    return lines.dropFirst().compactMap { line in
      let row = fields(line)
      guard row.count == head.count, row[outcome] == "done", row[kind] != "bot",
        let moment = Timestamp(iso8601: String(row[finished]))
      else { return nil }
      return (CalendarDay(moment), Int(row[clusters]))
    }
  }

  private static func fields(_ line: Substring) -> [Substring] { line.split(separator: ",", omittingEmptySubsequences: false) }
}
