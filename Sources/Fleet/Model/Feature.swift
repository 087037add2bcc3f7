public import Basics

/// A named capability beyond the standard hub: `features/<feature>.yaml`.
public struct Feature: Sendable, Equatable {
  public var id: FeatureID
  public var file: String
  public var name: String
  public var description: String?
  public var stage: Stage
  public var owners: [PersonID]
  /// As `YYYY-MM-DD`.
  public var since: String?
  /// As `YYYY-MM-DD`.
  public var reviewBy: String?
  public var documentation: String?
  /// The paths of chart values that it explains.
  public var explains: [String]
  /// By what values show that a hub of an adopted layout has it; empty: by any of the paths that it explains.
  public var shownBy: [FeatureSign]
  /// Why few may know it on purpose; nil: everybody should.
  public var specialist: String?
  /// What the engineers said when it was asked for.
  public var verdict: FeatureVerdict?
  /// Whether it comes from the register that Atoll brings, and no file declares it.
  public var isBuiltIn: Bool

  public init(
    id: FeatureID, file: String? = nil, name: String? = nil, description: String? = nil, stage: Stage,
    owners: [PersonID] = [], since: String? = nil, reviewBy: String? = nil, documentation: String? = nil,
    explains: [String] = [], shownBy: [FeatureSign] = [], specialist: String? = nil, verdict: FeatureVerdict? = nil,
    isBuiltIn: Bool = false
  ) {
    self.id = id
    self.file = file ?? "features/\(id).yaml"
    self.name = name ?? id.rawValue
    self.description = description
    self.stage = stage
    self.owners = owners
    self.since = since
    self.reviewBy = reviewBy
    self.documentation = documentation
    self.explains = explains
    self.shownBy = shownBy
    self.specialist = specialist
    self.verdict = verdict
    self.isBuiltIn = isBuiltIn
  }

  public enum Stage: String, Sendable, Codable, CaseIterable {
    case idea, candidate, scoped, building, experimental, beta, general, retired
  }
}
