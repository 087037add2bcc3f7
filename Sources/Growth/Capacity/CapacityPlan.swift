import Basics
import Fleet
internal import Foundation
import Forecast

/// What the trials of a forecast need, worked out once: everything by horizon, in items of work and hours a working day.
struct CapacityPlan: Sendable {
  let inputs: CapacityInputs
  let team: Team
  let horizons: [Horizon]
  let people: [Member]
  let hubs: [Planned]
  let departures: [Departure]
  let arrivals: [Arrival]
  /// How trials draw them: one by one, and those of a large pipeline in batches.
  let single: [Arrival]
  let batches: [Batch]
  let costs: [SlotCost]
  let failing: FailingShares
  let table: PromiseTable

  /// A quarter that begins some months from now.
  struct Horizon: Sendable {
    let months: Int
    let days: DayRange
    /// Days from now until it begins.
    let offset: Double
    let hours: TeamHours
  }

  /// Someone with hours for operations: an engineer, or a hire, who may not come.
  struct Member: Sendable {
    let key: UInt64
    /// By horizon.
    let servers: [PromiseTable.Server]
    let probability: Double
    let mayLeave: Bool
  }

  /// A production hub that stays.
  struct Planned: Sendable {
    let key: UInt64
    let rate: GammaRate
  }

  /// Hubs that may go.
  struct Departure: Sendable {
    let key: UInt64
    let probability: Double
    let hubs: [Planned]
    /// The share of each quarter in which they are still here if they go.
    let present: [Double]
  }

  /// Nil where no team is declared.
  init?(_ inputs: CapacityInputs, months: [Int], scope: CapacityScope? = nil, table: PromiseTable? = nil) {
    guard let team = inputs.fleet.organisation.team else { return nil }
    self.inputs = inputs
    self.team = team
    horizons = months.map { count in
      let days = inputs.quarter(in: count)
      return Horizon(
        months: count, days: days, offset: Double(days.first.number - inputs.now.number),
        hours: TeamHours(inputs.fleet.organisation, over: days))
    }
    people = Self.members(horizons, scope: scope)
    let leads = inputs.reserved.filter { lead in scope.map { $0.needs(lead) } ?? true }
    let cards = inputs.effort.cards.filter { card in
      guard let scope else { return true }
      return inputs.fleet.hubs[card.hub].map(scope.needs) ?? false
    }
    let leaving = Self.leaving(inputs, cards: cards)
    let gone = Set(leaving.flatMap(\.cards).map(\.hub))
    let planned = { (card: EffortCard) in Planned(key: Self.key("hub", card.hub.rawValue), rate: inputs.rate(of: card)) }
    hubs = cards.filter { !gone.contains($0.hub) }.map(planned)
    departures = leaving.map { [horizons] entry in
      let lead = entry.lead
      return Departure(
        key: Self.key("leaving", lead.id.rawValue),
        probability: lead.stage == .renewal ? 1 - lead.probability : lead.probability, hubs: entry.cards.map(planned),
        present: horizons.map { Self.share(from: $0.days.first, until: lead.starts) })
    }
    // Who comes after all of the quarters changes nothing in them.
    let coming = { [horizons] (leads: [Lead]) in
      leads.filter(\.stage.isComing).map { Self.arrival($0, horizons, now: inputs.now) }
        .filter { $0.hubs > 0 && $0.probability > 0 && $0.here.contains { $0 > 0 } }
    }
    arrivals = coming(leads)
    // What a scenario adds is drawn singly always, so that what is there already draws the same with it.
    let declared = inputs.fleet.organisation.pipeline
    let isLarge = declared.count > CapacityFigures.leadsDrawnSingly
    single = isLarge ? coming(leads.filter { declared[$0.id] == nil }) : arrivals
    batches = isLarge ? Batch.batches(coming(leads.filter { declared[$0.id] != nil })) : []
    costs = SlotCost.all
    failing = FailingShares(inputs.delivery.failing, factor: inputs.failures)
    let paces = people.flatMap(\.servers).map(\.pace).filter { $0 > 0 }
    let pace = (paces.min() ?? 0)...(paces.max() ?? 0)
    self.table =
      table
      ?? PromiseTable(team.turnaround, hoursOfAnItem: inputs.hoursOfAnItem, people: people.count, pace: pace)
  }

