import Basics

/// Whether somebody may enter a hub, and why: the rule and the line that decided.
public struct Admission: Sendable, Equatable {
  public let answer: Answer
  /// What the values alone would answer, where the answer is uncertain and they do answer.
  public let byTheValues: Answer?
  /// The name that they get in the hub; nil where they get none, or a made-up one.
  public let name: String?
  public let isAdmin: Bool
  /// The rules that decided, the first one first.
  public let reasons: [Audience.Reason]
  /// Why it may be otherwise; empty where it is certain.
  public let doubts: [Audience.Doubt]

  public enum Answer: String, Sendable, Codable, CaseIterable {
    case yes, no, uncertain
  }

  /// How wide the rule is that lets them in; nil where none does.
  public var level: AudienceLevel? {
    for reason in reasons { if case .admits(let level) = reason.effect { return level } }
    return nil
  }
}

/// What ends the asking before anybody is in.
enum Halt: Error {
  case refused(Audience.Reason)
  case uncertain(Audience.Doubt)

  static func refused(_ sentence: String, at place: SourcePlace?) -> Halt {
    .refused(Audience.Reason(.restricts, sentence, at: place))
  }

  static func uncertain(_ sentence: String, at place: SourcePlace? = nil) -> Halt {
    .uncertain(Audience.Doubt(.rule, sentence, at: place.map { [$0] } ?? []))
  }
}
