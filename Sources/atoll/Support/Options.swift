import ArgumentParser
import Basics
import ControlPlane
import Fleet
import Foundation

/// Where the fleet folder is.
struct FleetOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The fleet folder; else $ATOLL_FLEET, else the nearest one from the current directory upward.",
      valueName: "folder"), completion: .directory)
  var fleet: String?

  /// - Throws: `FleetReadError` where there is none.
  func folder(given: String? = nil) throws -> String {
    try FleetSearch.find(
      given: given ?? fleet, environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath)
  }
}

extension FleetOption {
  /// What the folder declares, even where it has errors: what can be read counts.
  func declared() throws -> Fleet { try loaded().fleet }

  /// The same, with the texts of its files.
  func loaded() throws -> (fleet: Fleet, texts: [String: String]) {
    let loaded = FleetLoader.load(try FleetSource.read(folder: try folder()))
    guard let declared = loaded.fleet else {
      Terminal.complain("atoll: the folder cannot be read; run `atoll check` and mend what it says")
      throw ExitCode(2)
    }
    let errors = loaded.findings.count { $0.severity == .error }
    if errors > 0 {
      let count = errors == 1 ? "one error" : "\(errors) errors"
      Terminal.complain("atoll: \(count) in the folder; what they touch may be missing here (`atoll check`)")
    }
    return (declared, loaded.texts)
  }
}

/// Where the control plane keeps its state.
struct StateOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The state folder; else $ATOLL_STATE, else /var/lib/atoll as root or ~/.local/state/atoll.", valueName: "folder"),
    completion: .directory)
  var state: String?

  var folder: StateFolder {
    var environment = ProcessInfo.processInfo.environment
    if let state { environment["ATOLL_STATE"] = URL(fileURLWithPath: state).path }
    return .standard(environment: environment, isRoot: geteuid() == 0)
  }

  func client() throws -> ControlPlaneClient { try ControlPlaneClient(state: folder) }
}

/// Whether data is printed for programs.
struct OutputOption: ParsableArguments {
  @Flag(help: "Print JSON, with the members described in docs/reference/api.md.")
  var json = false
}

/// How people see the output.
enum Terminal {
  /// Colour only on a terminal, and not where `NO_COLOR` is set.
  static var hasColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(1) == 1 && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// How many columns the terminal has; nil where the output goes elsewhere.
  static var width: Int? {
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// A line on standard output.
  static func say(_ line: String) {
    print(line)
    fflush(nil)
  }

  /// A line on standard error.
  static func complain(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

  static func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    say(String(decoding: try encoder.encode(value), as: UTF8.self))
  }
}

/// Who sits at the command line.
enum Person {
  /// `$ATOLL_PERSON`, where it is set.
  static var fromEnvironment: String? {
    ProcessInfo.processInfo.environment["ATOLL_PERSON"].flatMap { $0.isEmpty ? nil : $0 }
  }
}
