public import Basics
public import Fleet

/// A folder, read and checked: what reading found and what the checks of all rooms found.
public struct FleetCheck: Sendable {
  public let loaded: LoadedFleet
  /// In the order of files and lines.
  public let findings: [Finding]

  /// Reads and checks a folder.
  /// - Parameter now: the time at which it is checked: doors end, dates pass.
  public static func run(_ source: FleetSource, now: Timestamp) -> FleetCheck {
    let loaded = FleetLoader.load(source)
    var findings = loaded.findings
    if let fleet = loaded.fleet { findings += Checks.run(fleet, now: now, undecoded: loaded.undecoded) }
    return FleetCheck(loaded: loaded, findings: findings.sorted(by: Finding.isBefore))
  }

  /// The fleet, where nothing in the folder is an error.
  public var soundFleet: Fleet? { findings.contains { $0.severity == .error } ? nil : loaded.fleet }
}
