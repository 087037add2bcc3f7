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
      answered. 1: no such feature or kind. 2: the folder cannot be read.

      Examples:
        atoll features                       every feature: adoption, stage, owners, bus factor, review, verdict
        atoll features dask                  one feature, with the hubs that have it
        atoll features --hubs                which hub has which
        atoll features --csv > matrix.csv
        atoll features --standard            what needs no feature: one complete hub of each kind
        atoll features --standard research
        atoll features --write features      the register as files, to start from
      """)

  @Argument(help: "A feature; else all of them. With --standard: a kind of hub.")
  var feature: String?

  @Flag(help: "Show which hub has which feature.")
  var hubs = false

  @Flag(help: "Print the whole matrix as comma-separated values.")
  var csv = false

  @Flag(help: "Print the agreed structure of a hub: one complete example of each kind, or of the one that is named.")
  var standard = false

  @Option(
    help: "Write the features that hubs use and no file declares into a folder, one file each; files that are there are kept.",
    completion: .directory)
  var write: String?

  @Flag(help: "With --write: do not ask before files are written beside others that are kept.")
  var yes = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let folder = try fleet.folder()
      let declared = try fleet.declared()
      if let write { return try writeRegister(of: declared, to: write) }
      if standard { return try printStandard(of: declared) }
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

  /// Prints one complete hub of each kind, or of the kind that is named.
  private func printStandard(of fleet: Fleet) throws {
    if let feature, HubKind(rawValue: feature) == nil {
      let kinds = HubKind.allCases.map(\.rawValue)
      let next = Suggestion.nearest(to: feature, among: kinds).map { "did you mean '\($0)'?" }
      throw Refusal(
        what: "there is no kind of hub '\(feature)'; \(next ?? "kinds are \(kinds.joined(separator: ", "))")")
    }
    let kinds = feature.flatMap { HubKind(rawValue: $0) }.map { [$0] } ?? HubKind.allCases
    let answers = kinds.map { StandardAnswer(of: $0, in: fleet) }
    if output.json { return try Terminal.printJSON(answers) }
    print(answers.map(\.text).joined(separator: "---\n"), terminator: "")
  }

  /// Writes the built-in features that are in use. Files that are there are kept; where there are any, it asks.
  private func writeRegister(of fleet: Fleet, to folder: String) throws {
    let features = fleet.features.values.filter(\.isBuiltIn).sorted { $0.id < $1.id }
    guard !features.isEmpty else {
      return Terminal.say("Nothing to write: every feature that hubs use is declared.")
    }
    let files = features.map { (text: $0.fileText, url: URL(fileURLWithPath: folder).appendingPathComponent("\($0.id).yaml")) }
    let kept = files.filter { FileManager.default.fileExists(atPath: $0.url.path) }.map(\.url.lastPathComponent)
    let new = files.filter { !FileManager.default.fileExists(atPath: $0.url.path) }
    let names = "\(kept.prefix(5).joined(separator: ", "))\(kept.count > 5 ? ", …" : "")"
    guard !new.isEmpty else { return Terminal.say("Nothing to write: \(folder) has them all. Kept \(names).") }
    if !kept.isEmpty, !yes {
      try Question.confirm("\(folder) has \(names), which stay as they are. Write the \(new.count) others beside?")
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for file in new { try Data(file.text.utf8).write(to: file.url, options: .withoutOverwriting) }
    if !kept.isEmpty { Terminal.say("Kept \(names).") }
    let count = new.count == 1 ? "one file" : "\(new.count) files"
    Terminal.say("Wrote \(count) to \(folder). Give each its owners and a `review_by`; delete what you do not offer.")
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
