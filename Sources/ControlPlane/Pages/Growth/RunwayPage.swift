import Basics
import Operations

/// How long the money lasts, how sure that is, and what it is made of.
struct RunwayPage: Sendable {
  var frame: PageFrame
  /// Nil: no money is declared.
  var runway: RunwayAnswer?

  init(frame: PageFrame, runway: RunwayAnswer?) {
    self.frame = frame
    self.runway = runway
  }

  /// Months of the plan that the page shows.
  static let length = 24

  /// `The money lasts 16.2 months with 85 %: ideal`.
  var answer: String {
    guard let runway else { return "How long the money lasts is not known: no money is declared" }
    let advice = runway.bands.first(where: \.isCurrent).map { ": \($0.advice)" } ?? ""
    return "The money lasts \(Words.runway(runway.months)) with 85 %\(advice)"
  }

  var tone: Tone {
    guard let runway, let last = runway.bands.last else { return .quiet }
    // The bands say what is good and what is not: the last of them and below is bad, the upper half is good.
    let place = runway.bands.firstIndex { runway.months >= $0.months } ?? runway.bands.count
    if runway.months < last.months || (place > 0 && place == runway.bands.count - 1) { return .bad }
    return 2 * place < runway.bands.count ? .good : .busy
  }

  var fields: Fields {
    GrowthPlace.fields(at: .runway, in: frame).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]),
      "runway": .group(runway.map(runwayFields)),
    ])
  }

  private func runwayFields(_ runway: RunwayAnswer) -> Fields {
    [
      "currency": .text(runway.currency), "months": .text(Words.runway(runway.months)),
      "median": .text(Words.runway(runway.median)), "best": .text(Words.runway(runway.best)),
      "twoYears": .text(Words.percent(runway.chanceOfTwoYears)), "recovery": .text(Words.percent(runway.recovery)),
      "recoveryInAYear": .text(Words.percent(runway.recoveryInAYear)), "chart": .group(SurvivalChart(runway).fields),
      "chances": .list(SurvivalChart.table(runway.chances)),
      "bands": .list(
        runway.bands.enumerated().map { index, band -> Fields in
          let least = Words.decimal(band.months)
          return [
            "months": .text(
              index == 0 ? "\(least) or more" : "\(least) to \(Words.decimal(runway.bands[index - 1].months))"),
            "advice": .text(band.advice),
            "isCurrent": .flag(band.isCurrent),
          ]
        }),
      "belowBands": .flag(!runway.bands.isEmpty && !runway.bands.contains(where: \.isCurrent)),
      "plan": .list(runway.plan.prefix(RunwayPage.length).map(\.fields)),
      "planCount": .text(Words.count(min(runway.plan.count, RunwayPage.length), "month")),
      "oneMore": .list(runway.oneMore.map(\.fields)),
      "notes": .texts(runway.notes),
      "without": .list(
        runway.withoutAgreement.map { ["name": .text($0), "path": .text(Paths.community(.init($0)))] }),
    ]
  }
}

extension RunwayAnswer.Month {
  fileprivate var fields: Fields {
    [
      "id": "month-\(month)", "month": .text(Words.day(month)), "opening": .text(Words.amount(opening)),
      "income": .text(Words.amount(income)), "cost": .text(Words.amount(cost)), "closing": .text(Words.amount(closing)),
      "isGone": .flag(closing < .zero),
      "lines": .list(
        lines.map { line -> Fields in
          ["name": .text(line.name), "amount": .text(Words.amount(line.amount)), "note": .text(line.note)]
        }),
    ]
  }
}

extension RunwayAnswer.OneMore {
  fileprivate var fields: Fields {
    [
      "kind": .text(kind), "fee": .text(Words.amount(fee)), "onboardingHours": .text(Words.decimal(onboardingHours)),
      "onboardingCost": .text(Words.amount(onboardingCost)), "hours": .text(Words.decimal(hoursAMonth)),
      "cost": .text(Words.amount(costAMonth)),
      "paysBack": .text(paysBackAfter.map { "after \(Words.runway($0))" } ?? "never"),
      "runwayMonths": .text(Words.signed(runwayMonths)),
      "tone": .text(runwayMonths > 0.05 ? "good-text" : runwayMonths < -0.05 ? "bad-text" : nil),
    ]
  }
}
