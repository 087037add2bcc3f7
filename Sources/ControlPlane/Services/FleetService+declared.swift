import Basics
import Delivery
import Fleet
import Store

extension FleetService {
  /// The hashes of the releases that should run; kept until folder or overrides change.
  func declaredReleases(_ fleet: Fleet, _ overrides: [HubID: Bool]) -> [HubID: ReleaseHash] {
    let key = (folder: deployed?.record.hash ?? "", overrides: overrides)
    if let kept = declaredCache, kept.folder == key.folder, kept.overrides == key.overrides { return kept.releases }
    let woken = Set(overrides.filter(\.value).keys)
    let slept = Set(overrides.filter { !$0.value }.keys)
    let releases = Dictionary(
      FleetReleases.all(fleet, woken: woken, slept: slept).map { ($0.hub, $0.hash) }, uniquingKeysWith: { $1 })
    declaredCache = DeclaredReleases(folder: key.folder, overrides: overrides, releases: releases)
    return releases
  }
}

/// The releases that a folder declares, with what they were computed from.
struct DeclaredReleases: Sendable {
  var folder: String
  var overrides: [HubID: Bool]
  var releases: [HubID: ReleaseHash]
}
