public import Basics
public import Fleet

/// The slots of the open phase: how many there are, what took them, what is left.
public struct PhaseSlots: Sendable, Equatable {
  /// For each kind.
  public let kinds: [HubKind: Count]
  /// For each type.
  public let types: [HubType: Count]
  /// Communities that were not served when the phase opened.
  public let newCommunities: Count
  /// The production hubs that came since it opened, by name.
  public let arrivals: [HubID]

  public struct Count: Sendable, Equatable {
    /// Nil: not bounded.
    public let slots: Int?
    public let used: Int
    /// By those who have signed.
    public let reserved: Int
    /// Of the hubs or communities that came.
    public let names: [String]

    public init(slots: Int?, used: Int, reserved: Int, names: [String] = []) {
      self.slots = slots
      self.used = used
      self.reserved = reserved
      self.names = names
    }

    /// Never below 0; nil: not bounded.
    public var left: Int? { slots.map { max(0, $0 - used - reserved) } }
    /// What is left before anything is reserved; never below 0; nil: not bounded.
    public var free: Int? { slots.map { max(0, $0 - used) } }
    /// By how many more than there are slots; 0 or more.
    public var over: Int { slots.map { max(0, used + reserved - $0) } ?? 0 }
  }

  /// - Parameters:
  ///   - opening: what was recorded when the phase opened; nil: nothing was, and then the day on which communities joined
  ///     says what came.
  ///   - openedAt: when the phase opened; nil: it was open from the beginning, and what is there was there.
  public init(_ phase: Phase, in fleet: Fleet, opening: PhaseOpening?, openedAt: Timestamp?) {
    let production = fleet.productionHubs
    let (came, served) = PhaseSlots.split(production, fleet, opening: opening, openedAt: openedAt)
    let newcomers = Set(came.map(\.community)).subtracting(served)
    let signed = fleet.organisation.pipeline.values.filter { $0.stage == .partner }
    let present = Set(production.map(\.community))
    var kinds: [HubKind: Count] = [:]
    for kind in HubKind.allCases {
      let hubs = came.filter { $0.kind == kind }.map(\.id.rawValue)
      kinds[kind] = Count(
        slots: phase.slots[kind] ?? 0, used: hubs.count,
        reserved: signed.filter { $0.kind == kind }.reduce(0) { $0 + $1.hubs }, names: hubs)
    }
    var types: [HubType: Count] = [:]
    for type in HubType.allCases {
      // Every hub of a folder is a JupyterHub: hubs of other types cannot be declared yet.
      let hubs = type == .jupyterhub ? came.map(\.id.rawValue) : []
      types[type] = Count(
        slots: phase.types[type] ?? (type == .binderhub ? 0 : nil), used: hubs.count,
        reserved: signed.filter { $0.type == type }.reduce(0) { $0 + $1.hubs }, names: hubs)
    }
    self.kinds = kinds
    self.types = types
    newCommunities = Count(
      slots: phase.newCommunities, used: newcomers.count,
      reserved: PhaseSlots.newCommunities(of: signed, present: present), names: newcomers.sorted().map(\.rawValue))
    arrivals = came.map(\.id)
  }

  /// The hubs that came since the phase opened, and the communities that were served then.
  private static func split(
    _ production: [Hub], _ fleet: Fleet, opening: PhaseOpening?, openedAt: Timestamp?
  ) -> (came: [Hub], served: Set<CommunityID>) {
    let before: (Hub) -> Bool
    if let opening {
      let present = Set(opening.hubs)
      before = { present.contains($0.id) }
    } else if let openedAt {
      let day = CalendarDay(openedAt)
      before = { hub in
        guard let since = fleet.communities[hub.community]?.since.flatMap({ CalendarDay($0) }) else { return true }
        return since < day
      }
    } else {
      before = { _ in true }
    }
    return (production.filter { !before($0) }, Set(production.filter(before).map(\.community)))
  }

  /// Communities that leads would bring: those without a name in the folder count one each.
  static func newCommunities(of leads: some Sequence<Lead>, present: Set<CommunityID>) -> Int {
    let named = Set(leads.compactMap(\.community)).subtracting(present)
    return named.count + leads.count { $0.community == nil }
  }

  /// How many hubs more of a kind and a type may come, beside those for whom slots are reserved. Never below 0.
  public func left(_ kind: HubKind, type: HubType = .jupyterhub) -> Int {
    let ofKind = kinds[kind]?.left ?? 0
    return types[type]?.left.map { min(ofKind, $0) } ?? ofKind
  }

  /// The same before anything is reserved.
  public func free(_ kind: HubKind, type: HubType = .jupyterhub) -> Int {
    let ofKind = kinds[kind]?.free ?? 0
    return types[type]?.free.map { min(ofKind, $0) } ?? ofKind
  }

  /// What is published: the smaller of what the phase has left and what the team can take. Never below 0.
  public func published(_ kind: HubKind, type: HubType = .jupyterhub, capacity: Int) -> Int {
    max(0, min(left(kind, type: type), capacity))
  }

  /// Whether no further community may come, whatever slots are left.
  public var holdsNewCommunities: Bool { newCommunities.left == 0 }
}
