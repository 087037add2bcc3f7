public import Basics

/// What the service catalogue says of one wish.
public struct WishAnswer: Sendable, Equatable {
  public let wish: String
  public let verdict: Verdict
  /// What is offered instead; nil where it is offered, or where the catalogue names nothing.
  public let instead: String?

  public init(wish: String, verdict: Verdict, instead: String? = nil) {
    self.wish = wish
    self.verdict = verdict
    self.instead = instead
  }

  public enum Verdict: Sendable, Equatable {
    case offered
    /// Outside what is offered to hubs of the kind.
    case notOffered
    /// A feature that hubs may not use yet, or no longer.
    case notInService(Feature.Stage)
    /// No image, no way to log in, no type and no feature that the fleet knows by this name.
    case unknown
  }

  public var isOffered: Bool { verdict == .offered }

  /// In words, with the next step: `dask is not offered to basic hubs; offered instead: a larger server`.
  public func sentence(for kind: HubKind) -> String {
    let alternative = instead.map { "; offered instead: \($0)" }
    return switch verdict {
    case .offered: "\(wish) is offered to \(kind.rawValue) hubs"
    case .notOffered: "\(wish) is not offered to \(kind.rawValue) hubs\(alternative ?? ": tell them so early")"
    case .notInService(let stage):
      "\(wish) is not in service: its stage is \(stage.rawValue)\(alternative ?? ": tell them so early")"
    case .unknown:
      "\(wish) is nothing that the fleet knows\(alternative ?? ": say in 'catalogue' what is offered instead, or register a feature")"
    }
  }
}

extension Catalogue {
  /// Whether hubs of that kind may be of that type; a kind that is not described may be a JupyterHub only.
  public func offers(_ type: HubType, to kind: HubKind) -> Bool {
    offers[kind]?.types.contains(type) ?? (type == .jupyterhub)
  }

  /// What is said to a wish for a hub of that kind.
  ///
  /// A wish is one word: the name of a feature, else how much of an image (`own`), a way to log in (`github`) or a type
  /// (`binderhub`). Upper and lower case are the same.
  /// - Parameter features: those that the fleet knows.
  public func answer(to wish: String, for kind: HubKind, features: [FeatureID: Feature]) -> WishAnswer {
    let word = wish.lowercased()
    let verdict = verdict(on: word, for: kind, features: features)
    let alternative = verdict == .offered ? nil : instead.first { $0.key.lowercased() == word }?.value
    return WishAnswer(wish: wish, verdict: verdict, instead: alternative)
  }

  private func verdict(on word: String, for kind: HubKind, features: [FeatureID: Feature]) -> WishAnswer.Verdict {
    let offer = offers[kind]
    let offered = offer?.features.map { Set($0.map { $0.lowercased() }) }
    if let feature = features.first(where: { $0.key.rawValue.lowercased() == word })?.value {
      guard feature.stage.isInService else { return .notInService(feature.stage) }
      return offered.map { $0.contains(word) } ?? true ? .offered : .notOffered
    }
    if let offered, offered.contains(word) { return .offered }
    if let image = Effort.Image(rawValue: word) {
      return offer?.images.map { $0.contains(image) } ?? true ? .offered : .notOffered
    }
    if let login = Access.Login(rawValue: word) {
      return offer?.logins.map { $0.contains(login) } ?? true ? .offered : .notOffered
    }
    if let type = HubType(rawValue: word) { return offers(type, to: kind) ? .offered : .notOffered }
    return instead.keys.contains { $0.lowercased() == word } ? .notOffered : .unknown
  }
}
