/// What is offered to each kind of hub, and so what is standard: `catalogue` of `fleet.yaml`.
public struct Catalogue: Sendable, Equatable {
  /// A kind that is missing here is not described: nothing is outside its scope.
  public var offers: [HubKind: Offer]
  /// A wish that is not offered → what is offered instead.
  public var instead: [String: String]

  public init(offers: [HubKind: Offer] = [:], instead: [String: String] = [:]) {
    self.offers = offers
    self.instead = instead
  }

  /// What hubs of a kind may have of the sort that a word belongs to (types of hub, images, ways to log in, or else
  /// features), in order; nil where that is not bounded.
  public func offered(inPlaceOf word: String, to kind: HubKind) -> [String]? {
    guard let offer = offers[kind] else { return nil }
    if HubType(rawValue: word) != nil { return offer.types.inOrder }
    if Effort.Image(rawValue: word) != nil { return offer.images?.inOrder }
    if Access.Login(rawValue: word) != nil { return offer.logins?.inOrder }
    return offer.features?.sorted()
  }

  /// Whether hubs of a kind may have what a word names: a type of hub, an image, a way to log in, or else a feature.
  public func offers(_ word: String, to kind: HubKind) -> Bool {
    offered(inPlaceOf: word, to: kind)?.contains(word) ?? true
  }

  /// What hubs of a kind may have; nil: anything.
  public struct Offer: Sendable, Equatable {
    public var images: Set<Effort.Image>?
    public var logins: Set<Access.Login>?
    /// Names of features.
    public var features: Set<String>?
    public var types: Set<HubType>
    /// Paths of values that are standard for the kind, beside the built-in structure (``StandardStructure``).
    public var standard: [String]

    public init(
      images: Set<Effort.Image>? = nil, logins: Set<Access.Login>? = nil, features: Set<String>? = nil,
      types: Set<HubType> = [.jupyterhub], standard: [String] = []
    ) {
      self.images = images
      self.logins = logins
      self.features = features
      self.types = types
      self.standard = standard
    }
  }
}

/// What a hub is.
public enum HubType: String, Sendable, Codable, CaseIterable { case jupyterhub, binderhub }

extension Set where Element: RawRepresentable & CaseIterable, Element.RawValue == String {
  /// As words, in the order in which the cases are declared.
  var inOrder: [String] { Element.allCases.filter(contains).map(\.rawValue) }
}
