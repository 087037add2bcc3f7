/// The growth plan at one moment: the phase, the slots, the areas, what limits. For programs and pages.
public struct GrowthAnswer: Codable, Sendable, Equatable {
  public var organisation: String
  /// Seconds since 1970.
  public var at: Double
  /// Whether the control plane's record was counted; else the folder alone.
  public var isRecorded: Bool
  /// The open phase; nil: no phases are declared.
  public var phase: PhaseAnswer?
  /// The next one; nil: the open one is the last, or there are none.
  public var next: NextPhaseAnswer?
  /// Nil: no team is declared.
  public var slots: SlotsAnswer?
  /// The one that would bring most first.
  public var limits: [LimitAnswer]
  /// Nil: no money is declared.
  public var runway: RunwaySummary?
  public var pipeline: PipelineSummary
  /// Feature reviews that are due, or will be within 30 days.
  public var reviewsDue: [ReviewAnswer]
  /// What is not declared, and so not known: each a sentence with the next step.
  public var missing: [String]

  public init(
    organisation: String, at: Double, isRecorded: Bool, phase: PhaseAnswer?, next: NextPhaseAnswer?, slots: SlotsAnswer?,
    limits: [LimitAnswer], runway: RunwaySummary?, pipeline: PipelineSummary, reviewsDue: [ReviewAnswer], missing: [String]
  ) {
    self.organisation = organisation
    self.at = at
    self.isRecorded = isRecorded
    self.phase = phase
    self.next = next
    self.slots = slots
    self.limits = limits
    self.runway = runway
    self.pipeline = pipeline
    self.reviewsDue = reviewsDue
    self.missing = missing
  }

  public struct RunwaySummary: Codable, Sendable, Equatable {
    /// Months that the money lasts with 85 %, and in half of the cases; 60 stands for 60 or more.
    public var months: Double
    public var median: Double
    /// What communities pay over what the service costs the organisation; grants are not counted.
    public var recovery: Double
    public var advice: String

    public init(months: Double, median: Double, recovery: Double, advice: String) {
      self.months = months
      self.median = median
      self.recovery = recovery
      self.advice = advice
    }
  }

  public struct PipelineSummary: Codable, Sendable, Equatable {
    public var leads: Int
    /// Hubs that are expected to come within three months.
    public var expectedHubs: Double
    /// The highest chance, over the kinds, that more come within three months than there are slots; nil: no slots known.
    public var overbooking: Double?
    public var outsideCatalogue: Int

    public init(leads: Int, expectedHubs: Double, overbooking: Double?, outsideCatalogue: Int) {
      self.leads = leads
      self.expectedHubs = expectedHubs
      self.overbooking = overbooking
      self.outsideCatalogue = outsideCatalogue
    }
  }
}

/// A phase of growth that is open.
public struct PhaseAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var description: String?
  /// Which of how many, from 1.
  public var number: Int
  public var count: Int
  /// Seconds since 1970; nil: it was open from the beginning.
  public var opened: Double?
  public var openedBy: String?
  public var slots: [Used]
  /// Communities not served before: how many came, and how many may (nil: not bounded).
  public var newCommunities: Used

  public init(
    name: String, description: String?, number: Int, count: Int, opened: Double?, openedBy: String?, slots: [Used],
    newCommunities: Used
  ) {
    self.name = name
    self.description = description
    self.number = number
    self.count = count
    self.opened = opened
    self.openedBy = openedBy
    self.slots = slots
    self.newCommunities = newCommunities
  }

  /// Slots of a kind or a type, and what took them.
  public struct Used: Codable, Sendable, Equatable {
    /// A kind, a type, or `new communities`.
    public var of: String
    /// Nil: not bounded.
    public var slots: Int?
    public var used: Int
    /// Reserved by leads that have signed.
    public var reserved: Int
    /// Nil: not bounded.
    public var left: Int?
    /// Names of the hubs that came (of the communities, for new ones).
    public var names: [String]

    public init(of: String, slots: Int?, used: Int, reserved: Int, left: Int?, names: [String]) {
      self.of = of
      self.slots = slots
      self.used = used
      self.reserved = reserved
      self.left = left
      self.names = names
    }
  }
}

