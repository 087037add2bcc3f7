import Operations

extension GrowthPage {
  var fields: Fields {
    GrowthPlace.fields(at: .growth, in: frame).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "isEmpty": .flag(isEmpty),
      "record": .text(
        growth.isRecorded
          ? "Counted from the folder and from what the control plane recorded."
          : "Counted from the folder alone: nothing recorded was counted, so measured gates are not met."),
      "slots": .group(growth.slots?.tableFields(hasPhase: growth.phase != nil)), "phase": .group(phaseFields),
      "next": .group(growth.next.map(nextFields)),
      "limits": .list(growth.limits.map(\.fields)), "seesMoney": .flag(frame.may(.seeMoney)),
      "runway": .group(growth.runway?.fields),
      "pipeline": .group(growth.pipeline.fields), "reviews": .list(growth.reviewsDue.map(reviewFields)),
      "missing": .texts(growth.missing.map(Words.ownSentence)),
      "report": .text(Paths.report), "reportMarkdown": .text(Paths.reportMarkdown), "reportPDF": .text(Paths.reportPDF),
    ])
  }

  private var phaseFields: Fields? {
    growth.phase.map { phase -> Fields in
      [
        "name": .text(phase.name), "description": .text(phase.description),
        "place": .text("phase \(phase.number) of \(phase.count)"), "opened": .text(phase.opened.map(Words.day(of:))),
        "openedBy": .text(phase.openedBy), "uses": .list(phase.uses), "hasNames": .flag(phase.isUsed),
      ]
    }
  }

  private func nextFields(_ next: NextPhaseAnswer) -> Fields {
    let items = next.areas.flatMap(\.items)
    let open = items.count { !$0.holds }
    return [
      "name": .text(next.name), "description": .text(next.description), "slots": .text(Words.byKind(next.slots)),
      "hold": .text(Words.days(next.holdDays)), "since": .time(next.allHoldSince, now: frame.now),
      "opensAt": .time(next.opensAt, now: frame.now),
      "open": .text(open == 0 ? nil : "\(Words.count(open, "item")) of \(items.count) \(open == 1 ? "does" : "do") not hold"),
      "areas": .list(next.areas.map { $0.fields(now: frame.now) }),
      "openNow": .text(frame.mayPlan ? Paths.openPhase : nil),
    ]
  }

  private func reviewFields(_ review: ReviewAnswer) -> Fields {
    [
      "name": .text(review.name), "path": .text("\(Paths.reviews)#review-\(Paths.encoded(review.feature))"),
      "stage": .text(review.stage), "suggestion": .text(review.suggestion), "state": .state(review.dueMark),
    ]
  }
}

extension SlotsAnswer {
  /// The table of slots: a row for each kind, a cell for each horizon.
  fileprivate func tableFields(hasPhase: Bool) -> Fields {
    let names = horizons.first?.kinds.map(\.kind) ?? []
    return [
      "confidence": .text(Words.percent(confidence)), "promise": .text(promise),
      "columns": .list(horizons.map { ["name": .text($0.name), "day": .text(Words.day($0.day))] }),
      "rows": .list(
        names.map { name -> Fields in
          let cells = horizons.compactMap { horizon -> Fields? in
            horizon.kinds.first { $0.kind == name }.map { $0.cell(of: horizon.name) }
          }
          return ["kind": .text(name), "cells": .list(cells)]
        }),
    ]
  }

  /// `85 % of requests are done within 5 working days`.
  var promise: String {
    "\(Words.percent(promisedConfidence)) of requests are done within \(Words.decimal(promisedDays)) working days"
  }
}

extension SlotsAnswer.Kind {
  fileprivate func cell(of horizon: String) -> Fields {
    let isOfPhase = leftInPhase.map { $0 < capacity } ?? false
    return [
      "horizon": .text(horizon), "count": .number(slots), "isZero": .flag(slots == 0),
      "path": .text(isOfPhase ? "\(Paths.growth)#phase" : "\(Paths.capacity)#load"),
      "spread": .text("the team: \(capacity); half of the cases \(median), \(low) to \(high)"),
      "limit": .text("limit: \(limitedBy)"),
    ]
  }
}

extension PhaseAnswer {
  /// Whether anybody came in the phase.
  fileprivate var isUsed: Bool { (slots + [newCommunities]).contains { !$0.names.isEmpty } }

  fileprivate var uses: [Fields] {
    (slots + [newCommunities]).map { used -> Fields in
      [
        "of": .text(used.of), "slots": .text(used.slots.map(Words.number) ?? "not bounded"), "used": .number(used.used),
        "reserved": .number(used.reserved), "reservedPath": .text(used.reserved > 0 ? Paths.pipeline : nil),
        "left": .text(used.left.map(Words.number) ?? "–"),
        "names": .text(Words.list(used.names, atMost: 6)),
      ]
    }
  }
}

extension AreaAnswer {
  /// One area beside the others.
  func fields(now: Double) -> Fields {
    [
      "id": "area-\(Paths.encoded(area))", "title": .text(title),
      "summary": .text(items.isEmpty ? "asks nothing" : "\(holding) of \(items.count) hold"),
      "items": .list(
        items.map { item -> Fields in
          [
            "text": .text(item.text), "path": .text(Paths.gate(item.key)), "state": .state(item.mark),
            "value": .text(!item.isKnown && item.isQuestion ? nil : item.value), "since": .time(item.since, now: now),
            "reason": .text(!item.isKnown && !item.isQuestion ? item.notMeasured.map(Words.ownSentence) : nil),
          ]
        }),
    ]
  }
}

extension GateItemAnswer {
  /// What is not measured or answered is not met, and says so.
  var mark: StateMark {
    switch standing {
    case .some(true): StateMark(.good, isQuestion ? "answered: yes" : "holds")
    case .some(false): StateMark(.bad, isQuestion ? "answered: no" : "does not hold")
    case nil: StateMark(.quiet, isQuestion ? "not answered, so not met" : "not measured, so not met")
    }
  }
}

extension LimitAnswer {
  /// A row of “what limits us”.
  var fields: Fields {
    let isKnown = adds != nil || freesItems != nil
    let added = adds.map { Words.addedByKind($0) ?? "nothing" }
    return [
      "limit": .text(limit), "change": .text(change), "path": .text(Paths.linkable(path)), "isKnown": .flag(isKnown),
      "adds": .text(added), "frees": .text(freesItems.map(Words.decimal)),
      "reason": .text(Words.ownSentence(notMeasured ?? "it is not measured")),
    ]
  }
}

extension GrowthAnswer.RunwaySummary {
  fileprivate var fields: Fields {
    [
      "months": .text(Words.runway(months)), "median": .text(Words.runway(median)),
      "recovery": .text(Words.percent(recovery)), "advice": .text(advice),
    ]
  }
}

extension GrowthAnswer.PipelineSummary {
  fileprivate var fields: Fields {
    [
      "leads": .text(Words.count(leads, "lead")), "isEmpty": .flag(leads == 0), "hubs": .text(Words.decimal(expectedHubs)),
      "overbooking": .text(overbooking.map(Words.percent)),
      "outside": .text(
        outsideCatalogue == 0 ? nil : "\(Words.count(outsideCatalogue, "wish", "wishes")) outside the catalogue"),
    ]
  }
}

extension ReviewAnswer {
  /// When it is due, as a state.
  var dueMark: StateMark {
    guard let due else { return StateMark(.quiet, "no day declared") }
    return isOverdue ? StateMark(.bad, "was due \(Words.day(due))") : StateMark(.busy, "due \(Words.day(due))")
  }
}
