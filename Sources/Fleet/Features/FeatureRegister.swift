public import Basics

/// The features that a fleet knows, ready to say of many values which feature explains them.
///
/// It remembers what it said of each path, so one register is used for all hubs of a fleet, on one task.
public final class FeatureRegister {
  private let features: [Prepared]
  private let standard: StandardStructure
  private var readings: [LeafPath: Reading] = [:]
  /// Signs that ask for a value at one place, which the chart may give: looked up, not searched.
  private let lookups: [(feature: FeatureID, sign: FeatureSign)]

  private struct Prepared {
    let id: FeatureID
    let explains: [PathPattern]
    let signs: [FeatureSign]
  }

  /// What is known of a path, whatever stands there.
  private struct Reading {
    var standard: Set<HubKind>
    /// Features that explain it.
    var explained: [FeatureID]
    /// Features that a value there may show: those with the sign that names the path most closely.
    var shows: [(feature: FeatureID, sign: FeatureSign)]
  }

  public init(_ features: some Sequence<Feature>, catalogue: Catalogue, isNative: Bool = false) {
    standard = StandardStructure(catalogue, isNative: isNative)
    self.features = features.sorted { $0.id < $1.id }.map { feature in
      let signs = feature.shownBy.isEmpty ? feature.explains.map { FeatureSign($0) } : feature.shownBy
      return Prepared(id: feature.id, explains: feature.explains.map { PathPattern($0) }, signs: signs)
    }
    lookups = self.features.flatMap { feature in
      feature.signs.filter { $0.pattern.isLiteral && $0.condition != .isSet }.map { (feature.id, $0) }
    }
  }

  /// The register of a fleet: what its folder declares and, of an adopted layout, what Atoll brings and hubs use.
  public convenience init(_ fleet: Fleet) {
    self.init(fleet.features.values, catalogue: fleet.organisation.catalogue, isNative: fleet.layout == .native)
  }

  /// Whether a path of a hub's own values is standard for its kind.
  public func isStandard(_ path: LeafPath, for kind: HubKind) -> Bool { reading(path).standard.contains(kind) }

  /// The features of the register that explain a path, by name.
  public func explaining(_ path: LeafPath) -> [FeatureID] { reading(path).explained }

  /// The features that an adopted hub's values show, by name, each with the first place that shows it.
  func shown(by values: EffectiveValues) -> [FeatureID: SourcePlace?] {
    var shown: [FeatureID: SourcePlace?] = [:]
    func note(_ feature: FeatureID, _ place: SourcePlace?) {
      guard let known = shown[feature] else { return shown[feature] = .some(place) }
      if let place, known.map({ place < $0 }) ?? true { shown[feature] = .some(place) }
    }
    let inner = values.jupyterhubPath ?? []
    values.own.forEachLeaf(within: inner) { path, value in
      for (feature, sign) in reading(path).shows where sign.holds(for: value) { note(feature, value.place) }
    }
    for (feature, sign) in lookups {
      guard let value = values.value(atShort: sign.pattern.description), sign.holds(for: value) else { continue }
      note(feature, value.place)
    }
    return shown
  }

  private func reading(_ path: LeafPath) -> Reading {
    if let known = readings[path] { return known }
    var shows: [(feature: FeatureID, sign: FeatureSign)] = []
    var closest = 0
    let bytes = path.bytes
    for feature in features {
      for sign in feature.signs where sign.pattern.covers(bytes) && !(sign.pattern.isLiteral && sign.condition != .isSet) {
        if sign.pattern.closeness > closest { shows = [] }
        guard sign.pattern.closeness >= closest else { continue }
        closest = sign.pattern.closeness
        shows.append((feature.id, sign))
      }
    }
    let reading = Reading(
      standard: standard.kinds(for: bytes),
      explained: features.filter { $0.explains.contains { $0.covers(bytes) } }.map(\.id), shows: shows)
    readings[path] = reading
    return reading
  }
}

extension EffectiveValues {
  /// What the hub is given at a path without lists, written as Zero to JupyterHub's chart has it, or the hub's own.
  func value(atShort path: String) -> SourcedValue? {
    var inner = jupyterhubPath ?? []
    while true {
      if let found = values[path: inner]?.value(at: path) { return found }
      if inner.popLast() == nil { return nil }
    }
  }
}

extension FeatureRegister {
  /// Fills in the features of adopted hubs: those that their values show, after those that `fleet.yaml` names. Returns the
  /// built-in features that are in use and that no file declares.
  static func detect(
    in hubs: inout [HubID: Hub], files: AdoptedFiles, declared: [FeatureID: Feature],
    undeclarable: Set<FeatureID>, catalogue: Catalogue
  ) -> [FeatureID: Feature] {
    let builtIn = Feature.builtIn.filter { declared[$0.id] == nil && !undeclarable.contains($0.id) }
    let register = FeatureRegister(Array(declared.values) + builtIn, catalogue: catalogue)
    var used: Set<FeatureID> = []
    for (id, hub) in hubs where hub.adoption != nil {
      guard let effective = files.effectiveValues(of: hub) else { continue }
      let shown = register.shown(by: effective)
      hubs[id]?.features += shown.keys.filter { !hub.features.contains($0) }.sorted()
      hubs[id]?.adoption?.shown = shown.compactMapValues { $0 }
      used.formUnion(shown.keys)
      used.formUnion(hub.features)
    }
    return Dictionary(uniqueKeysWithValues: builtIn.filter { used.contains($0.id) }.map { ($0.id, $0) })
  }
}
