public import Basics

/// A value of a hub that is neither standard nor explained by a feature: an exception.
public struct ExceptionalValue: Sendable, Equatable {
  public let hub: HubID
  /// As Zero to JupyterHub's chart has it, where it is that chart's: `singleuser.profileList[0].node_selector`.
  public let path: String
  /// The same for every element of a list: by this hubs are compared.
  public let generalPath: String
  public let place: SourcePlace
  /// The value, short and on one line; code is told by its length.
  public let summary: String
  /// Lines of it, where it is code or text of several lines; 0: data.
  public let lines: Int
  /// How many other hubs have an exception at the same path.
  public let alsoOn: Int
  /// On how many clusters it is an exception, this one included.
  public let clusters: Int
  /// A feature that would explain it, and that the hub does not have.
  public let wouldBeExplainedBy: FeatureID?

  /// Whether somebody has to read and run it to know what it does.
  public var isCode: Bool { lines > 0 }
}

/// The exceptions of all hubs of a fleet.
public struct FleetExceptions: Sendable, Equatable {
  /// By path; hubs without exceptions are not in it.
  public let byHub: [HubID: [ExceptionalValue]]
  /// Leaves of hubs' own values that were looked at.
  public let leaves: Int

  public init(_ fleet: Fleet) {
    self.init(fleet, values: { fleet.effectiveValues(of: $0) })
  }

  init(_ fleet: Fleet, values: (Hub) -> EffectiveValues) {
    let register = FeatureRegister(fleet)
    var found: [HubID: [Found]] = [:]
    var count = 0
    var places: [String: (hubs: Set<HubID>, clusters: Set<ClusterID>)] = [:]
    for hub in fleet.hubs.values {
      let own = Found.all(hub, in: fleet, register: register, values: values, leaves: &count)
      if own.isEmpty { continue }
      found[hub.id] = own
      for value in own {
        places[value.general, default: ([], [])].hubs.insert(hub.id)
        places[value.general, default: ([], [])].clusters.insert(hub.cluster)
      }
    }
    leaves = count
    byHub = Dictionary(
      uniqueKeysWithValues: found.map { hub, values in
        let told = values.map { value in
          let known = places[value.general]
          return ExceptionalValue(
            hub: hub, path: value.path.written, generalPath: value.general, place: value.place, summary: value.summary,
            lines: value.lines, alsoOn: max(0, (known?.hubs.count ?? 1) - 1), clusters: known?.clusters.count ?? 1,
            wouldBeExplainedBy: value.feature)
        }
        return (hub, told.sorted { ($0.path, $0.place) < ($1.path, $1.place) })
      })
  }

  public subscript(hub: HubID) -> [ExceptionalValue] { byHub[hub] ?? [] }

  public var count: Int { byHub.values.reduce(0) { $0 + $1.count } }
}

/// An exception, before hubs are compared.
private struct Found {
  let path: LeafPath
  let general: String
  let place: SourcePlace
  let summary: String
  let lines: Int
  let feature: FeatureID?

  static func all(
    _ hub: Hub, in fleet: Fleet, register: FeatureRegister, values: (Hub) -> EffectiveValues, leaves: inout Int
  ) -> [Found] {
    var found: [Found] = []
    var count = 0
    let effective = hub.adoption.map { _ in values(hub) }
    let inner = effective?.jupyterhubPath ?? []
    // On one line, without what looks like a secret.
    func shown(_ value: JSONValue, at path: LeafPath) -> String {
      let written = path.written
      let all = effective?.own ?? SourcedValue(hub.values)
      let full = (0...inner.count).reversed().map { (inner.prefix($0) + [written]).joined(separator: ".") }
      let place = full.first { all.steps(to: $0) != nil } ?? written
      return value.hidingSecrets(at: place, in: all, honoursReferences: hub.adoption == nil).shown
    }
    func look(_ path: LeafPath, _ value: @autoclosure () -> JSONValue, _ place: @autoclosure () -> SourcePlace) {
      count += 1
      if register.isStandard(path, for: hub.kind) { return }
      let explaining = register.explaining(path)
      if explaining.contains(where: hub.features.contains) { return }
      let value = value()
      let lines = Self.lines(of: value, at: path)
      found.append(
        Found(
          path: path, general: path.general, place: place(),
          summary: lines > 0 ? (lines == 1 ? "1 line of code" : "\(lines) lines of code") : shown(value, at: path),
          lines: lines, feature: explaining.first { fleet.features[$0]?.stage.isInService == true }))
    }
    if let adoption = hub.adoption, let effective {
      effective.own.forEachLeaf(within: inner) { path, value in
        if value.members?.isEmpty == true { return }
        look(path, value.plain, value.place ?? adoption.place)
      }
    } else {
      let isLocal = fleet.clusters[hub.cluster]?.engine == .local
      hub.values.forEachLeaf { path, value in
        if path.text.isEmpty || value == .object([:]) { return }
        let written = path.written
        // What the engine does not honour has a finding of its own, and must go in any case.
        if isLocal, case .unknown = LocalVocabulary.verdict(on: written, value, login: hub.access.login) { return }
        look(path, value, fleet.sources.place(hub.file, "values.\(written)"))
      }
    }
    leaves += count
    return found
  }

  /// Lines of code: what the hub or a server runs, and any text of several lines.
  private static func lines(of value: JSONValue, at path: LeafPath) -> Int {
    let texts: [String] =
      switch value {
      case .string(let text): [text]
      case .array(let elements): elements.compactMap(\.string)
      case .null, .bool, .int, .double, .object: []
      }
    let lines = texts.reduce(0) { $0 + $1.split(whereSeparator: \.isNewline).count }
    let written = path.written
    let isRun =
      written.hasPrefix("hub.extraConfig.") || written.contains(".extraConfig.") || written.hasSuffix(".command")
      || written.hasSuffix(".args") || written.contains("lifecycleHooks")
    return isRun || texts.contains { $0.contains(where: \.isNewline) } ? max(1, lines) : 0
  }
}
