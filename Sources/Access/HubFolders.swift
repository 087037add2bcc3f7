/// The folders of a hub's container from which it reads what it is told and the programs that it runs. What is put there may set
/// any rule of the login.
///
/// From Zero to JupyterHub: `jupyterhub_config.py` puts its own folder first on Python's path, runs all of
/// `jupyterhub_config.d/*.py` and merges `secret/values.yaml` and `existing-secret/values.yaml` over what the chart says.
enum HubFolders {
  private static let configuration = ["usr", "local", "etc", "jupyterhub"]
  /// Where Python, its packages and the hub's own programs are.
  private static let programs = [
    ["usr", "local", "lib"], ["usr", "lib"], ["usr", "local", "bin"], ["usr", "bin"], ["bin"], ["lib"],
    ["etc", "jupyterhub"], ["etc", "pam.d"], ["etc", "passwd"],
    ["etc", "shadow"], ["etc", "group"],
  ]
  /// Names of such folders, wherever they stand.
  private static let everywhere: Set<Substring> = ["site-packages", "dist-packages", "jupyterhub_config.d"]
  /// How names of files end that are never run and that JupyterHub reads as data only.
  private static let plainData: Set<Substring> = [
    "html", "htm", "css", "js", "json", "yaml", "yml", "toml", "svg", "png", "jpg", "jpeg", "gif", "ico", "webp", "woff", "woff2",
    "txt", "md", "csv", "crt", "cer", "pem",
  ]

  /// Whether a file at this path is plain data that no rule is read from.
  static func isHarmless(file path: String) -> Bool {
    let parts = parts(of: path)
    guard let name = parts.last, !touches(parts), !name.contains("jupyterhub_config") else { return false }
    let pieces = name.split(separator: ".", omittingEmptySubsequences: false)
    return pieces.count > 1 && plainData.contains(pieces[pieces.count - 1])
  }

  /// Whether what is mounted on this path stands beside all that the hub reads rules and programs from.
  static func isHarmless(folder path: String) -> Bool {
    let parts = parts(of: path)
    let name = parts.last ?? ""
    return !touches(parts) && !name.hasSuffix(".py") && !name.hasSuffix(".pth") && !name.contains("jupyterhub_config")
  }

  /// Whether a path is one of the folders, in one, or holds one.
  private static func touches(_ path: [Substring]) -> Bool {
    if path.contains(where: { everywhere.contains($0) }) { return true }
    return ([configuration] + programs).contains { folder in
      zip(folder, path).allSatisfy { $0 == $1 }
    }
  }

  /// The names on the way, with `.` and `..` followed.
  private static func parts(of path: String) -> [Substring] {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }
}
