import Basics
import Fleet
internal import Foundation

/// Reads the six drivers off a hub's declaration.
struct EffortReading {
  let hub: Hub
  let cluster: Cluster?
  let community: Community?
  let now: Timestamp

  private var usual: EffortFigures.UsualHub { EffortFigures.usual(hub.kind) }

  /// At least one for each driver, in the order of the drivers.
  var effects: [EffortEffect] { usage + authenticator + image + adjustments + initialDevelopment + communityKnowledge }

  /// Whether the hub has its cluster for itself; nil where its cluster does not say.
  var isOnSharedCluster: Bool? { cluster?.tenancy.map { $0 == .shared } }

  private var usage: [EffortEffect] {
    guard let people = hub.effort.people else {
      return [effect(.usage, "not declared", .unknown("effort.usage"), EffortFigures.unknown)]
    }
    let atOnce = hub.effort.atOnce.map { ", \($0) at once" } ?? ""
    return [effect(.usage, "\(people) people\(atOnce)", .declared("effort.usage"), EffortFigures.usage)]
  }

  private var authenticator: [EffortEffect] {
    let fact = "login: \(hub.access.login.rawValue)"
    guard hub.effort.authenticator == .custom else {
      return [effect(.authenticator, fact, .read("access.login"), EffortFigures.withoutEffect)]
    }
    return [
      effect(.authenticator, "\(fact), in a way of their own", .declared("effort.authenticator"), EffortFigures.unknown)
    ]
  }

  private var image: [EffortEffect] {
    let origin: EffortEffect.Origin
    let image: Effort.Image
    if let declared = hub.effort.image {
      (image, origin) = (declared, .declared("effort.image"))
    } else if hub.environment.image != nil {
      (image, origin) = (.own, .read("environment.image"))
    } else if hub.environment.requirements != nil {
      (image, origin) = (.packages, .read("environment.requirements"))
    } else {
      (image, origin) = (.standard, .read("environment"))
    }
    let figure = image == .monumental ? EffortFigures.monumentalImage : EffortFigures.ownImage
    let isOwn = image == .own || image == .monumental
    let words =
      switch image {
      case .standard: "the standard one"
      case .packages: "the standard one and some packages"
      case .own: "an image of their own"
      case .monumental: "a large image that needs care"
      }
    return [effect(.image, words, origin, figure, times: (isOwn ? 1 : 0) - (usual.hasOwnImage ? 1 : 0))]
  }

  private var communityKnowledge: [EffortEffect] {
    let key = "effort.community_knowledge"
    guard let knowledge = hub.effort.communityKnowledge else {
      return [effect(.communityKnowledge, "not declared", .unknown(key), EffortFigures.unknown)]
    }
    let (fact, figure) =
      switch knowledge {
      case .low: ("needs help often", EffortFigures.communityNeedsHelp)
      case .some: ("has someone who helps", EffortFigures.communityHelpsSome)
      case .high: ("helps itself", EffortFigures.communityHelpsItself)
      }
    return [effect(.communityKnowledge, fact, .declared(key), figure)]
  }

  private var initialDevelopment: [EffortEffect] {
    let key = "effort.initial_development"
    let words = hub.effort.initialDevelopment.map(Self.words) ?? "not declared"
    let origin: EffortEffect.Origin = hub.effort.initialDevelopment == nil ? .unknown(key) : .declared(key)
    guard let quarters = quartersInService else {
      let unknown = EffortEffect.Origin.unknown("since in communities/\(hub.community).yaml")
      return [effect(.initialDevelopment, "\(words); first day not known", unknown, EffortFigures.withoutEffect)]
    }
    if quarters < EffortFigures.quartersOfBeginning {
      return [effect(.initialDevelopment, "\(words); in its first two quarters", origin, EffortFigures.beginning)]
    }
    return [effect(.initialDevelopment, "\(words); past its first two quarters", origin, EffortFigures.beginning, times: 0)]
  }

