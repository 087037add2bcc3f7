public import Basics

/// What the engineers said of a feature when it was asked for: whether to build it, keep it, and who has to learn it.
public struct FeatureVerdict: Sendable, Equatable, Codable {
  public var build: Build?
  public var maintain: Maintain?
  /// Who has to learn it, or what: people and words.
  public var learn: [String]
  /// As `YYYY-MM-DD`.
  public var at: String?
  public var by: PersonID?

  public enum Build: String, Sendable, Codable, CaseIterable {
    case easy, hard
    case notPossible = "not-possible"
  }

  public enum Maintain: String, Sendable, Codable, CaseIterable {
    case sustainable
    case notSustainable = "not-sustainable"
  }

  public init(
    build: Build? = nil, maintain: Maintain? = nil, learn: [String] = [], at: String? = nil, by: PersonID? = nil
  ) {
    self.build = build
    self.maintain = maintain
    self.learn = learn
    self.at = at
    self.by = by
  }

  /// `hard to build, sustainable to maintain`; nil where it says neither.
  public var words: String? {
    let build = build.map { build in
      switch build {
      case .easy: "easy to build"
      case .hard: "hard to build"
      case .notPossible: "not possible"
      }
    }
    let maintain = maintain.map { $0 == .sustainable ? "sustainable to maintain" : "not sustainable to maintain" }
    let parts = [build, maintain].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Whether it speaks against having the feature.
  public var isAgainst: Bool { build == .notPossible || maintain == .notSustainable }
}
