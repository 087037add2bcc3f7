import Basics
import Delivery
import Fleet
import Foundation

/// What goes into one Python environment. Equal recipes make equal environments, so they are built once.
struct EnvironmentRecipe: Sendable, Hashable {
  /// Requirement lines, in order.
  var requirements: [String]
  /// Lines that take precedence over what packages ask for themselves.
  var overrides: [String]
  /// Absolute path of a package that is installed beside them; nil where there is none.
  var package: String?
  /// Over the files of that package.
  var packageHash: String?
  var pythonVersion: String

  /// Names the environment.
  var hash: String {
    let value: JSONValue = [
      "requirements": .array(requirements.map(JSONValue.string)),
      "overrides": .array(overrides.map(JSONValue.string)),
      "package": packageHash.map(JSONValue.string) ?? .null,
      "python": .string(pythonVersion),
      "form": .int(Self.form),
    ]
    return String(ContentHash.hex(of: value.canonicalText.utf8).prefix(16))
  }

  /// Counts up when environments are built differently from the same lines.
  private static let form = 1
}

/// The environments that a release needs.
struct EnvironmentRecipes: Sendable {
  var hub: EnvironmentRecipe
  var user: EnvironmentRecipe

  /// Reads the requirements of the package `atoll_hub` and adds what the release says.
  init(for release: Release, hubPackage: String, pythonVersion: String) throws {
    let version = release.values[path: ["custom", "atoll", "jupyterhub"]]?.string
    let pin = version.map { ["jupyterhub==" + $0] } ?? []
    let overrides = try RequirementLines.read(hubPackage + "/requirements/overrides.txt")
    let own = (release.values[path: ["custom", "atoll", "requirements"]]?.array ?? []).compactMap(\.string)
    hub = EnvironmentRecipe(
      requirements: RequirementLines.merge(try RequirementLines.read(hubPackage + "/requirements/hub.txt"), with: pin),
      overrides: overrides, package: hubPackage, packageHash: try PackageContent.hash(of: hubPackage),
      pythonVersion: pythonVersion)
    user = EnvironmentRecipe(
      requirements: RequirementLines.merge(
        try RequirementLines.read(hubPackage + "/requirements/user.txt"), with: pin + RequirementLines.significant(own)),
      overrides: overrides, package: nil, packageHash: nil, pythonVersion: pythonVersion)
  }
}

/// Lines of a requirements file.
enum RequirementLines {
  static func read(_ path: String) throws -> [String] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return significant(text.split(whereSeparator: \.isNewline).map(String.init))
  }

  /// Without comments, empty lines and white space around, so that a comment rebuilds nothing.
  static func significant(_ lines: [String]) -> [String] {
    lines.map { line in
      let text = line.firstRange(of: #/(^|\s)#.*/#).map { line[..<$0.lowerBound] } ?? line[...]
      return text.trimmingCharacters(in: .whitespaces)
    }
    .filter { !$0.isEmpty }
  }

  /// Both lists; where both name a package, the second one's line holds.
  static func merge(_ lines: [String], with others: [String]) -> [String] {
    let named = Set(others.compactMap(package))
    return lines.filter { line in package(line).map { !named.contains($0) } ?? true } + others
  }

  /// The package that a line names, as PEP 503 writes it; nil for options and addresses.
  static func package(_ line: String) -> String? {
    let name = line.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    guard let first = name.first, first.isLetter || first.isNumber, !line.contains("://") || line.contains("@") else {
      return nil
    }
    return name.lowercased().split(whereSeparator: { "-_.".contains($0) }).joined(separator: "-")
  }
}

/// What a Python package on disk consists of.
enum PackageContent {
  private static let ignoredFolders: Set<String> = ["__pycache__", "build", "dist", "tests", "node_modules"]

  /// Over the paths and contents of the files that an installation is made from.
  static func hash(of package: String) throws -> String {
    var parts: [String] = []
    for path in try files(in: package, below: "") {
      let content = try Data(contentsOf: URL(fileURLWithPath: package + "/" + path))
      parts.append(path + " " + ContentHash.hex(of: content))
    }
    guard !parts.isEmpty else {
      throw EngineFailure("The package `atoll_hub` is not at `\(package)`", next: "Give the path of the folder `hub`")
    }
    return ContentHash.hex(of: parts.joined(separator: "\n").utf8)
  }

  private static func files(in package: String, below folder: String) throws -> [String] {
    var found: [String] = []
    for name in try Folder.names(in: folder.isEmpty ? package : package + "/" + folder) {
      if name.hasPrefix(".") || name.hasSuffix(".pyc") || name.hasSuffix(".egg-info") { continue }
      if ignoredFolders.contains(name) { continue }
      let path = folder.isEmpty ? name : folder + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: package + "/" + path, isDirectory: &isFolder) else { continue }
      if isFolder.boolValue { found += try files(in: package, below: path) } else { found.append(path) }
    }
    return found
  }
}
