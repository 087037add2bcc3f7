public import Basics

/// A community that may come, stays to be renewed, or leaves: one of `pipeline` of `fleet.yaml`.
public struct Lead: Sendable, Equatable {
  public var id: LeadID
  public var name: String
  /// The community it is, where that is served already.
  public var community: CommunityID?
  public var kind: HubKind
  public var type: HubType
  /// How many hubs; 1 or more.
  public var hubs: Int
  /// The day from which its hubs are likely to be wanted; for `leaving` the day on which they go.
  public var starts: CalendarDay
  /// That it comes at all (for `leaving`: that it goes). Within 0…1.
  public var probability: Double
  public var stage: Stage
  /// Features and other things that it wants, in one word each.
  public var wishes: [String]
  /// A month for all its hubs; nil: the fee of its kind.
  public var fee: Money?

  public init(
    id: LeadID, name: String? = nil, community: CommunityID? = nil, kind: HubKind, type: HubType = .jupyterhub, hubs: Int = 1,
    starts: CalendarDay, probability: Double? = nil, stage: Stage, wishes: [String] = [], fee: Money? = nil
  ) {
    self.id = id
    self.name = name ?? id.rawValue
    self.community = community
    self.kind = kind
    self.type = type
    self.hubs = hubs
    self.starts = starts
    self.probability = probability ?? stage.usualProbability
    self.stage = stage
    self.wishes = wishes
    self.fee = fee
  }

  /// How far it has come, in the order in which that goes.
  public enum Stage: String, Sendable, Codable, CaseIterable {
    case lead, qualified
    /// Has said yes.
    case prospect
    /// Has signed.
    case partner
    /// Its hubs run; it reserves nothing.
    case active
    /// Its agreement ends soon.
    case renewal
    case leaving

    /// That it comes to what it is on the way to, where nothing is declared. Assumed (`docs/design/growth.md`).
    public var usualProbability: Double {
      switch self {
      case .lead: 0.1
      case .qualified: 0.3
      case .prospect: 0.7
      case .partner: 0.95
      case .active: 1
      case .renewal: 0.85
      case .leaving: 0.95
      }
    }
  }
}

/// The short name of a lead: a key under `pipeline`.
public struct LeadID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}
