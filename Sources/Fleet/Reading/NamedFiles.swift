import Basics

/// The files and folders that hubs name: read with the fleet, and missed where they are not there.
struct NamedFiles {
  enum Name: Hashable {
    /// `environment.requirements`.
    case file(String)
    /// `materials.repository`, where it is not an address.
    case folder(String)
  }

  let all: Set<Name>

  /// By a look at the files of hubs. What is wrong with them is told by the loader.
  init(in source: FleetSource, limits: FleetLimits) {
    var all: Set<Name> = []
    for (path, bytes) in source.files where path.hasPrefix("hubs/") {
      var log = FindingLog(file: path)
      guard let tree = YAMLTree.read(bytes, limits: limits, log: &log).tree else { continue }
      if let path = tree["environment"]?["requirements"]?.text, FleetPath.isInside(path) { all.insert(.file(path)) }
      if let path = tree["materials"]?["repository"]?.text, !path.contains("://"), FleetPath.isInside(path) {
        all.insert(.folder(path))
      }
    }
    self.all = all
  }
}
