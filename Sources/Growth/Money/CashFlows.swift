internal import Basics
internal import Fleet

/// Everything that a fleet declares about money, month by month from the day its cash was counted.
struct CashFlows: Sendable {
  let finances: Finances
  let scale: MonthScale
  let today: CalendarDay
  /// The month of today, and how far it is through: from 0 to below 1.
  let now: Int
  let nowShare: Double
  /// The number of months that are looked at, those before today's among them.
  let months: Int
  private(set) var flows: [CashFlow] = []
  private(set) var notes: [MoneyNote] = []
  private let figures: RunwayFigures
  private let scenario: MoneyScenario

  /// Nil where no money is declared, or its cash was counted too long ago to say anything.
  init?(_ fleet: Fleet, today: CalendarDay, scenario: MoneyScenario, figures: RunwayFigures) {
    guard let finances = fleet.organisation.finances, let fees = Fees(fleet) else { return nil }
    self.finances = finances
    self.figures = figures
    self.scenario = scenario
    self.today = today
    scale = MonthScale(from: finances.cash.on)
    let position = max(0, scale.position(of: today))
    guard position <= Double(RunwayFigures.monthsCarried) else { return nil }
    now = Int(position)
    nowShare = position - Double(now)
    // One more than are told, as the last may be under way.
    months = now + RunwayFigures.months + 1
    addTeam(fleet.organisation)
    addDeclared()
    addAgreements(fees, fleet.organisation.pipeline)
    addLeads(fleet)
    addScenario(fleet)
    let age = today.number - finances.cash.on.number
    if age > RunwayFigures.cashIsOldAfter { notes.insert(.cashIsOld(days: age), at: 0) }
  }

  /// The first month of what is still to come: not before today, however long it is overdue.
  private func month(toCome day: CalendarDay) -> Int { scale.month(from: max(day, today)) }

  private func steps(until day: CalendarDay?) -> [CashFlow.Step] {
    day.map { [CashFlow.Step(end: scale.month(after: $0), probability: 1)] } ?? CashFlow.endless(horizon: months)
  }
}

/// People, costs and grants.
extension CashFlows {
  private mutating func addTeam(_ organisation: Organisation) {
    for (id, person) in organisation.people.sorted(by: { $0.key < $1.key }) where person.isPaid {
      let note = CashFlows.span(person.starts, person.ends) ?? "of the team"
      flows.append(
        CashFlow(
          source: .person(id), name: person.name, note: note + partTime(person.hours),
          amounts: [CashFlow.Amount(part: .people, month: finances.month(ofHours: person.hours))],
          start: person.starts.map(scale.month(from:)) ?? 0, steps: steps(until: person.ends), isDrawn: false))
    }
    for (place, hire) in (organisation.team?.hires ?? []).enumerated() {
      flows.append(
        addition(.hire(place), hire.name, starts: hire.starts, probability: hire.probability, hours: hire.hours))
    }
  }

  private func addition(
    _ source: CashSource, _ name: String, starts: CalendarDay, probability: Double, hours: Double
  ) -> CashFlow {
    CashFlow(
      source: source, name: name, note: "from \(max(starts, today)) with \(percent(probability))\(partTime(hours))",
      amounts: [CashFlow.Amount(part: .hires, month: finances.month(ofHours: hours))], start: month(toCome: starts),
      arrives: probability, steps: CashFlow.endless(horizon: months), isDrawn: true)
  }

  /// `, 20 of 40 hours`; empty for a full week.
  private func partTime(_ hours: Double) -> String {
    hours == finances.fullWeek ? "" : ", \(PlanWords.number(hours)) of \(PlanWords.number(finances.fullWeek)) hours"
  }

  private mutating func addDeclared() {
    for (place, cost) in finances.costs.enumerated() { flows.append(declared(cost, .costs, .cost(place))) }
    for (place, income) in finances.income.enumerated() { flows.append(declared(income, .income, .income(place))) }
  }

  private func declared(_ cost: Finances.Cost, _ part: CashPart, _ source: CashSource) -> CashFlow {
    CashFlow(
      source: source, name: cost.name, note: CashFlows.span(cost.from, cost.until) ?? "each month",
      amounts: [CashFlow.Amount(part: part, month: cost.month)], start: cost.from.map(scale.month(from:)) ?? 0,
      steps: steps(until: cost.until), isDrawn: false)
  }

