import ArgumentParser
import Basics
import ControlPlane
import Fleet
import Foundation
import Growth
import Operations

struct FeaturesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features",
    abstract: "Say what hubs have beyond the standard, how far each feature is and who knows it.",
    discussion: """
      Reads the folder and its git history; nothing has to run. Features whose review is overdue come first. Exit code 0: \
      answered. 1: no such feature, or a file is there already. 2: the folder cannot be read.

      Examples:
        atoll features                       every feature: adoption, stage, owners, bus factor, review, verdict
        atoll features dask                  one feature, with the hubs that have it
        atoll features --hubs                which hub has which
        atoll features --csv > matrix.csv
        atoll features --write features      the register as files, to start from
      """)

  @Argument(help: "A feature; else all of them.")
  var feature: String?

  @Flag(help: "Show which hub has which feature.")
  var hubs = false

  @Flag(help: "Print the whole matrix as comma-separated values.")
  var csv = false

  @Option(
    help: "Write the features that hubs use and no file declares into a folder, one file each; nothing is overwritten.",
    completion: .directory)
  var write: String?

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let folder = try fleet.folder()
      let declared = try fleet.declared()
      if let write { return try writeRegister(of: declared, to: write) }
      let now = Timestamp(seconds: Date().timeIntervalSince1970)
      let authors = await FolderHistory.authors(of: folder, now: now)
      let answer = FeaturesAnswer(declared, authors: authors, now: now)
      if csv { return print(FeaturesTable.matrix(declared, answer), terminator: "") }
      guard let feature else {
        if output.json { return try Terminal.printJSON(answer) }
        return (hubs ? FeaturesText.matrix(answer) : FeaturesText.features(answer)).forEach(Terminal.say)
      }
      guard let one = answer.features.first(where: { $0.feature == feature }) else {
        let near = Suggestion.nearest(to: feature, among: answer.features.map(\.feature))
        Terminal.complain(
          "atoll: there is no feature '\(feature)'\(near.map { "; did you mean '\($0)'?" } ?? "; `atoll features` lists all")")
        throw ExitCode(1)
      }
      if output.json { return try Terminal.printJSON(one) }
      FeaturesText.feature(one, of: answer).forEach(Terminal.say)
    }
  }

  /// Writes the built-in features that are in use. Nothing is written where any of the files is there already.
  private func writeRegister(of fleet: Fleet, to folder: String) throws {
    let features = fleet.features.values.filter(\.isBuiltIn).sorted { $0.id < $1.id }
    guard !features.isEmpty else {
      return Terminal.say("Nothing to write: every feature that hubs use is declared.")
    }
    let files = features.map { ($0, URL(fileURLWithPath: folder).appendingPathComponent("\($0.id).yaml")) }
    let there = files.filter { FileManager.default.fileExists(atPath: $0.1.path) }
    guard there.isEmpty else {
      let names = there.prefix(5).map { $0.1.lastPathComponent }.joined(separator: ", ")
      Terminal.complain("atoll: \(folder) has \(names)\(there.count > 5 ? ", …" : "") already; nothing was written")
      throw ExitCode(1)
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (feature, file) in files { try Data(feature.fileText.utf8).write(to: file, options: .withoutOverwriting) }
    Terminal.say("Wrote \(files.count) files to \(folder). Give each its owners and a `review_by`; delete what you do not offer.")
  }
}

struct ExceptionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exceptions",
    abstract: "List the values that no feature explains, the most costly first.",
    discussion: """
      Every value of a hub's own is standard, explained by a feature, or an exception. Costs are shown where they were \
      measured. Exit code 0: answered. 1: no such hub. 2: the folder cannot be read.

      Examples:
        atoll exceptions                  the most costly of the fleet
        atoll exceptions 2i2c/staging     all of one hub, with file and line
        atoll exceptions --csv > exceptions.csv
      """)

  @Argument(help: "A hub; else the whole fleet.")
  var hub: String?

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let declared = try fleet.declared()
      if let hub, declared.hubs[HubID(hub)] == nil {
        let near = Suggestion.nearest(to: hub, among: declared.hubs.keys.map(\.rawValue))
        Terminal.complain("atoll: there is no hub '\(hub)'\(near.map { "; did you mean '\($0)'?" } ?? "")")
        throw ExitCode(1)
      }
      let effort = FleetEffort(declared, now: Timestamp(seconds: Date().timeIntervalSince1970))
      let answer = ExceptionsAnswer(declared, of: hub.map { HubID($0) }, effort: effort)
      if csv { return print(FeaturesTable.exceptions(answer), terminator: "") }
      if output.json { return try Terminal.printJSON(answer) }
      ExceptionsText.exceptions(answer, of: hub).forEach(Terminal.say)
    }
  }
}
