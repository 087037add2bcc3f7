import Basics
import Foundation
import Testing

/// The real Helm: what `ATOLL_HELM` names, else what `scripts/helm` brought.
enum HelmReal {
  static let skipped: Comment = "skipped: helm is not here; run scripts/helm"

  static let path: String? = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path
    let path = ProcessInfo.processInfo.environment["ATOLL_HELM"] ?? "\(package)/.build/tools/helm"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  static var isHere: Bool { path != nil }

  /// What Helm says of one chart with values files.
  struct Outcome {
    /// By the path of the chart in the outermost: `top/charts/s`.
    var values: [String: JSONValue] = [:]
    /// What it says where it refuses.
    var refusal: String?
  }

  struct Broken: Error {}

  /// Runs `helm template` for every chart in `charts/0`, `charts/1`, … of the folder, with its `0.yaml`, `1.yaml`, …; as many
  /// at once as there are processors.
  static func template(in folder: TemporaryFolder, count: Int) throws -> [Outcome] {
    guard let path else { throw Broken() }
    let script = """
      cd "$2/charts/$1" || exit 1
      files=
      for file in [0-9].yaml; do [ -e "$file" ] && files="$files -f $file"; done
      timeout 60 "$0" template release chart $files >out 2>err && touch fine
      exit 0
      """
    try folder.write("one.sh", Data(script.utf8))
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      "seq 0 $(($1 - 1)) | xargs -P \(ProcessInfo.processInfo.activeProcessorCount) -I @ sh -c \"$(cat \"$2/one.sh\")\" \"$0\" @ \"$2\"",
      path, String(count), folder.path,
    ]
    var environment = ProcessInfo.processInfo.environment
    for name in ["HOME", "HELM_CACHE_HOME", "HELM_CONFIG_HOME", "HELM_DATA_HOME"] { environment[name] = folder.path }
    process.environment = environment
    try process.run()
    process.waitUntilExit()
    return try (0..<count).map { try outcome(in: URL(filePath: "\(folder.path)/charts/\($0)")) }
  }

  private static func outcome(in folder: URL) throws -> Outcome {
    guard FileManager.default.fileExists(atPath: folder.appending(path: "fine").path) else {
      return Outcome(refusal: try String(contentsOf: folder.appending(path: "err"), encoding: .utf8))
    }
    var outcome = Outcome()
    var source = ""
    for line in try String(contentsOf: folder.appending(path: "out"), encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("# Source: "), let end = line.range(of: "/templates/") {
        source = String(line[line.index(line.startIndex, offsetBy: 10)..<end.lowerBound])
      } else if line.hasPrefix("values: "), let data = Data(base64Encoded: String(line.dropFirst(9).dropLast())) {
        outcome.values[source] = try JSONDecoder().decode(JSONValue.self, from: data)
      }
    }
    return outcome
  }
}