  /// The quarters of a history (which reaches until now) as quarters of the hub as it is now. A hub past its first two asked
  /// for more in them, so they count for more.
  func exposure(of history: EffortHistory) -> Double {
    guard let age = quartersInService, age >= EffortFigures.quartersOfBeginning else { return history.quarters }
    let unseen = max(0, age - history.quarters)
    let early = min(history.quarters, max(0, EffortFigures.quartersOfBeginning - unseen))
    return history.quarters + early * (EffortFigures.beginning.value - 1)
  }

  private static func words(_ development: Effort.InitialDevelopment) -> String {
    switch development {
    case .none: "nothing to build"
    case .some: "weeks of building"
    case .much: "months of building"
    }
  }

  /// Since the community joined; nil where its file does not say, below 0 where it has yet to come.
  private var quartersInService: Double? {
    guard let day = community?.since, let since = Timestamp(iso8601: day) else { return nil }
    return (now.seconds - since.seconds) / 86400 / EffortFigures.daysOfQuarter
  }
}

extension EffortReading {
  private var adjustments: [EffortEffect] {
    var effects = [tenancy] + profiles + extraConfig
    // Images and choices are told of on their own.
    for feature in hub.features where feature != "own-image" && feature != "profile-list" {
      effects.append(
        effect(.adjustments, EffortEffect.fact(of: feature), .read("features"), Self.figure(of: feature.rawValue)))
    }
    for name in hub.effort.adjustments where !hub.features.contains(FeatureID(name)) {
      effects.append(effect(.adjustments, name, .declared("effort.adjustments"), Self.figure(of: name.lowercased())))
    }
    return effects
  }

  private static func figure(of feature: String) -> EffortFigures.Ratio {
    switch feature {
    case "dask": EffortFigures.dask
    case "gpu", "sidecar": EffortFigures.withoutEffect
    default: EffortFigures.notMeasured
    }
  }

  private var tenancy: EffortEffect {
    let key = "tenancy in clusters/\(hub.cluster).yaml"
    guard let isShared = isOnSharedCluster else {
      return effect(.adjustments, "cluster \(hub.cluster)", .unknown(key), EffortFigures.unknown)
    }
    let words = isShared ? "shares the cluster \(hub.cluster)" : "the cluster \(hub.cluster) of its own"
    let times: Double = (isShared ? 1 : 0) - (usual.isOnSharedCluster ? 1 : 0)
    return effect(.adjustments, words, .read(key), EffortFigures.sharedCluster, times: times)
  }

  private var profiles: [EffortEffect] {
    let count = max(1, hub.profiles.count)
    let doublings = log2(Double(count) / usual.profiles)
    let words = count == 1 ? "one profile" : "\(count) profiles"
    return [effect(.adjustments, words, .read("profiles"), EffortFigures.profilesDoubled, times: doublings)]
  }

  private var extraConfig: [EffortEffect] {
    guard let code = hub.values[path: ["hub", "extraConfig"]] else { return [] }
    let lines = code.leaves.reduce(0) { $0 + Self.lines($1.value) }
    guard lines > 0 else { return [] }
    return [
      effect(
        .adjustments, lines == 1 ? "one line of extraConfig" : "\(lines) lines of extraConfig",
        .read("values.hub.extraConfig"), EffortFigures.extraConfigDoubled, times: log2(1 + Double(lines)))
    ]
  }

  static func lines(_ value: JSONValue) -> Int {
    guard case .string(let text) = value else { return 0 }
    return text.split(separator: "\n").count
  }

  /// A ratio taken `times` times: 1 where the fact holds and is not usual for the kind, -1 where the usual is missing.
  private func effect(
    _ driver: EffortDriver, _ fact: String, _ origin: EffortEffect.Origin, _ figure: EffortFigures.Ratio,
    times: Double = 1
  ) -> EffortEffect {
    EffortEffect(
      driver, fact, origin, ratio: pow(figure.value, times), spread: figure.spread * (figure.value == 1 ? 1 : abs(times)),
      evidence: figure.evidence)
  }
}
