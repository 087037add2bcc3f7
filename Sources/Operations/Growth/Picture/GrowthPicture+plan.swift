import Basics
import Fleet
import Growth

extension PhaseAnswer {
  init(_ open: GrowthPlan.OpenPhase) {
    let slots = open.slots
    let kinds = HubKind.allCases.compactMap { kind -> Used? in
      guard let count = slots.kinds[kind], (count.slots ?? 0) > 0 || count.used > 0 || count.reserved > 0 else { return nil }
      return Used(kind.rawValue, count)
    }
    // JupyterHubs are what the kinds count already, where nothing bounds them.
    let types = HubType.allCases.compactMap { type -> Used? in
      guard let count = slots.types[type], count.slots != nil, count.slots != 0 || count.used > 0 || count.reserved > 0 else {
        return nil
      }
      return Used(type.rawValue, count)
    }
    self.init(
      name: open.phase.name, description: open.phase.description, number: open.number, count: open.count,
      opened: open.openedAt?.seconds, openedBy: open.openedBy?.rawValue, slots: kinds + types,
      newCommunities: Used("new communities", slots.newCommunities))
  }
}

extension PhaseAnswer.Used {
  fileprivate init(_ of: String, _ count: PhaseSlots.Count) {
    self.init(
      of: of, slots: count.slots, used: count.used, reserved: count.reserved, left: count.left, names: count.names)
  }
}

extension NextPhaseAnswer {
  /// - Parameter isRecorded: whether it is known since when anything holds.
  init(_ next: GrowthPlan.NextPhase, isRecorded: Bool, path: (EvidenceLink.Target) -> String?) {
    let slots = next.phase.slots.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) }
    self.init(
      name: next.phase.name, description: next.phase.description, slots: Dictionary(uniqueKeysWithValues: slots),
      holdDays: Double(next.phase.holdFor) / 86400, allHoldSince: isRecorded ? next.allHoldSince?.seconds : nil,
      opensAt: isRecorded ? next.opensAt?.seconds : nil,
      areas: next.areas.map { area in
        AreaAnswer(
          area: area.area.rawValue, title: area.area.title,
          items: area.items.map { GateItemAnswer($0, isRecorded: isRecorded, path: path) })
      })
  }
}

extension GateArea {
  /// As people call it.
  public var title: String {
    switch self {
    case .infrastructure: "Infrastructure"
    case .operations: "Operations and support"
    case .sales: "Sales and invoicing"
    }
  }
}

extension GateItemAnswer {
  init(_ item: GateItem, isRecorded: Bool, path: (EvidenceLink.Target) -> String?) {
    var isQuestion = false
    var notMeasured: String?
    var answered: Answered?
    switch item.subject {
    case .condition(_, let reading): notMeasured = reading.notMeasured
    case .question(_, let answer):
      isQuestion = true
      answered = answer.map { Answered(isYes: $0.isYes, evidence: $0.evidence, on: $0.on.description, by: $0.by.rawValue) }
    }
    let holds: Bool? =
      switch item.state {
      case .holds: true
      case .fails, .outdated: false
      case .notMeasured, .notAnswered: nil
      }
    self.init(
      key: item.key.rawValue, isQuestion: isQuestion, text: item.text, holds: holds,
      value: notMeasured == nil ? item.words : nil, number: item.value, since: isRecorded ? item.since?.seconds : nil,
      notMeasured: notMeasured,
      change: item.change.sentence, answer: answered,
      evidence: item.evidence.map { EvidenceAnswer($0, path: path) })
  }
}

extension EvidenceAnswer {
  fileprivate init(_ link: EvidenceLink, path: (EvidenceLink.Target) -> String?) {
    let text =
      if case .rollout(let number) = link.target { "Rollout \(number): \(link.sentence)" } else { link.sentence }
    self.init(text: text, path: path(link.target), isGood: link.isGood)
  }
}

extension ReviewAnswer {
  init(_ sheet: FeatureReviewSheet, people: [PersonID: Person]) {
    self.init(
      feature: sheet.feature.id.rawValue, name: sheet.feature.name, stage: sheet.feature.stage.rawValue,
      due: sheet.due?.description, isOverdue: sheet.isOverdue, hubs: sheet.hubs.map(\.rawValue),
      communities: sheet.communities.count, people: sheet.people,
      maintainers: sheet.maintainers.map { people[$0]?.name ?? $0.rawValue }, specialist: sheet.feature.specialist,
      hoursAQuarter: sheet.work?.hours ?? 0, hoursWithoutIt: sheet.work?.hoursWithout ?? 0,
      quartersOnRecord: sheet.work?.quartersOnRecord ?? 0,
      suggestion: sheet.suggestion.rawValue, grounds: sheet.grounds.map(\.sentence),
      last: sheet.last.map {
        Reviewed(
          outcome: $0.outcome.rawValue, because: $0.because, on: $0.on.description, by: $0.by.rawValue,
          next: $0.next?.description)
      })
  }
}
