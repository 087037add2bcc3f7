import Basics
import Fleet

/// One side of a plan: a folder, loaded, with what is wrong in it by hub.
struct PlanSide {
  let source: FleetSource
  let loaded: LoadedFleet
  /// The hubs that have releases: those of an adopted layout, and those of the native one that are declared awake.
  let plannable: [HubID: Hub]

  init(_ source: FleetSource) {
    self.source = source
    loaded = FleetLoader.load(source)
    plannable = (loaded.fleet?.hubs ?? [:]).filter { $0.value.adoption != nil || $0.value.awake }
  }

  /// The files of all hubs, by hub.
  var hubFiles: [HubFiles] {
    guard let fleet = loaded.fleet else { return [] }
    return fleet.hubs.values.map { HubFiles($0, in: fleet) }.sorted { $0.hub < $1.hub }
  }

  /// Whether there is a `fleet.yaml` and nothing can be made of it.
  var isUnreadable: Bool { loaded.fleet == nil && source.files["fleet.yaml"] != nil }

  private var errors: [Finding] { loaded.findings.filter { $0.severity == .error } }

  /// What keeps a hub's release from being known.
  /// - Parameter other: the hub as the other side has it, for where it would be declared.
  func faults(of id: HubID, other: Hub?) -> [Finding] {
    guard let fleet = loaded.fleet else { return fleetFaults }
    guard let hub = fleet.hubs[id] else { return other.map(absenceFaults) ?? [] }
    guard let adoption = hub.adoption else { return errors.filter { $0.place?.file == hub.file } }
    var faults = adoption.files.filter { !$0.isKnown && $0.state != .encrypted }.flatMap(faults)
    faults += errors.filter { $0.place == adoption.place }
    if case .known(let chart, let nested)? = fleet.adopted?.charts[adoption.chartKey]?.tree {
      let folders = ChartTree.known(chart, nested: nested).all.compactMap { _, tree in
        if case .known(let chart, _) = tree { chart.folder + "/" } else { nil }
      }
      faults += errors.filter { fault in folders.contains { fault.place?.file.hasPrefix($0) == true } }
    }
    let override = adoption.chartKey.dropFirst(adoption.chart.count + 1)
    if !override.isEmpty { faults += errors.filter { $0.place.map { $0.file == override } == true } }
    faults += fleet.effectiveValues(of: hub).refusals.map(SchemaFindings.refused)
    var told: Set<Finding> = []
    return faults.filter { told.insert($0).inserted }
  }

  /// There is no fleet: because `fleet.yaml` is wrong, or since nothing is declared yet, which is no fault.
  private var fleetFaults: [Finding] {
    let isThere = source.files["fleet.yaml"] != nil || source.findings.contains { $0.place?.file == "fleet.yaml" }
    return isThere ? errors.filter { $0.place?.file == "fleet.yaml" } : []
  }

  /// The hub is not declared: whether that is so because the file that would declare it is wrong. Files that it names and
  /// that are missing say nothing of which hubs there are.
  private func absenceFaults(_ other: Hub) -> [Finding] {
    guard loaded.undecoded.contains(other.file) else { return [] }
    return errors.filter { $0.place?.file == other.file && $0.code != "A905" }
  }

  private func faults(_ file: ValuesFile) -> [Finding] {
    let own = errors.filter { $0.place?.file == file.path }
    if !own.isEmpty { return own }
    if file.state == .refused { return errors.filter { $0.place == file.place } }
    return [
      Finding(
        FindingCode("A905"), .error, at: file.place, "there is no file '\(file.path)'",
        next: "write the file, or take its name out of the list")
    ]
  }
}
