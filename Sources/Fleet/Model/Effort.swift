/// What makes a hub cost work, as far as its declaration says.
public struct Effort: Sendable, Equatable {
  /// How many people the hub serves.
  public var people: Int?
  /// How many of them at once.
  public var atOnce: Int?
  public var authenticator: Authenticator?
  public var image: Image?
  /// Words such as `gpu`, `sidecar`.
  public var adjustments: [String]
  public var initialDevelopment: InitialDevelopment?
  public var communityKnowledge: CommunityKnowledge?

  public init(
    people: Int? = nil, atOnce: Int? = nil, authenticator: Authenticator? = nil, image: Image? = nil,
    adjustments: [String] = [], initialDevelopment: InitialDevelopment? = nil,
    communityKnowledge: CommunityKnowledge? = nil
  ) {
    self.people = people
    self.atOnce = atOnce
    self.authenticator = authenticator
    self.image = image
    self.adjustments = adjustments
    self.initialDevelopment = initialDevelopment
    self.communityKnowledge = communityKnowledge
  }

  public enum Authenticator: String, Sendable, Codable, CaseIterable { case standard, custom }
  public enum Image: String, Sendable, Codable, CaseIterable { case standard, packages, own, monumental }
  public enum InitialDevelopment: String, Sendable, Codable, CaseIterable { case none, some, much }
  public enum CommunityKnowledge: String, Sendable, Codable, CaseIterable { case low, some, high }
}
