import ArgumentParser
import Basics
import ControlPlane
import Fleet
import Foundation
import Operations

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what is wrong in a fleet folder, with file, line and what to do.",
    discussion: """
      Exit code 0: clean, or warnings only. 1: errors. 2: the folder cannot be read.

      Examples:
        atoll check examples/alpha
        atoll check --format sarif > atoll.sarif
        atoll check --explain A301
      """)

  @Argument(help: "The fleet folder.", completion: .directory)
  var folder: String?

  @OptionGroup var fleet: FleetOption

  @Option(help: "How findings are told: text, json, sarif or github.")
  var format: FindingReport.Format = .text

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Tell also what comments in the folder silence, with reason and end.")
  var showSilenced = false

  @Option(help: "Explain a finding's code and stop.")
  var explain: String?

  func run() throws {
    if let explain { return try explainCode(explain) }
    let path: String
    let source: FleetSource
    do {
      path = try fleet.folder(given: folder)
      source = try FleetSource.read(folder: path)
    } catch let error as FleetReadError {
      Terminal.complain("atoll: \(error)")
      throw ExitCode(2)
    }
    let checked = FleetCheck.run(source, now: Timestamp(seconds: Date().timeIntervalSince1970))
    let report = FindingReport(
      checked.findings, files: checked.loaded.texts.count, hubs: checked.loaded.fleet?.hubs.count ?? 0,
      texts: checked.loaded.texts, folder: folder ?? "", silenced: checked.silenced, showsSilenced: showSilenced)
    let text = report.rendered(as: json ? .json : format, color: Terminal.hasColor)
    print(text, terminator: text.hasSuffix("\n") || text.isEmpty ? "" : "\n")
    if report.hasErrors { throw ExitCode(1) }
  }

  private func explainCode(_ code: String) throws {
    guard let explanation = FindingCatalogue.explanation(ofAnyRoom: FindingCode(code)) else {
      let near = Suggestion.nearest(to: code.uppercased(), among: FindingCatalogue.ofAllRooms.map(\.code.rawValue))
      let hint = near.map { " Did you mean \($0)?" } ?? ""
      Terminal.complain("atoll: there is no code \(code).\(hint) Codes: A101 to A9xx, as `atoll check` prints them.")
      throw ExitCode(64)
    }
    print(explanation.text(color: Terminal.hasColor))
  }
}

extension FindingReport.Format: ExpressibleByArgument {}
