import Operations

/// The chance that the money lasts so many months, drawn over 60 of them: the curve in a box of 60 × 100, and its labels
/// in percent of the picture, so that they keep their size.
struct SurvivalChart: Sendable {
  let runway: RunwayAnswer

  init(_ runway: RunwayAnswer) { self.runway = runway }

  /// Months that the axis shows.
  static let span = 60.0

  var fields: Fields {
    let months = min(max(runway.months, 0), Self.span)
    return [
      "line": .text(points), "area": .text("0,100 \(points) \(LoadBar.short(Double(count))),100"),
      "bands": .list(bands), "ticks": .list(ticks), "mark": .text(percent(of: months)), "markX": .text(LoadBar.short(months)),
      "markLabel": .text("85 %: \(Words.runway(runway.months))"), "isLate": .flag(months > 30),
      "isLikely": .flag(runway.chanceOfTwoYears >= 0.5),
      "twoYears": .text("24 months: \(Words.percent(runway.chanceOfTwoYears))"),
      "spoken": .text(
        "Chance that the money lasts: \(Words.runway(runway.months)) with 85 %, \(Words.runway(runway.median)) in half of the "
          + "cases; 24 months or more with \(Words.percent(runway.chanceOfTwoYears))"),
    ]
  }

  private var count: Int { min(runway.chances.count, Int(Self.span)) }

  /// From certainty at present.
  private var points: String {
    let chances = [1.0] + runway.chances.prefix(count)
    return chances.enumerated().map { "\($0.offset),\(LoadBar.short((1 - min(max($0.element, 0), 1)) * 100))" }
      .joined(separator: " ")
  }

  /// Every other band is shaded; the current one in its own colour.
  private var bands: [Fields] {
    var end = Self.span
    return runway.bands.enumerated().compactMap { index, band -> Fields? in
      let start = min(max(band.months, 0), Self.span)
      defer { end = start }
      guard end > start else { return nil }
      let style = band.isCurrent ? "current" : index.isMultiple(of: 2) ? "even" : "odd"
      return [
        "x": .text(LoadBar.short(start)), "width": .text(LoadBar.short(end - start)), "style": .text(style),
        "title": .text("\(band.advice): \(Words.decimal(band.months)) or more months"),
      ]
    }
  }

  private var ticks: [Fields] {
    stride(from: 0, through: 60, by: 12).map { month -> Fields in
      let anchor = month == 0 ? "start" : month == 60 ? "end" : "middle"
      return [
        "x": .text(percent(of: Double(month))), "label": .text(month == 0 ? "0 months" : String(month)),
        "anchor": .text(anchor),
      ]
    }
  }

  private func percent(of months: Double) -> String { "\(LoadBar.short(months / Self.span * 100))%" }

  /// The same as a table: every third month of the first two years, then each half year.
  static func table(_ chances: [Double]) -> [Fields] {
    (Array(stride(from: 3, through: 24, by: 3)) + [30, 36, 48, 60]).compactMap { month -> Fields? in
      guard month <= chances.count else { return nil }
      return ["month": .text(String(month)), "chance": .text(Words.percent(chances[month - 1]))]
    }
  }
}
