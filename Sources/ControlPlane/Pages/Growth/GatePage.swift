import Fleet
import Operations

/// One condition or question of a gate: what was measured, since when, what would change it, and what it is made of.
struct GatePage: Sendable {
  var frame: PageFrame
  var next: NextPhaseAnswer
  var area: AreaAnswer
  var item: GateItemAnswer
  /// What was typed so far, where the item is a question.
  var form: GateForm

  init(
    frame: PageFrame, next: NextPhaseAnswer, area: AreaAnswer, item: GateItemAnswer, form: GateForm = GateForm()
  ) {
    self.frame = frame
    self.next = next
    self.area = area
    self.item = item
    self.form = form
  }

  /// `Does not hold: 7 of 9 rollouts (78 %)`.
  var answer: String {
    let state: String
    switch item.standing {
    case .some(true): state = item.isQuestion ? "Answered with yes" : "Holds"
    case .some(false): state = item.isQuestion ? "Answered with no" : "Does not hold"
    case nil: state = item.isQuestion ? "Not answered yet, so not met" : "Not measured yet, so not met"
    }
    return item.value.map { "\(state): \($0)" } ?? state
  }

  /// The page that shows all of what a condition is on, where there is one.
  private var whole: Fields? {
    let parts = item.key.split(separator: ".")
    guard !item.isQuestion, parts.count > 1 else { return nil }
    switch GateMeasure(rawValue: String(parts[1])) {
    case .exceptions: return ["path": .text(Paths.exceptions), "text": "All exceptions, the most costly first"]
    case .maintainersPerFeature: return ["path": .text(Paths.features), "text": "All features, with who knows them"]
    case .rolloutSuccess, .timeToRestore, .alertPrecision, .promiseCalibration, .turnaround, .operationsShare, .unbilledAge,
      .runway, .satisfaction, .utilisation, nil:
      return nil
    }
  }

  var fields: Fields {
    GrowthPlace.fields(at: .growth, in: frame).adding([
      "whole": .group(whole), "answer": .text(answer),
      "tone": .text(item.mark.tone.rawValue), "text": .text(item.text), "key": .text(item.key),
      "phase": .text(next.name), "area": .text(area.title),
      "areaPath": .text("\(Paths.growth)#area-\(Paths.encoded(area.area))"), "isQuestion": .flag(item.isQuestion),
      "value": .text(item.value), "since": .time(item.since, now: frame.now), "sinceWord": .text(item.mark.word),
      "notMeasured": .text(!item.isKnown && !item.isQuestion ? item.notMeasured.map(Words.ownSentence) : nil),
      "change": .text(item.change.map(Words.sentence)), "hold": .text(Words.days(next.holdDays)),
      "evidence": .list(item.evidence.map(\.fields)), "showsEvidence": .flag(!item.isQuestion || !item.evidence.isEmpty),
      "answered": .group(item.answer?.fields),
      "form": .group(item.isQuestion && frame.mayPlan ? form.fields(for: item, phase: next.name) : nil),
      "mayNotAnswer": .flag(item.isQuestion && !frame.mayPlan),
    ])
  }
}

extension EvidenceAnswer {
  fileprivate var fields: Fields {
    let tone: Tone =
      switch isGood {
      case .some(true): .good
      case .some(false): .bad
      case nil: .quiet
      }
    let word: String? =
      switch isGood {
      case .some(true): "speaks for it"
      case .some(false): "speaks against it"
      case nil: nil
      }
    return ["text": .text(text), "path": .text(Paths.linkable(path)), "tone": .text(tone.rawValue), "word": .text(word)]
  }
}

extension GateItemAnswer.Answered {
  fileprivate var fields: Fields {
    [
      "word": .text(isYes ? "Yes" : "No"), "evidence": .text(evidence), "link": .text(Paths.linkable(evidence)),
      "on": .text(Words.day(on)), "by": .text(by),
    ]
  }
}
