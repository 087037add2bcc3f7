import ArgumentParser
import ControlPlane
import Fleet
import Foundation

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write JSON Schemas of the fleet folder's files, for completion in an editor.",
    discussion: """
      One schema for each kind of file: fleet, community, cluster, hub, feature. An editor with the YAML language server
      uses them by a first line such as
        # yaml-language-server: $schema=../.atoll/hub.schema.json

      Examples:
        atoll schema --output .atoll
        atoll schema hub
      """)

  @Argument(help: "The kind of file whose schema is printed; all kinds where none is named.")
  var kind: FileKind?

  @Option(help: "The folder to write them to, one file each.", completion: .directory)
  var output: String?

  func run() throws {
    let kinds = kind.map { [$0] } ?? FileKind.allCases
    guard let output else {
      for kind in kinds { print(JSONSchema.text(for: kind)) }
      return
    }
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    for kind in kinds {
      let path = "\(output)/\(kind.rawValue).schema.json"
      try Data(JSONSchema.text(for: kind).utf8).write(to: URL(fileURLWithPath: path))
      Terminal.say("Wrote \(path)")
    }
  }
}

extension FileKind: ExpressibleByArgument {}
