import Glibc

/// Finds the folder that a command is about.
public enum FleetSearch {
  /// The folder given, else that of `ATOLL_FLEET`, else the nearest one with a `fleet.yaml`, or with `config/clusters`, from the current
  /// directory upward.
  public static func find(given: String?, environment: [String: String], currentDirectory: String)
    throws(FleetReadError) -> String
  {
    if let named = given ?? environment["ATOLL_FLEET"].flatMap({ $0.isEmpty ? nil : $0 }) {
      return named.hasPrefix("/") ? named : joined(currentDirectory, named)
    }
    var folder = currentDirectory
    while true {
      for mark in ["fleet.yaml", AdoptedPath.clusters] where access(joined(folder, mark), F_OK) == 0 { return folder }
      guard let slash = folder.lastIndex(of: "/"), folder != "/" else { break }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
    throw .noneFound(from: currentDirectory)
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }
}
