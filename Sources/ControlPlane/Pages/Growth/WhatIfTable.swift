import Operations

/// The cases as columns: slots by kind and horizon, promise, turnaround, first opening, runway. Each but the first says how
/// it differs from what is.
struct WhatIfTable: Sendable {
  let cases: [WhatIfAnswer.Case]
  let query: WhatIfQuery

  init(_ answer: WhatIfAnswer, query: WhatIfQuery) {
    cases = answer.cases
    self.query = query
  }

  var fields: Fields {
    [
      "columns": .list(
        cases.enumerated().map { index, one -> Fields in
          [
            "letter": .text(Self.letter(index)), "title": .text(one.title), "scenario": .text(one.scenario),
            "without": .text(query.cases.contains(one.scenario) ? query.address(without: one.scenario) : nil),
          ]
        }),
      "groups": .list(groups.map { ["title": .text($0.title), "rows": .list($0.rows)] }),
    ]
  }

  private var groups: [(title: String, rows: [Fields])] {
    let slots = (cases.first?.horizons ?? []).map { horizon in
      (
        title: "Slots \(horizon.name)",
        rows: horizon.kinds.map { kind in
          row(kind.kind, moreIsBetter: true) { one in
            let count = one.horizons.first { $0.name == horizon.name }?.counts[kind.kind]
            return (count.map(Words.number) ?? "–", count.map(Double.init))
          }
        }
      )
    }
    return (slots + [("Dates", dates), ("Runway", runway)]).filter { !$0.rows.isEmpty }
  }

  private var dates: [Fields] {
    let kinds = Words.kinds(Set(cases.flatMap(\.opensAt.keys)))
    return [
      row("promised working days") { (Words.decimal($0.promisedDays), $0.promisedDays) }
    ]
      + ["half", "85 %", "95 %"].enumerated().map { index, share in
        row("\(share) done within, working days", moreIsBetter: false, atLeast: 0.1) { one in
          let days = one.doneWithin.count > index ? one.doneWithin[index] : nil
          return (days.map(Words.decimal) ?? "cannot be done", days)
        }
      }
      + kinds.map { kind in
        row("first \(kind) slot") { one in (one.opensAt[kind].map(Words.day) ?? "none within a year", nil) }
      }
  }

  private var runway: [Fields] {
    guard cases.contains(where: { $0.runway != nil }) else { return [] }
    return [
      row("months with 85 %", moreIsBetter: true) { ($0.runway.map(Self.months) ?? "–", $0.runway) },
      row("months in half of the cases", moreIsBetter: true) { ($0.runwayMedian.map(Self.months) ?? "–", $0.runwayMedian) },
    ]
  }

  /// `A`, `B`, …: names a case in its cells, where its title has no room.
  private static func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : String(index + 1)
  }

  private static func months(_ months: Double) -> String { months >= 60 ? "60 or more" : Words.decimal(months) }

  /// A row; `moreIsBetter` nil: a difference is neither good nor bad. A difference below `least` is none.
  private func row(
    _ name: String, moreIsBetter: Bool? = nil, atLeast least: Double = 0.05,
    _ value: (WhatIfAnswer.Case) -> (text: String, number: Double?)
  ) -> Fields {
    let base = cases.first.map(value)?.number
    return [
      "name": .text(name),
      "cells": .list(
        cases.enumerated().map { index, one -> Fields in
          let (text, number) = value(one)
          var delta: String?
          var tone: String?
          if index > 0, let base, let number, abs(number - base) >= least {
            delta = Words.signed(number - base)
            if let moreIsBetter { tone = (number > base) == moreIsBetter ? "good-text" : "bad-text" }
          }
          return ["letter": .text(Self.letter(index)), "text": .text(text), "delta": .text(delta), "tone": .text(tone)]
        }),
    ]
  }
}
