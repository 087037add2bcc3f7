import Basics

/// What a path of an adopted fleet folder stands for.
enum AdoptedPath {
  static let config = "config"
  static let clusters = "config/clusters"
  static let charts = "helm-charts"
  /// Charts that the folder's charts nest and do not hold: `charts/<name>-<version>`, in the folder or beside it.
  static let nested = "charts"

  /// Whether a values file may stand at a path: clusters may share files beside their folders.
  static func isReadAsValues(_ path: String) -> Bool { path.hasPrefix(config + "/") }

  /// Whether it is a file of clusters or charts, which the native layout does not have.
  static func isAdopted(_ path: String) -> Bool {
    [config, charts, nested].contains { path.hasPrefix($0) && path.utf8.dropFirst($0.utf8.count).first == UInt8(ascii: "/") }
  }

  /// The cluster whose declaration a path is.
  static func cluster(_ path: String) -> String? {
    let parts = path.parts(separatedBy: "/")
    guard parts.count == 4, parts[0] == "config", parts[1] == "clusters", parts[3] == "cluster.yaml" else { return nil }
    return String(parts[2])
  }

  /// The path that a file in a folder names, without `.` and `..`; nil where it leads out of the fleet folder.
  static func resolve(_ path: String, in folder: String) -> String? {
    guard !path.hasPrefix("/"), path.utf8.count <= 1000 else { return nil }
    var parts = folder.isEmpty ? [] : folder.parts(separatedBy: "/").map(String.init)
    for part in path.parts(separatedBy: "/") {
      switch part {
      case "", ".": continue
      case "..":
        guard parts.popLast() != nil else { return nil }
      default: parts.append(String(part))
      }
    }
    let resolved = parts.joined(separator: "/")
    return FleetPath.isInside(resolved) ? resolved : nil
  }

  /// The file that `chart_override` names: beside `cluster.yaml`, or by its path in the fleet folder where it has a '/'.
  static func override(_ text: String, in file: String) -> String? {
    resolve(text, in: text.contains("/") ? "" : folder(of: file))
  }

  /// The chart of a hub that names none.
  static let noChart = "unknown"

  /// The name of a hub is that of its namespace, as Kubernetes takes it.
  static func isHubName(_ name: String) -> Bool { FleetPath.isName(name) }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
  }

  static func name(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
  }

  /// Whether a name says that the file is encrypted, as this layout has it.
  static func isSealed(_ path: String) -> Bool {
    let name = name(of: path)
    return name.hasPrefix("enc-") || name.contains(".secret.")
  }

  static func isYAML(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }
}
