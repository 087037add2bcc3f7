/// Why a fleet folder, or a bundle, cannot be read at all.
public enum FleetReadError: Error, Sendable, Equatable {
  case missing(folder: String)
  case notAFolder(String)
  /// The folder is there, and holds neither `fleet.yaml` nor `config/clusters`.
  case noFleetFile(folder: String)
  case notPermitted(path: String)
  /// No folder was named, and none was found from here upward.
  case noneFound(from: String)
  /// Reading or writing failed in a way that is not the folder's fault.
  case system(path: String, reason: String)
}

extension FleetReadError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let folder): "there is no folder \(folder)"
    case .notAFolder(let path): "\(path) is not a folder"
    case .noFleetFile(let folder): "\(folder) holds neither fleet.yaml nor config/clusters, so it is no fleet folder"
    case .notPermitted(let path): "\(path) may not be read by this user"
    case .noneFound(let folder):
      "there is no fleet.yaml and no config/clusters in \(folder) or above it; name the fleet folder with --fleet or ATOLL_FLEET"
    case .system(let path, let reason): "\(path): \(reason)"
    }
  }
}
