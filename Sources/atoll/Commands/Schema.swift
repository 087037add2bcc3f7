import ArgumentParser
import ControlPlane
import Fleet
import Foundation

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
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

  @Option(help: "The folder to write reference pages to, in Markdown, one for each kind.", completion: .directory)
  var reference: String?

  func run() throws {
    if let reference {
      for kind in FileKind.allCases {
        try write(ReferencePage.markdown(for: kind), to: "\(reference)/\(ReferencePage.fileName(of: kind))")
      }
      try write(StandardPage.markdown, to: "\(reference)/\(StandardPage.fileName)")
      return
    }
    let kinds = kind.map { [$0] } ?? FileKind.allCases
    guard let output else {
      for kind in kinds { print(JSONSchema.text(for: kind)) }
      return
    }
    for kind in kinds { try write(JSONSchema.text(for: kind), to: "\(output)/\(JSONSchema.fileName(of: kind))") }
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Terminal.say("Wrote \(path)")
  }
}

extension FileKind: ExpressibleByArgument {}
