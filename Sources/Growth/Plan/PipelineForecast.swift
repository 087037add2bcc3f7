public import Basics
public import Fleet
public import Forecast

/// Who may come, stays or leaves, month by month, against the slots there are.
///
/// Leads come independently of each other and of what the team can take; where one university tells the next, that is not so,
/// and the chance of overbooking is higher than told.
public struct PipelineForecast: Sendable, Equatable {
  /// By the day on which they are likely to start, then by name.
  public let leads: [LeadOutlook]
  /// The present month first; what was to start earlier and has not, counts in it.
  public let months: [Month]
  /// As many as days were asked for.
  public let horizons: [Horizon]

  /// What the team can take on a day.
  public struct Room: Sendable, Equatable {
    /// `now`, `in one month`.
    public let name: String
    public let day: CalendarDay
    /// Slots of each kind, if only that kind comes; a kind that is missing is not known.
    public let slots: [HubKind: Distribution]

    public init(name: String, day: CalendarDay, slots: [HubKind: Distribution] = [:]) {
      self.name = name
      self.day = day
      self.slots = slots
    }
  }

  public struct Month: Sendable, Equatable {
    /// Its first day.
    public let first: CalendarDay
    /// Hubs that are expected to come, and to go, in this month.
    public let arriving: [HubKind: Double]
    public let leaving: [HubKind: Double]
  }

  public struct Horizon: Sendable, Equatable {
    public let name: String
    public let day: CalendarDay
    /// For each kind.
    public let kinds: [HubKind: Kind]
  }

  public struct Kind: Sendable, Equatable {
    /// Hubs that come by the day.
    public let arriving: ArrivalCount
    /// Hubs that are expected to go by then.
    public let leaving: Double
    /// Slots that are published: the smaller of what the phase has left and what the team can take with 85 %; nil: neither
    /// is known.
    public let slots: Int?
    /// The chance that more come than there is room for; nil: neither is known.
    public let overbooking: Double?
  }

  /// - Parameters:
  ///   - phase: the slots of the open phase; nil: no phases are declared.
  ///   - rooms: the days to answer for, with what the team can take on each.
  ///   - deducted: the stages whose hubs `rooms` does not have room for any more, since their work is taken off already.
  ///   - months: how many to tell; at least 1.
  public init(
    _ fleet: Fleet, phase: PhaseSlots?, rooms: [Room], deducted: Set<Lead.Stage> = [.partner], now: CalendarDay,
    months: Int = 12
  ) {
    let pipeline = fleet.organisation.pipeline.values.sorted { $0.starts == $1.starts ? $0.id < $1.id : $0.starts < $1.starts }
    let allocation = LeadAllocation(fleet, pipeline, phase: phase, deducted: deducted)
    let fits = rooms.map { ($0.day, allocation.fits($0)) }
    leads = pipeline.map { lead in
      LeadOutlook(
        lead, in: fleet,
        fits: lead.stage.reservesSlots ? fits.compactMap { day, fit in fit[lead.id].map { .init(day: day, obstacles: $0) } } : [])
    }
    horizons = rooms.map { room in
      var kinds: [HubKind: Kind] = [:]
      for kind in HubKind.allCases {
        kinds[kind] = PipelineForecast.kind(kind, pipeline, room, phase: phase, deducted: deducted)
      }
      return Horizon(name: room.name, day: room.day, kinds: kinds)
    }
    self.months = PipelineForecast.months(pipeline, now: now, count: max(1, months))
  }