  private static func span(_ from: CalendarDay?, _ until: CalendarDay?) -> String? {
    let parts = [from.map { "from \($0)" }, until.map { "until \($0)" }].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

/// Agreements and their renewals.
extension CashFlows {
  private mutating func addAgreements(_ fees: Fees, _ pipeline: [LeadID: Lead]) {
    notes += fees.withoutAgreement.map(MoneyNote.noAgreement)
    for fee in fees.communities {
      notes += fee.notes
      add(fee, leads: pipeline.values.filter { $0.community == fee.community }.sorted { ($0.starts, $0.id) < ($1.starts, $1.id) })
    }
  }

  private mutating func add(_ fee: CommunityFee, leads: [Lead]) {
    let agreement = fee.agreement
    let renewal = leads.first { $0.stage == .renewal }
    let signing = leads.first { CashFlows.isAbout(agreement, $0, today: today) }
    let leaving = leads.first { $0.stage == .leaving }
    let start = scale.month(from: agreement.from)
    let leaves = leaving.map { CashFlow.Leaving(month: month(toCome: $0.starts), probability: $0.probability) }
    guard let until = agreement.until else {
      append(fee, start, CashFlow.endless(horizon: months), "agreement from \(agreement.from)", signing?.probability, leaves)
      return
    }
    let hasEnded = until < today && renewal == nil
    if hasEnded { notes.append(.agreementEnded(fee.community, until)) }
    let first = hasEnded ? 0 : renewal?.probability ?? agreement.renewal
    let end = scale.month(after: until)
    let ending = "agreement until \(until)"
    guard let newFee = renewal?.fee, !hasEnded else {
      let steps = CashFlow.renewed(
        from: end, by: agreement.renewalMonths, first: first, then: agreement.renewal, horizon: months)
      let note = hasEnded ? ending : "\(ending), renewed with \(percent(first))"
      append(fee, start, steps, note, signing?.probability, leaves)
      return
    }
    // A renewal with a fee of its own is an agreement of its own that may come.
    append(fee, start, [CashFlow.Step(end: end, probability: 1)], ending, signing?.probability, leaves)
    let steps = CashFlow.renewed(
      from: end + max(1, agreement.renewalMonths), by: agreement.renewalMonths, first: agreement.renewal,
      then: agreement.renewal, horizon: months)
    let arrives = first * (signing?.probability ?? 1)
    append(fee, flat: newFee, end, steps, "renewal after \(until) with \(percent(first))", arrives, leaves)
  }

  private mutating func append(
    _ fee: CommunityFee, flat: Money? = nil, _ start: Int, _ steps: [CashFlow.Step], _ note: String, _ arrives: Double?,
    _ leaves: CashFlow.Leaving?
  ) {
    flows.append(
      CashFlow(
        source: .community(fee.community), name: fee.name, note: note,
        amounts: [
          CashFlow.Amount(part: .fees, month: (flat ?? fee.flat).times(scenario.feeFactor)),
          CashFlow.Amount(part: .usage, month: fee.usage.times(scenario.feeFactor)),
          CashFlow.Amount(part: .cloudPassedOn, month: fee.cloudPassedOn),
          CashFlow.Amount(part: .cloudOfCommunities, month: fee.cloudPassedOn),
          CashFlow.Amount(part: .cloud, month: fee.cloudPaid),
        ], start: start, arrives: arrives ?? 1, steps: steps, leaves: leaves, isDrawn: true))
  }

  /// Whether a lead that may come is the agreement itself, which has not begun: then it counts once, by the agreement,
  /// with the probability of the lead.
  private static func isAbout(_ agreement: Agreement, _ lead: Lead, today: CalendarDay) -> Bool {
    lead.stage.mayCome && agreement.from > today
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}

/// Those who may come.
extension CashFlows {
  private mutating func addLeads(_ fleet: Fleet) {
    for (id, lead) in fleet.organisation.pipeline.sorted(by: { $0.key < $1.key }) {
      let agreement = lead.community.flatMap { fleet.communities[$0]?.agreement }
      guard lead.stage.mayCome else {
        if agreement == nil, lead.stage != .active { notes.append(.leadWithoutAgreement(id)) }
        continue
      }
      if let agreement, CashFlows.isAbout(agreement, lead, today: today) { continue }
      let fee = lead.fee ?? finances.fees[lead.kind].map { lead.hubs * $0 }
      if fee == nil { notes.append(.leadWithoutFee(id, lead.kind)) }
      let flat = CashFlow.Amount(part: .pipeline, month: (fee ?? .zero).times(scenario.feeFactor))
      flows.append(coming(.lead(id), lead.name, [flat], starts: lead.starts, probability: lead.probability))
    }
  }

  private mutating func addScenario(_ fleet: Fleet) {
    for person in scenario.people {
      flows.append(
        addition(
          .scenario, "one more person", starts: person.starts, probability: person.probability, hours: person.hours))
    }
    for more in scenario.communities where more.count > 0 {
      let fee = TypicalFee(more.kind, in: fleet, finances)
      let flat = CashFlow.Amount(part: .pipeline, month: fee.total.times(scenario.feeFactor))
      let name = "one more \(more.kind.rawValue) community"
      for _ in 0..<more.count { flows.append(coming(.scenario, name, [flat], starts: more.starts, probability: 1)) }
    }
  }

  private func coming(
    _ source: CashSource, _ name: String, _ amounts: [CashFlow.Amount], starts: CalendarDay, probability: Double
  ) -> CashFlow {
    let start = month(toCome: starts)
    let note = "from \(max(starts, today)) with \(percent(probability)), renewed with \(percent(figures.renewalOfLeads))"
    return CashFlow(
      source: source, name: name, note: note, amounts: amounts, start: start, arrives: probability,
      steps: CashFlow.renewed(
        from: start + figures.termOfLeads, by: figures.termOfLeads, first: figures.renewalOfLeads,
        then: figures.renewalOfLeads, horizon: months), isDrawn: true)
  }
}

extension Person {
  /// Whether they cost `money.person_month`: everyone who does more than look.
  var isPaid: Bool { roles.contains { $0 != .viewer } }
}

extension Lead.Stage {
  /// Whether it is about something that is not there yet.
  var mayCome: Bool {
    switch self {
    case .lead, .qualified, .prospect, .partner: true
    case .active, .renewal, .leaving: false
    }
  }
}
