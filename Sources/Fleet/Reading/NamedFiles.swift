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
  init(in source: inout FleetSource, limits: FleetLimits) {
    var all: Set<Name> = []
    for (path, bytes) in source.files where FleetPath.declaration(path)?.kind == .hub {
      guard let tree = source.parsed.file(path, bytes, limits: limits).tree else { continue }
      if let path = tree["environment"]?["requirements"]?.text, FleetPath.isInside(path) { all.insert(.file(path)) }
      if let path = tree["materials"]?["repository"]?.text, !FleetPath.isAddress(path), FleetPath.isInside(path) {
        all.insert(.folder(path))
      }
    }
    self.all = all
  }
}
