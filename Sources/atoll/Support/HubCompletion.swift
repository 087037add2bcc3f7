import ArgumentParser
import Basics
import Fleet
import Foundation
import Operations

/// What a shell offers where a name of the fleet is typed.
enum FleetCompletion {
  static let hub = CompletionKind.custom { arguments, _, _ in names(arguments) { HubName.all(in: $0) } }
  static let cluster = CompletionKind.custom { arguments, _, _ in names(arguments) { $0.clusters.keys.map(\.rawValue) } }
  static let community = CompletionKind.custom { arguments, _, _ in
    names(arguments) { $0.communities.keys.map(\.rawValue) }
  }
  static let feature = CompletionKind.custom { arguments, _, _ in names(arguments) { $0.features.keys.map(\.rawValue) } }

  /// None where there is no folder to read: a shell has no use for an error.
  private static func names(_ arguments: [String], _ read: (Fleet) -> [String]) -> [String] {
    let given = arguments.firstIndex(of: "--fleet").flatMap { arguments.dropFirst($0 + 1).first }
    let folder = try? FleetSearch.find(
      given: given, environment: ProcessInfo.processInfo.environment,
      currentDirectory: FileManager.default.currentDirectoryPath)
    guard let folder, let source = try? FleetSource.read(folder: folder) else { return [] }
    return FleetLoader.load(source).fleet.map { read($0).sorted() } ?? []
  }
}
