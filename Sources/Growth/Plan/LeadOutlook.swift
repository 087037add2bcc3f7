public import Basics
public import Fleet
import Forecast

/// What one lead wants, what it would take, and whether there is room for it.
public struct LeadOutlook: Sendable, Equatable {
  public let lead: Lead
  public let effect: Effect
  /// What the service catalogue says of its wishes, in their order, and of its type where that is not offered.
  public let wishes: [WishAnswer]
  /// For each day that was asked for, in its order; empty for a lead that reserves nothing.
  public let fits: [Fit]

  init(_ lead: Lead, in fleet: Fleet, fits: [Fit]) {
    self.lead = lead
    self.fits = fits
    let catalogue = fleet.organisation.catalogue
    var wishes = lead.wishes.map { catalogue.answer(to: $0, for: lead.kind, features: fleet.features) }
    let type = lead.type.rawValue
    if lead.stage.reservesSlots, !catalogue.offers(lead.type, to: lead.kind), !wishes.contains(where: { $0.wish == type }) {
      wishes.append(catalogue.answer(to: type, for: lead.kind, features: [:]))
    }
    self.wishes = wishes
    effect =
      switch lead.stage {
      case .lead, .qualified, .prospect, .partner: .reserves(lead.hubs, lead.kind)
      case .leaving: .frees(lead.hubs, lead.kind)
      case .renewal: .mayFree(lead.hubs, lead.kind)
      case .active: .nothing
      }
  }

  /// Those that are not offered, not in service, or not known: to be told early.
  public var outsideCatalogue: [WishAnswer] { wishes.filter { !$0.isOffered } }

  /// The first of the days that were asked for on which there is room; nil: on none of them.
  public var fitsFrom: CalendarDay? { fits.first { $0.obstacles.isEmpty }?.day }

  /// Whether there is room for it on a day, after the leads before it.
  public struct Fit: Sendable, Equatable {
    public let day: CalendarDay
    /// Empty: there is room.
    public let obstacles: [Obstacle]
  }

  public enum Effect: Sendable, Equatable {
    case reserves(Int, HubKind)
    case frees(Int, HubKind)
    case mayFree(Int, HubKind)
    case nothing

    /// `reserves 2 basic`.
    public var words: String {
      switch self {
      case .reserves(let hubs, let kind): "reserves \(hubs) \(kind.rawValue)"
      case .frees(let hubs, let kind): "frees \(hubs) \(kind.rawValue)"
      case .mayFree(let hubs, let kind): "frees \(hubs) \(kind.rawValue), if it is not renewed"
      case .nothing: "reserves nothing"
      }
    }
  }

  /// Why there is no room.
  public enum Obstacle: Sendable, Equatable {
    /// The open phase has fewer slots of the kind left.
    case phase(HubKind, left: Int)
    /// The open phase has fewer slots of the type left.
    case type(HubType, left: Int)
    /// The open phase lets no further community in.
    case newCommunities
    /// The team can take fewer, with 85 %.
    case capacity(HubKind, left: Int)
    /// The service catalogue does not offer the type to the kind.
    case notOffered(HubType)

    public var sentence: String {
      switch self {
      case .phase(let kind, let left): "the phase has \(PlanWords.count(left, "\(kind.rawValue) slot")) left"
      case .type(let type, let left): "the phase has \(PlanWords.count(left, "slot")) for \(type.rawValue) left"
      case .newCommunities: "the phase lets no further community in"
      case .capacity(let kind, let left): "the team can take \(PlanWords.count(left, "\(kind.rawValue) hub")) more"
      case .notOffered(let type): "\(type.rawValue) is not offered to hubs of this kind"
      }
    }
  }
}

/// Gives slots to leads in order: who has come furthest first, then who starts first. A lead for which there is no room takes
/// none, so that a smaller one after it may still fit.
struct LeadAllocation {
  private let catalogue: Catalogue
  private let order: [Lead]
  private let phase: PhaseSlots?
  private let deducted: Set<Lead.Stage>
  private let present: Set<CommunityID>

  init(_ fleet: Fleet, _ pipeline: [Lead], phase: PhaseSlots?, deducted: Set<Lead.Stage>) {
    catalogue = fleet.organisation.catalogue
    let stages = Lead.Stage.allCases
    order = pipeline.filter(\.stage.reservesSlots).sorted { one, other in
      let (first, second) = (stages.firstIndex(of: one.stage) ?? 0, stages.firstIndex(of: other.stage) ?? 0)
      if first != second { return first > second }
      return one.starts == other.starts ? one.id < other.id : one.starts < other.starts
    }
    self.phase = phase
    self.deducted = deducted
    present = Set(fleet.productionHubs.map(\.community))
  }

  /// A number of slots, rounded down; beyond what anybody counts, it is cut.
  static func whole(_ slots: Double) -> Int {
    slots.isNaN ? 0 : Int(min(max(slots.rounded(.down), -1e9), 1e9))
  }

  /// What stands in the way of each lead on the day; empty where there is room.
  func fits(_ room: PipelineForecast.Room) -> [LeadID: [LeadOutlook.Obstacle]] {
    var kinds = phase.map { phase in HubKind.allCases.reduce(into: [HubKind: Int]()) { $0[$1] = phase.kinds[$1]?.free ?? 0 } }
    var types = phase.map { phase in phase.types.compactMapValues(\.free) } ?? [:]
    var communities = phase?.newCommunities.free
    var known = present
    // Capacity is told for each kind as if only that kind came: what one kind takes, it takes in its share from all.
    var taken = 0.0
    var result: [LeadID: [LeadOutlook.Obstacle]] = [:]
    for lead in order {
      var obstacles: [LeadOutlook.Obstacle] = []
      if !catalogue.offers(lead.type, to: lead.kind) { obstacles.append(.notOffered(lead.type)) }
      let isNew = lead.community.map { !known.contains($0) } ?? true
      if let left = kinds?[lead.kind], left < lead.hubs { obstacles.append(.phase(lead.kind, left: left)) }
      if let left = types[lead.type], left < lead.hubs { obstacles.append(.type(lead.type, left: left)) }
      if isNew, let left = communities, left < 1 { obstacles.append(.newCommunities) }
      let needsRoom = !deducted.contains(lead.stage)
      let slots = room.slots[lead.kind].flatMap { $0.count > 0 ? max(0, Self.whole($0.holding(PlanFigures.slotsConfidence))) : nil }
      if needsRoom, let slots {
        let left = Self.whole(Double(slots) * (1 - taken) + 1e-9)
        if left < lead.hubs { obstacles.append(.capacity(lead.kind, left: max(0, left))) }
      }
      result[lead.id] = obstacles
      guard obstacles.isEmpty else { continue }
      kinds?[lead.kind]? -= lead.hubs
      types[lead.type]? -= lead.hubs
      if isNew { communities? -= 1 }
      if let community = lead.community { known.insert(community) }
      if needsRoom, let slots, slots > 0 { taken += Double(lead.hubs) / Double(slots) }
    }
    return result
  }
}