  private static func kind(
    _ kind: HubKind, _ pipeline: [Lead], _ room: Room, phase: PhaseSlots?, deducted: Set<Lead.Stage>
  ) -> Kind {
    let due = pipeline.filter { $0.kind == kind && $0.starts <= room.day }
    let coming = due.filter(\.stage.reservesSlots)
    let free = phase.map { $0.kinds[kind]?.free ?? 0 }
    let capacity = room.slots[kind].flatMap { $0.count > 0 ? $0 : nil }
    var overbooking: Double?
    if free != nil || capacity != nil {
      overbooking = Self.overbooking(
        deducted: ArrivalCount(of: coming.filter { deducted.contains($0.stage) }.map(\.arrival)),
        others: ArrivalCount(of: coming.filter { !deducted.contains($0.stage) }.map(\.arrival)), free: free, capacity: capacity)
    }
    let published = capacity.map { LeadAllocation.whole($0.holding(PlanFigures.slotsConfidence)) }
    let left = phase.map { $0.kinds[kind]?.left ?? 0 }
    return Kind(
      arriving: ArrivalCount(of: coming.map(\.arrival)), leaving: due.reduce(0) { $0 + $1.expectedLeaving },
      slots: [published, left].compactMap { $0 }.min().map { max(0, $0) }, overbooking: overbooking)
  }

  /// The chance that hubs come for which there is no slot in the phase, or no room with the team.
  ///
  /// All that come need a slot of the phase; those that are not deducted already need room with the team as well.
  /// - Parameters:
  ///   - free: slots of the phase before anything is reserved; nil: not bounded.
  ///   - capacity: what the team can take; nil: not bounded.
  public static func overbooking(
    deducted: ArrivalCount, others: ArrivalCount, free: Int?, capacity: Distribution?
  ) -> Double {
    let rooms = capacity.map(Self.rooms)
    var fits = 0.0
    for (count, probability) in deducted.probabilities.enumerated() where probability > 0 {
      let left = free.map { $0 - count } ?? Int.max
      guard left >= 0 else { continue }
      if let rooms {
        fits += probability * rooms.reduce(0) { $0 + $1.share * others.probability(atMost: min(left, $1.slots)) }
      } else {
        fits += probability * others.probability(atMost: left)
      }
    }
    return min(1, max(0, 1 - fits))
  }

  /// The numbers of slots that a distribution has, each with its share of the trials. Numbers beyond what is counted of
  /// those who come are one, so they are few however many trials there were.
  private static func rooms(_ capacity: Distribution) -> [(slots: Int, share: Double)] {
    var rooms: [(slots: Int, count: Int)] = []
    for value in capacity.values {
      let slots = min(LeadAllocation.whole(value), ArrivalCount.most)
      if rooms.last?.slots == slots { rooms[rooms.count - 1].count += 1 } else { rooms.append((slots, 1)) }
    }
    return rooms.map { ($0.slots, Double($0.count) / Double(capacity.count)) }
  }

  private static func months(_ pipeline: [Lead], now: CalendarDay, count: Int) -> [Month] {
    let first = now.firstOfMonth
    return (0..<count).map { number in
      let start = first.advanced(byMonths: number)
      let end = first.advanced(byMonths: number + 1)
      let due = pipeline.filter { $0.starts < end && (number == 0 || $0.starts >= start) }
      var arriving: [HubKind: Double] = [:]
      var leaving: [HubKind: Double] = [:]
      for lead in due {
        if lead.stage.reservesSlots { arriving[lead.kind, default: 0] += lead.probability * Double(lead.hubs) }
        if lead.expectedLeaving > 0 { leaving[lead.kind, default: 0] += lead.expectedLeaving }
      }
      return Month(first: start, arriving: arriving, leaving: leaving)
    }
  }
}

extension Lead.Stage {
  /// Whether its hubs are yet to come.
  public var reservesSlots: Bool {
    switch self {
    case .lead, .qualified, .prospect, .partner: true
    case .active, .renewal, .leaving: false
    }
  }
}

extension Lead {
  var arrival: (probability: Double, hubs: Int) { (probability, hubs) }

  /// Hubs that are expected to go: of one that leaves with its probability, of one to be renewed with what is left of it.
  public var expectedLeaving: Double {
    switch stage {
    case .leaving: probability * Double(hubs)
    case .renewal: (1 - probability) * Double(hubs)
    case .lead, .qualified, .prospect, .partner, .active: 0
    }
  }
}

extension CalendarDay {
  /// The first day of its month.
  var firstOfMonth: CalendarDay {
    let text = description
    return CalendarDay("\(text.prefix(8))01") ?? self
  }
}
