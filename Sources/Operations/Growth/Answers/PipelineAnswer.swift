public import Basics

/// Who may come, stays or leaves, against the slots there are. For programs and pages.
public struct PipelineAnswer: Codable, Sendable, Equatable {
  /// By the day they are likely to start.
  public var leads: [LeadAnswer]
  public var horizons: [Horizon]

  public init(leads: [LeadAnswer], horizons: [Horizon]) {
    self.leads = leads
    self.horizons = horizons
  }

  public struct LeadAnswer: Codable, Sendable, Equatable {
    public var id: String
    public var name: String
    public var community: String?
    public var stage: String
    public var kind: String
    public var type: String
    public var hubs: Int
    /// As `YYYY-MM-DD`.
    public var starts: String
    public var probability: Double
    /// A month; nil: no fee is known.
    public var fee: Money?
    public var wishes: [Wish]
    /// What it means for slots: `reserves 2 basic`, `frees 1 research`, `reserves nothing`.
    public var effect: String
    /// The first month (`YYYY-MM`) in which there is room for it with 85 %; nil: none within a year, or nothing to decide.
    public var fitsFrom: String?
    /// Why there is no room for it on any of the days looked at; nil: there is, or nothing to decide.
    public var obstacle: String?

    public init(
      id: String, name: String, community: String?, stage: String, kind: String, type: String, hubs: Int, starts: String,
      probability: Double, fee: Money?, wishes: [Wish], effect: String, fitsFrom: String?,
      obstacle: String? = nil
    ) {
      self.id = id
      self.name = name
      self.community = community
      self.stage = stage
      self.kind = kind
      self.type = type
      self.hubs = hubs
      self.starts = starts
      self.probability = probability
      self.fee = fee
      self.wishes = wishes
      self.effect = effect
      self.fitsFrom = fitsFrom
      self.obstacle = obstacle
    }
  }

  public struct Wish: Codable, Sendable, Equatable {
    public var wish: String
    public var isOffered: Bool
    /// What is offered instead.
    public var instead: String?

    public init(wish: String, isOffered: Bool, instead: String?) {
      self.wish = wish
      self.isOffered = isOffered
      self.instead = instead
    }
  }

  public struct Horizon: Codable, Sendable, Equatable {
    /// `now`, `in one month`, `in three months`, `in 12 months`.
    public var name: String
    public var day: String
    public var kinds: [Kind]

    public init(name: String, day: String, kinds: [Kind]) {
      self.name = name
      self.day = day
      self.kinds = kinds
    }
  }

  public struct Kind: Codable, Sendable, Equatable {
    public var kind: String
    public var expectedHubs: Double
    /// Slots that are published for the kind; nil: not known.
    public var slots: Int?
    /// The chance that more hubs come than there is room for; nil: not known.
    public var overbooking: Double?

    public init(kind: String, expectedHubs: Double, slots: Int?, overbooking: Double?) {
      self.kind = kind
      self.expectedHubs = expectedHubs
      self.slots = slots
      self.overbooking = overbooking
    }
  }
}

/// A feature that is to be looked at again.
public struct ReviewAnswer: Codable, Sendable, Equatable {
  public var feature: String
  public var name: String
  public var stage: String
  /// As `YYYY-MM-DD`; nil: no day is declared.
  public var due: String?
  public var isOverdue: Bool
  /// Production hubs that use it, how many communities and people those serve.
  public var hubs: [String]
  public var communities: Int
  public var people: Int?
  public var maintainers: [String]
  public var specialist: String?
  /// Hours a quarter that hubs with it ask for, and that the same hubs, as they are declared but for it, would be expected
  /// to ask for.
  public var hoursAQuarter: Double
  public var hoursWithoutIt: Double
  /// Quarters of those hubs that are on record, all together; below 1 the work decides nothing.
  public var quartersOnRecord: Double
  /// `promote`, `keep`, `retire`, and why: a suggestion, never done by itself.
  public var suggestion: String
  public var grounds: [String]
  public var last: Reviewed?

  public init(
    feature: String, name: String, stage: String, due: String?, isOverdue: Bool, hubs: [String], communities: Int,
    people: Int?, maintainers: [String], specialist: String?, hoursAQuarter: Double, hoursWithoutIt: Double,
    quartersOnRecord: Double, suggestion: String, grounds: [String], last: Reviewed?
  ) {
    self.feature = feature
    self.name = name
    self.stage = stage
    self.due = due
    self.isOverdue = isOverdue
    self.hubs = hubs
    self.communities = communities
    self.people = people
    self.maintainers = maintainers
    self.specialist = specialist
    self.hoursAQuarter = hoursAQuarter
    self.hoursWithoutIt = hoursWithoutIt
    self.quartersOnRecord = quartersOnRecord
    self.suggestion = suggestion
    self.grounds = grounds
    self.last = last
  }

  public struct Reviewed: Codable, Sendable, Equatable {
    public var outcome: String
    public var because: String
    public var on: String
    public var by: String
    public var next: String?

    public init(outcome: String, because: String, on: String, by: String, next: String?) {
      self.outcome = outcome
      self.because = because
      self.on = on
      self.by = by
      self.next = next
    }
  }
}
