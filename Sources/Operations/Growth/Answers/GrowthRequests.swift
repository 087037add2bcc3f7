/// What people tell the control plane about growth. Days are `YYYY-MM-DD`.
public enum GrowthRequests {
  /// An answer to a question of a gate.
  public struct Answer: Codable, Sendable, Equatable {
    public var phase: String
    public var area: String
    public var question: String
    public var yes: Bool
    /// What it stands on: a sentence, a link.
    public var evidence: String
    /// Nil: today.
    public var on: String?

    public init(phase: String, area: String, question: String, yes: Bool, evidence: String, on: String? = nil) {
      self.phase = phase
      self.area = area
      self.question = question
      self.yes = yes
      self.evidence = evidence
      self.on = on
    }
  }

  /// Working time that somebody spent.
  public struct Hours: Codable, Sendable, Equatable {
    public var person: String
    /// Nil: today.
    public var day: String?
    public var hours: Double
    /// `development project`, `expected operations`, `unplanned`.
    public var workClass: String
    public var hub: String?
    public var note: String?

    public init(person: String, day: String? = nil, hours: Double, workClass: String, hub: String? = nil, note: String? = nil) {
      self.person = person
      self.day = day
      self.hours = hours
      self.workClass = workClass
      self.hub = hub
      self.note = note
    }
  }

  /// The outcome of a feature's review.
  public struct Review: Codable, Sendable, Equatable {
    /// `promote`, `keep`, `retire`.
    public var outcome: String
    public var because: String
    /// The next review; nil: none.
    public var next: String?

    public init(outcome: String, because: String, next: String? = nil) {
      self.outcome = outcome
      self.because = because
      self.next = next
    }
  }

  /// The next phase opened before its gates have held.
  public struct Opening: Codable, Sendable, Equatable {
    public var phase: String
    public var because: String

    public init(phase: String, because: String) {
      self.phase = phase
      self.because = because
    }
  }
}

/// Working time on record.
public struct HoursAnswer: Codable, Sendable, Equatable {
  public var id: Int
  public var person: String
  public var day: String
  public var hours: Double
  public var workClass: String
  public var hub: String?
  public var note: String
  public var by: String

  public init(id: Int, person: String, day: String, hours: Double, workClass: String, hub: String?, note: String, by: String) {
    self.id = id
    self.person = person
    self.day = day
    self.hours = hours
    self.workClass = workClass
    self.hub = hub
    self.note = note
    self.by = by
  }
}
