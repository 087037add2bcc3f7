import Basics
import Fleet

/// What makes a hub cost work: the six drivers that every card shows, in this order.
public enum EffortDriver: String, Sendable, Codable, CaseIterable {
  /// How many people use it.
  case usage
  /// How people log in.
  case authenticator
  /// What users' servers are made of.
  case image
  /// What was changed beyond the standard hub: features, profiles, code, a cluster of its own.
  case adjustments
  /// What was, or is, to be built before it settles.
  case initialDevelopment = "initial-development"
  /// How well the community helps itself.
  case communityKnowledge = "community-knowledge"

  /// As people read it.
  public var title: String {
    switch self {
    case .usage: "usage"
    case .authenticator: "authenticator"
    case .image: "image"
    case .adjustments: "adjustments"
    case .initialDevelopment: "initial development"
    case .communityKnowledge: "community knowledge"
    }
  }
}

/// How one fact of a declaration changes a hub's work, against a usual hub of its kind.
public struct EffortEffect: Sendable, Equatable, Codable {
  public let driver: EffortDriver
  /// What the declaration says, in a few words.
  public let fact: String
  /// Where the fact comes from.
  public let origin: Origin
  /// How many times the changes of a usual hub of the kind; above 0, 1: no difference.
  public let ratio: Double
  /// How uncertain the ratio is: the standard deviation of its logarithm; 0 or above.
  public let spread: Double
  public let evidence: Evidence

  /// Where a fact comes from.
  public enum Origin: Sendable, Equatable, Codable {
    /// Read off a key of the hub's file, or of the file of its cluster or community.
    case read(String)
    /// Said under `effort` in the hub's file.
    case declared(String)
    /// Neither; the key that would say it.
    case unknown(String)
  }

  /// What a ratio stands on.
  public enum Evidence: String, Sendable, Codable {
    /// Measured on 1,891 quarters of hubs of a public fleet (`docs/design/growth.md`).
    case measured
    /// Measured there, and no effect was found once the others are known.
    case noEffectFound = "no-effect-found"
    /// Nobody has measured it; a judgement, with a wide spread.
    case assumed
  }

  /// How the use of a feature is told.
  static func fact(of feature: FeatureID) -> String { "feature \(feature)" }

  public init(
    _ driver: EffortDriver, _ fact: String, _ origin: Origin, ratio: Double, spread: Double, evidence: Evidence
  ) {
    self.driver = driver
    self.fact = fact
    self.origin = origin
    self.ratio = ratio
    self.spread = spread
    self.evidence = evidence
  }
}
