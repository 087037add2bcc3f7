public import Basics
public import Growth

/// Hours that a person worked on a day, as someone logged them.
public struct HoursEntry: Sendable, Equatable, Codable, Identifiable {
  /// Counts up; a later entry has a higher number.
  public let id: Int
  public let person: PersonID
  public let day: CalendarDay
  /// Above 0, at most 24.
  public let hours: Double
  public let workClass: WorkClass
  /// Nil: for no hub in particular.
  public let hub: HubID?
  public let note: String
  /// When it was logged, in seconds since 1970.
  public let at: Double
  /// Who logged it.
  public let by: String
  /// When it was withdrawn; nil where it counts.
  public let withdrawn: Double?
  public let withdrawnBy: String?

  /// Hours that are to be logged.
  public struct Draft: Sendable, Equatable {
    public var person: PersonID
    public var day: CalendarDay
    /// Above 0, at most 24.
    public var hours: Double
    public var workClass: WorkClass
    public var hub: HubID?
    /// At most 4,000 characters.
    public var note: String
    public var by: String

    public init(
      _ person: PersonID, on day: CalendarDay, hours: Double, _ workClass: WorkClass, hub: HubID? = nil, note: String = "",
      by: String
    ) {
      self.person = person
      self.day = day
      self.hours = hours
      self.workClass = workClass
      self.hub = hub
      self.note = note
      self.by = by
    }
  }
}

extension HoursEntry {
  /// The entry in words: `ada worked 3 h on reef on 2026-03-02 (unplanned)`.
  var sentence: String {
    let place = hub.map { " on \($0)" } ?? ""
    return "\(person) worked \(HoursEntry.text(hours))\(place) on \(day) (\(workClass.rawValue))"
  }

  /// To the hundredth: `3 h`, `1.25 h`.
  static func text(_ hours: Double) -> String {
    let rounded = (hours * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded)) h" : "\(rounded) h"
  }

  var subject: Event.Subject { hub.map { .hub($0) } ?? .person(person) }

  var details: JSONValue {
    var members: [String: JSONValue] = [
      "entry": .int(id), "person": .string(person.rawValue), "day": .string(day.description), "hours": .double(hours),
    ]
    if !note.isEmpty { members["why"] = .string(note) }
    return .object(members)
  }
}
