import Basics

extension Check {
  /// What is agreed with those who are served holds, and prices and advice can be looked up.
  static let money = Check(
    "agreements hold, and prices are in order",
    [
      FindingExplanation(
        "A808", .warning, "an agreement that ends",
        explanation: """
          The community has production hubs, and what was agreed with it has ended, or ends within 60 days and nobody \
          speaks with it: no lead of the pipeline is about its renewal or its leaving. A hub that runs without an \
          agreement costs and is not paid for.

          Agree on what comes next and set `until`, or put the community into the pipeline with the stage `renewal` or \
          `leaving`.
          """,
        wrong: "agreement: {from: 2020-01-01, until: 2020-12-31}", right: "agreement: {from: 2020-01-01, until: 2030-12-31}"),
      FindingExplanation(
        "A810", .warning, "steps out of order",
        explanation: """
          The steps of `money.usage` go upward, and the last has no `up_to`: else some users would be paid for twice or \
          by nobody. The bands of the runway go downward: the first that holds is the one that is told.

          Put them in order.
          """,
        wrong: "usage: [{up_to: 100, each: 5}, {up_to: 10, each: 10}, {each: 1}]",
        right: "usage: [{up_to: 10, each: 10}, {up_to: 100, each: 5}, {each: 1}]"),
      FindingExplanation(
        "A812", .error, "cash counted on a day to come",
        explanation: """
          `money.cash` is what was there on a day, and the runway is reckoned from it. The day lies ahead: nobody can \
          have counted it yet. Days are those of universal time.

          Write what is there today and the day of today. Money that is expected stands under `income`.
          """,
        wrong: "cash: {amount: 1200000, day: 2999-01-01}", right: "cash: {amount: 1200000, day: 2026-11-01}"),
    ]
  ) { checked in checked.endingAgreements() + checked.steps() + checked.bands() + checked.foreseenCash() }
}

extension CheckedFleet {
  /// How long before its end one begins to speak of a renewal.
  private static let daysOfRenewal = 60

  fileprivate func endingAgreements() -> [Finding] {
    let today = CalendarDay(now)
    let served = Set(productionHubs.map(\.community))
    let inTalks = Set(
      fleet.organisation.pipeline.values.filter { $0.stage == .renewal || $0.stage == .leaving }.compactMap(\.community))
    return communities.compactMap { community in
      guard let until = community.agreement?.until, served.contains(community.id) else { return nil }
      let hasEnded = until < today
      guard hasEnded || until < today.advanced(by: Self.daysOfRenewal) && !inTalks.contains(community.id) else { return nil }
      let days = until.number - today.number
      let when = days == 0 ? "today" : days == 1 ? "tomorrow" : "in \(days) days"
      return Finding(
        "A808", .warning, at: place(community, "agreement.until"),
        hasEnded
          ? "the agreement with '\(community.id)' ended on \(until), and it has production hubs"
          : "the agreement with '\(community.id)' ends \(when)",
        next: hasEnded
          ? "agree on what comes next and set `until`, or take its hubs out"
          : "agree on what comes next and set `until`, or put it into the pipeline with the stage 'renewal' or 'leaving'")
    }
  }

  fileprivate func foreseenCash() -> [Finding] {
    guard let day = fleet.organisation.finances?.cash.on, day > CalendarDay(now) else { return [] }
    return [
      Finding(
        "A812", .error, at: place(organisation: "money.cash.day"),
        "the cash is of \(day), which is still to come: cash is counted, not foreseen",
        next: "write what is there today and today's day; what is expected stands under `income`")
    ]
  }

  fileprivate func steps() -> [Finding] {
    let steps = fleet.organisation.finances?.usage ?? []
    var findings: [Finding] = []
    func find(_ index: Int, _ what: String, next: String) {
      findings.append(Finding("A810", .warning, at: place(organisation: "money.usage[\(index)]"), what, next: next))
    }
    var reached = 0
    for (index, step) in steps.enumerated() {
      switch step.upTo {
      case let upTo?:
        if upTo <= reached {
          find(index, "the step up to \(upTo) comes after one that goes up to \(reached)", next: "put the steps in order")
        }
        reached = max(reached, upTo)
        if index == steps.count - 1 {
          find(index, "users beyond \(reached) pay nothing", next: "add a last step without `up_to`: {each: …}")
        }
      case nil where index < steps.count - 1:
        find(index, "the step without `up_to` has no end, and steps follow it", next: "put it last, or give it `up_to`")
      case nil: break
      }
    }
    return findings
  }

  fileprivate func bands() -> [Finding] {
    let bands = fleet.organisation.finances?.bands ?? []
    return zip(bands, bands.dropFirst()).enumerated().compactMap { index, pair in
      guard pair.1.months >= pair.0.months else { return nil }
      return Finding(
        "A810", .warning, at: place(organisation: "money.bands[\(index + 1)]"),
        "the band from \(pair.1.months.short) months comes after one from \(pair.0.months.short) months, and is never told",
        next: "put the most months first")
    }
  }
}
