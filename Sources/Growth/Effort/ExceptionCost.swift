internal import Foundation
public import Basics
public import Fleet
import Forecast

/// How many times as many changes something makes, as far as anybody measured it.
public struct WorkRatio: Sendable, Equatable {
  /// How many times the changes of a hub without it; nil where nobody measured it.
  public let value: Double?
  /// Of what: `each doubling of the choices`; nil: of having it at all.
  public let per: String?
  public let evidence: EffortEffect.Evidence

  /// Of a feature, by its name. Measured on 1,891 quarters of hubs of a public fleet; most features were not.
  public init(of feature: FeatureID) {
    switch feature.rawValue {
    case "own-image": self.init(EffortFigures.ownImage)
    case "dask": self.init(EffortFigures.dask)
    case "profile-list": self.init(EffortFigures.profilesDoubled, per: "each doubling of the choices")
    case "gpu", "sidecar": self.init(EffortFigures.withoutEffect)
    default: self.init(nil, per: nil, .assumed)
    }
  }

  private init(_ figure: EffortFigures.Ratio, per: String? = nil) {
    self.init(figure.value, per: per, figure.evidence)
  }

  private init(_ value: Double?, per: String?, _ evidence: EffortEffect.Evidence) {
    self.value = value
    self.per = per
    self.evidence = evidence
  }
}

/// What an exception is expected to cost.
public struct ExceptionCost: Sendable, Equatable {
  public let exception: ExceptionalValue
  /// How many times the changes of the hub without it; nil: no measured ratio applies.
  public let ratio: Double?
  /// What the ratio stands on: `lines of extraConfig`.
  public let because: String?
  /// Changes a quarter that the hub would not make without it; nil where no ratio applies, and for staging hubs, whose work
  /// counts with what they stage.
  public let adds: Double?

  /// All exceptions of a fleet, or of one hub, the most costly first: by the work that measured ratios expect of them; those
  /// that nobody measured after them, code before data, and what fewest clusters and hubs have first.
  public static func ranked(
    _ exceptions: FleetExceptions, of hub: HubID? = nil, in fleet: Fleet, cards: [EffortCard]
  ) -> [ExceptionCost] {
    let byHub = Dictionary(cards.map { ($0.hub, $0) }, uniquingKeysWith: { first, _ in first })
    let shown = hub.map { exceptions[$0] } ?? exceptions.byHub.values.flatMap { $0 }
    return shown.map { ExceptionCost($0, of: fleet.hubs[$0.hub], card: byHub[$0.hub]) }.sorted { one, other in
      if one.adds != other.adds { return (one.adds ?? -1) > (other.adds ?? -1) }
      let (first, second) = (one.exception, other.exception)
      if first.isCode != second.isCode { return first.isCode }
      return (first.clusters, first.alsoOn, first.hub.rawValue, first.path)
        < (second.clusters, second.alsoOn, second.hub.rawValue, second.path)
    }
  }

  init(_ exception: ExceptionalValue, of hub: Hub?, card: EffortCard?) {
    self.exception = exception
    let known = hub.flatMap { Self.ratio(exception, of: $0) }
    ratio = known?.ratio
    because = known?.because
    adds = known.flatMap { known in card.map { $0.prior.mean - $0.prior.mean / known.ratio } }
  }

  private static func ratio(_ exception: ExceptionalValue, of hub: Hub) -> (ratio: Double, because: String)? {
    let path = exception.path
    if path.hasPrefix("hub.extraConfig.") || path == "hub.extraConfig" {
      let code = hub.values[path: ["hub", "extraConfig"]]
      let all = Double((code?.leaves ?? []).reduce(0) { $0 + EffortReading.lines($1.value) })
      let own = min(all, Double(exception.lines))
      guard own > 0 else { return nil }
      let doublings = log2(1 + all) - log2(1 + all - own)
      return (pow(EffortFigures.extraConfigDoubled.value, doublings), "lines of extraConfig")
    }
    if path == "singleuser.image.name" || (path == "singleuser.image.tag" && !hub.features.contains("own-image")) {
      return path.hasSuffix("name") ? (EffortFigures.ownImage.value, "an image of their own") : nil
    }
    if path == "dask-gateway.enabled", !hub.features.contains("dask") { return (EffortFigures.dask.value, "Dask") }
    if exception.generalPath == "singleuser.profileList[].display_name", hub.profiles.count > 1 {
      let count = Double(hub.profiles.count)
      return (pow(EffortFigures.profilesDoubled.value, log2(count / (count - 1))), "one choice of server more")
    }
    return nil
  }
}
