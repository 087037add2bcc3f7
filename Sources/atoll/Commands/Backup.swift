import ArgumentParser
import ControlPlane
import Foundation

struct Backup: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the store to a new file, also while the control plane runs.",
    discussion: """
      The copy is checked before it gets its name, and a file that is there is never replaced. Homes and secrets are files
      of the state folder and are not in it.

      Example:
        atoll backup atoll-2026-11-23.sqlite
      """)

  @Argument(help: "The file to write.", completion: .file()) var file: String
  @OptionGroup var state: StateOption

  func run() async throws {
    try await Command.run {
      let path = URL(fileURLWithPath: file).path
      try await Machine(state: state.folder).backUp(to: path)
      Terminal.say("Wrote \(path)")
    }
  }
}
