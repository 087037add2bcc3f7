/// How many hubs of each kind can be taken: now, in one month, in three. For programs and pages.
public struct SlotsAnswer: Codable, Sendable, Equatable {
  /// The share of cases in which the published numbers hold, within (0, 1).
  public var confidence: Double
  /// What is promised: within how many working days which share is done.
  public var promisedDays: Double
  public var promisedConfidence: Double
  /// Three: now, in one month, in three.
  public var horizons: [Horizon]
  /// What the numbers are made of, at present.
  public var load: Load
  public var skills: [Skill]
  /// What hangs on single people; nil: that is not known.
  public var risk: Risk?

  public init(
    confidence: Double, promisedDays: Double, promisedConfidence: Double, horizons: [Horizon], load: Load, skills: [Skill],
    risk: Risk? = nil
  ) {
    self.confidence = confidence
    self.promisedDays = promisedDays
    self.promisedConfidence = promisedConfidence
    self.horizons = horizons
    self.load = load
    self.skills = skills
    self.risk = risk
  }

  /// Production hubs with a feature that one person alone, or nobody, can maintain.
  public struct Risk: Codable, Sendable, Equatable {
    /// Their share of all production hubs, and of the work; 0…1.
    public var shareOfHubs: Double
    public var shareOfWork: Double
    /// The person with most of them first.
    public var people: [Dependence]
    /// Hubs with a feature that nobody here can maintain.
    public var orphaned: [String]

    public init(shareOfHubs: Double, shareOfWork: Double, people: [Dependence], orphaned: [String]) {
      self.shareOfHubs = shareOfHubs
      self.shareOfWork = shareOfWork
      self.people = people
      self.orphaned = orphaned
    }
  }

  public struct Dependence: Codable, Sendable, Equatable {
    public var person: String
    public var hubs: [String]

    public init(person: String, hubs: [String]) {
      self.person = person
      self.hubs = hubs
    }
  }

  public struct Horizon: Codable, Sendable, Equatable {
    /// `now`, `in one month`, `in three months`.
    public var name: String
    /// As `YYYY-MM-DD`.
    public var day: String
    /// In the order basic, research, experimental.
    public var kinds: [Kind]

    public init(name: String, day: String, kinds: [Kind]) {
      self.name = name
      self.day = day
      self.kinds = kinds
    }
  }

  /// Slots of one kind, if only that kind comes.
  public struct Kind: Codable, Sendable, Equatable {
    public var kind: String
    /// What is published: the smaller of what the team can take and what the phase has left.
    public var slots: Int
    /// What the team can take, with the confidence.
    public var capacity: Int
    /// What the open phase has left; nil: no phases are declared.
    public var leftInPhase: Int?
    /// What the team can take, in half of the cases, and in the best and the worst twentieth.
    public var median: Int
    public var low: Int
    public var high: Int
    /// The chance that at least 1, 2, … can be taken.
    public var chances: [Double]
    /// What keeps it from being more, as a short text: `work`, `the phase`, `nobody else knows dask`.
    public var limitedBy: String

    public init(
      kind: String, slots: Int, capacity: Int, leftInPhase: Int?, median: Int, low: Int, high: Int, chances: [Double],
      limitedBy: String
    ) {
      self.kind = kind
      self.slots = slots
      self.capacity = capacity
      self.leftInPhase = leftInPhase
      self.median = median
      self.low = low
      self.high = high
      self.chances = chances
      self.limitedBy = limitedBy
    }
  }

  /// Items of work (changes and incidents) a quarter, expected.
  public struct Load: Codable, Sendable, Equatable {
    /// People who work on operations at present.
    public var people: Int
    /// What they could do if always busy.
    public var possible: Double
    /// The share of it that may be used for the promise to hold: the highest utilisation.
    public var highestUtilisation: Double
    /// What hubs ask for, what the platform does, what failing rollouts ask for again, what is reserved for the pipeline,
    /// by its chances.
    public var hubs: Double
    public var platform: Double
    public var rework: Double
    public var reserved: Double
    /// What is left below the highest utilisation; below 0 where more is asked for than the promise allows.
    public var free: Double
    /// Working days within which the promised share is done at this load; nil: it cannot be done.
    public var turnaroundDays: Double?
    public var hoursOfAnItem: Double
    /// The expected share of rollouts that fail, and what it stands on.
    public var failureShare: Double
    public var rollouts: Int
    public var failedRollouts: Int
    /// How many more hubs the shared clusters have room for; nil: not all of them declare a quota.
    public var room: Int?

    public init(
      people: Int, possible: Double, highestUtilisation: Double, hubs: Double, platform: Double, rework: Double,
      reserved: Double, free: Double, turnaroundDays: Double?, hoursOfAnItem: Double, failureShare: Double, rollouts: Int,
      failedRollouts: Int, room: Int? = nil
    ) {
      self.people = people
      self.possible = possible
      self.highestUtilisation = highestUtilisation
      self.hubs = hubs
      self.platform = platform
      self.rework = rework
      self.reserved = reserved
      self.free = free
      self.turnaroundDays = turnaroundDays
      self.hoursOfAnItem = hoursOfAnItem
      self.failureShare = failureShare
      self.rollouts = rollouts
      self.failedRollouts = failedRollouts
      self.room = room
    }

    /// Utilisation that is asked for: everything over what is possible.
    public var utilisation: Double { possible > 0 ? (hubs + platform + rework + reserved) / possible : .infinity }
  }

  /// A feature (or type of hub) and those who can maintain it.
  public struct Skill: Codable, Sendable, Equatable {
    public var skill: String
    public var maintainers: [String]
    /// Why few know it on purpose.
    public var specialist: String?
    /// Production hubs that need it, and their share of the work of all, 0…1.
    public var hubs: [String]
    public var shareOfWork: Double
    /// Slots in three months for hubs that need it, by kind.
    public var slots: [String: Int]
    /// Whom it would help most to train, and how many slots more that opens, by kind.
    public var train: String?
    public var opens: [String: Int]

    public init(
      skill: String, maintainers: [String], specialist: String?, hubs: [String], shareOfWork: Double, slots: [String: Int],
      train: String?, opens: [String: Int]
    ) {
      self.skill = skill
      self.maintainers = maintainers
      self.specialist = specialist
      self.hubs = hubs
      self.shareOfWork = shareOfWork
      self.slots = slots
      self.train = train
      self.opens = opens
    }
  }
}

/// One of the things that limit growth, and what changing it would bring.
public struct LimitAnswer: Codable, Sendable, Equatable {
  /// `failing rollouts`, `exceptions`, `single maintainers`, `support load`, `quota`, `cash`.
  public var limit: String
  /// What would be changed: `if rollouts failed half as often`.
  public var change: String
  /// How many slots more that brings in three months, by kind; nil: not measured.
  public var adds: [String: Int]?
  /// Items a quarter that it frees; nil: not measured.
  public var freesItems: Double?
  /// Why it is not known.
  public var notMeasured: String?
  /// Where it is seen: a path of the pages.
  public var path: String?

  public init(
    limit: String, change: String, adds: [String: Int]?, freesItems: Double? = nil, notMeasured: String? = nil,
    path: String? = nil
  ) {
    self.limit = limit
    self.change = change
    self.adds = adds
    self.freesItems = freesItems
    self.notMeasured = notMeasured
    self.path = path
  }
}