  private static func members(_ horizons: [Horizon], scope: CapacityScope?) -> [Member] {
    var members: [Member] = []
    let ids = Set(horizons.flatMap { $0.hours.people.map(\.person) }).filter { scope?.people.contains($0) ?? true }
    for id in ids.sorted() {
      let servers = horizons.map { horizon in
        guard let person = horizon.hours.people.first(where: { $0.person == id }) else { return none }
        return server(
          person.operationsHours, pace: person.hoursADay, days: person.workingDays - person.leaveDays, horizon)
      }
      members.append(Member(key: key("person", id.rawValue), servers: servers, probability: 1, mayLeave: true))
    }
    // Hires are declared in an order that later horizons only continue; two of one name differ by their place among them.
    let most = horizons.map(\.hours).max { $0.hires.count < $1.hires.count }
    var seen: [String: Int] = [:]
    for hire in most?.hires ?? [] {
      let name = "\(hire.name)@\(hire.starts)"
      let place = seen[name, default: 0]
      seen[name] = place + 1
      guard scope.map({ hire.skills.contains($0.skill) }) ?? true else { continue }
      let servers = horizons.map { horizon in
        let same = horizon.hours.hires.filter { $0.name == hire.name && $0.starts == hire.starts }
        guard place < same.count else { return none }
        return server(same[place].operationsHours, pace: same[place].hoursADay, days: same[place].workingDays, horizon)
      }
      members.append(
        Member(key: key("hire", "\(name)#\(place)"), servers: servers, probability: hire.probability, mayLeave: false))
    }
    return members
  }

  private static let none = PromiseTable.Server(pace: 0, presence: 0, hours: 0)

  private static func server(_ hours: Double, pace: Double, days: Double, _ horizon: Horizon) -> PromiseTable.Server {
    let all = horizon.hours.workingDays
    guard all > 0 else { return none }
    return PromiseTable.Server(
      pace: pace, presence: min(1, days / all / (1 - CapacityFigures.ordinaryAbsence)), hours: hours / all)
  }

  /// Which hubs each leaving lead would take: of its community, those of its kind first, the ones with least work first.
  private static func leaving(_ inputs: CapacityInputs, cards: [EffortCard]) -> [(lead: Lead, cards: [EffortCard])] {
    var taken: Set<HubID> = []
    return inputs.reserved.filter(\.stage.isGoing).map { lead in
      let theirs = cards.filter { $0.community == lead.community && !taken.contains($0.hub) }.sorted {
        if ($0.kind == lead.kind) != ($1.kind == lead.kind) { return $0.kind == lead.kind }
        return $0.rate.mean == $1.rate.mean ? $0.hub < $1.hub : $0.rate.mean < $1.rate.mean
      }
      let gone = Array(theirs.prefix(max(0, lead.hubs)))
      taken.formUnion(gone.map(\.hub))
      return (lead, gone)
    }
  }

  /// How much of a quarter that begins on `first` has passed on `day`, 0…1.
  static func share(from first: CalendarDay, until day: CalendarDay) -> Double {
    min(max(Double(day.number - first.number) / Double(CapacityFigures.days), 0), 1)
  }

  /// A number that follows from a name, so that each thing has random numbers of its own whatever else is there (FNV-1a).
  static func key(_ sort: String, _ name: String) -> UInt64 {
    "\(sort):\(name)".utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Lead.Stage {
  /// Whether it may bring hubs that are not here yet.
  var isComing: Bool {
    switch self {
    case .lead, .qualified, .prospect, .partner: true
    case .active, .renewal, .leaving: false
    }
  }

  /// Whether its hubs are here and may go.
  var isGoing: Bool {
    switch self {
    case .renewal, .leaving: true
    case .lead, .qualified, .prospect, .partner, .active: false
    }
  }
}