/// The phase that opens next, with its gates.
public struct NextPhaseAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var description: String?
  /// Slots by kind that it brings.
  public var slots: [String: Int]
  /// Days for which all its gates must have held.
  public var holdDays: Double
  /// Since when all hold; nil: they do not.
  public var allHoldSince: Double?
  /// When it opens if everything goes on as it is; nil: not while something does not hold.
  public var opensAt: Double?
  /// In the order infrastructure, operations, sales.
  public var areas: [AreaAnswer]

  public init(
    name: String, description: String?, slots: [String: Int], holdDays: Double, allHoldSince: Double?, opensAt: Double?,
    areas: [AreaAnswer]
  ) {
    self.name = name
    self.description = description
    self.slots = slots
    self.holdDays = holdDays
    self.allHoldSince = allHoldSince
    self.opensAt = opensAt
    self.areas = areas
  }
}

/// One area of a gate: what must hold, what is asked.
public struct AreaAnswer: Codable, Sendable, Equatable {
  /// `infrastructure`, `operations`, `sales`.
  public var area: String
  /// As people call it: `Operations and support`.
  public var title: String
  public var items: [GateItemAnswer]

  public init(area: String, title: String, items: [GateItemAnswer]) {
    self.area = area
    self.title = title
    self.items = items
  }

  public var holding: Int { items.count(where: \.holds) }
}

/// A condition or a question of a gate.
public struct GateItemAnswer: Codable, Sendable, Equatable {
  /// Names it within its phase, in links and answers.
  public var key: String
  public var isQuestion: Bool
  /// `At least 95 % of rollouts succeed (30 days)`, or the question.
  public var text: String
  /// Whether it is met: what is not measured or not answered is not.
  public var holds: Bool
  /// Whether it was measured or answered at all.
  public var isKnown: Bool
  /// What was measured, in words: `7 of 9 rollouts (78 %)`; nil where nothing was.
  public var value: String?
  public var number: Double?
  /// Since when it holds, or does not, in seconds since 1970.
  public var since: Double?
  /// Why nothing was measured, and what will bring it.
  public var notMeasured: String?
  /// What would make it hold (or, where it holds, what keeps it).
  public var change: String?
  /// Of a question: who answered, when, with which evidence.
  public var answer: Answered?
  public var evidence: [EvidenceAnswer]

  /// - Parameter holds: nil: not measured, or not answered.
  public init(
    key: String, isQuestion: Bool, text: String, holds: Bool?, value: String?, number: Double?, since: Double?,
    notMeasured: String?, change: String?, answer: Answered?, evidence: [EvidenceAnswer]
  ) {
    self.key = key
    self.isQuestion = isQuestion
    self.text = text
    self.holds = holds ?? false
    isKnown = holds != nil
    self.value = value
    self.number = number
    self.since = since
    self.notMeasured = notMeasured
    self.change = change
    self.answer = answer
    self.evidence = evidence
  }

  /// Whether it holds, as far as that is known.
  public var standing: Bool? { isKnown ? holds : nil }

  /// The key without bound and time, which is enough where it names one item: `infrastructure.rollout_success`.
  public var shortKey: String {
    isQuestion ? key : key.split(separator: ".").prefix(2).joined(separator: ".")
  }

  public struct Answered: Codable, Sendable, Equatable {
    public var isYes: Bool
    public var evidence: String
    /// As `YYYY-MM-DD`.
    public var on: String
    public var by: String

    public init(isYes: Bool, evidence: String, on: String, by: String) {
      self.isYes = isYes
      self.evidence = evidence
      self.on = on
      self.by = by
    }
  }
}

/// Something that a number is made of, with the page that shows it.
public struct EvidenceAnswer: Codable, Sendable, Equatable {
  public var text: String
  /// A path of the pages; nil where nothing is to be opened.
  public var path: String?
  /// Whether it speaks for the condition; nil: neither way.
  public var isGood: Bool?

  public init(text: String, path: String? = nil, isGood: Bool? = nil) {
    self.text = text
    self.path = path
    self.isGood = isGood
  }
}
