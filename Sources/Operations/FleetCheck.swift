public import Access
public import Basics
public import Fleet

/// A folder, read and checked: what reading found and what the checks of all rooms found.
public struct FleetCheck: Sendable {
  public let loaded: LoadedFleet
  /// In the order of files and lines, with the severities that the fleet gives, and without what it silences.
  public let findings: [Finding]
  /// What comments in the folder silence, in the same order.
  public let silenced: [SilencedFinding]

  /// Reads and checks a folder.
  /// - Parameter now: the time at which it is checked: doors end, dates pass.
  public static func run(_ source: FleetSource, now: Timestamp) -> FleetCheck {
    let loaded = FleetLoader.load(source)
    var findings = loaded.findings
    if let fleet = loaded.fleet {
      let values = fleet.hubs.mapValues { fleet.effectiveValues(of: $0) }
      let rooms: [@Sendable () -> [Finding]] = [
        { Checks.run(fleet, now: now, undecoded: loaded.undecoded, values: values, catalogue: FindingCatalogue.ofAllRooms) },
        {
          AccessChecks.run(
            fleet.hubs.values.sorted { $0.id < $1.id }.compactMap { hub in
              values[hub.id].map { (hub, $0, HubVersions.of(hub, in: fleet, $0)) }
            }, rules: fleet.organisation.doors)
        },
      ]
      findings += rooms.concurrentMap { $0() }.joined()
    }
    let told = Silencing.apply(
      findings, texts: loaded.texts, severities: loaded.fleet?.organisation.severities ?? [:],
      catalogue: FindingCatalogue.ofAllRooms, now: now)
    return FleetCheck(loaded: loaded, findings: told.findings, silenced: told.silenced)
  }

  /// The fleet, where nothing in the folder is an error.
  public var soundFleet: Fleet? { findings.contains { $0.severity == .error } ? nil : loaded.fleet }

  /// The fleet that may be followed. An adopted one may whatever is found in it: Atoll watches it and rolls nothing of it
  /// out.
  public var followedFleet: Fleet? { loaded.fleet?.layout == .twoITwoC ? loaded.fleet : soundFleet }
}

extension FindingCatalogue {
  /// What every code of all rooms means, by code.
  public static let ofAllRooms: [FindingExplanation] = (all + AccessChecks.explanations).sorted { $0.code < $1.code }

  /// Nil for a code that does not exist in any room. Small letters are taken for capitals.
  public static func explanation(ofAnyRoom code: FindingCode) -> FindingExplanation? { ofAllRooms.explanation(for: code) }
}
