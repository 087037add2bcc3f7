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
  /// Why few may know it on purpose; nil: everybody should.
  public var specialist: String?

  public init(
    id: FeatureID, file: String? = nil, name: String? = nil, description: String? = nil, stage: Stage,
    owners: [PersonID] = [], since: String? = nil, reviewBy: String? = nil, documentation: String? = nil,
    explains: [String] = [], specialist: String? = nil
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
    self.specialist = specialist
  }

  public enum Stage: String, Sendable, Codable, CaseIterable {
    case idea, candidate, scoped, building, experimental, beta, general, retired
  }
}
