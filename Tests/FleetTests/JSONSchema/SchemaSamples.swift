import Basics
import Foundation

@testable import Fleet

/// Values and schemas of tests, from text and from the data that is shared beside the repository.
enum SchemaSamples {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
  static let suite = root.appending(path: ".build/tools/json-schema-suite")
  static let charts = root.appending(path: "../shared/data/charts").standardizedFileURL
  static let fleet = root.appending(path: "../shared/data/fleet-2023-10").standardizedFileURL

  static func isThere(_ folder: URL) -> Bool { FileManager.default.fileExists(atPath: folder.path) }

  struct Unreadable: Error {
    let findings: [Finding]
  }

  /// The value of a YAML text, each part with its line.
  static func yaml(_ text: String, file: String = "values.yaml") throws -> SourcedValue {
    var log = FindingLog(file: file)
    guard let tree = YAMLComposer.compose(Array(text.utf8), limits: .standard, log: &log) else {
      throw Unreadable(findings: log.all())
    }
    return sourced(tree)
  }

  static func file(_ url: URL, as name: String) throws -> SourcedValue {
    try yaml(String(contentsOf: url, encoding: .utf8), file: name)
  }

  private static func sourced(_ tree: YAMLTree) -> SourcedValue {
    let content: SourcedValue.Content =
      switch tree.content {
      case .list(let elements): .list(elements.map(sourced))
      case .map(let entries): .map(Dictionary(entries.map { ($0.key, sourced($0.value)) }, uniquingKeysWith: { $1 }))
      case .scalar(let scalar):
        switch scalar.reading {
        case .text, .doubtful: .string(scalar.text)
        case .nothing: .null
        case .flag(let value): .bool(value)
        case .integer(let value): .int(value)
        case .number(let value): .double(value)
        }
      }
    return SourcedValue(content, at: tree.place)
  }

  /// What is wrong with a value, as `path: what` or `path: what; next`.
  static func words(_ schema: String, _ value: String) throws -> [String] {
    let schema = try CompiledSchema(yaml(schema, file: "schema.yaml"))
    return schema.violations(of: try yaml(value)).map { violation in
      "\(violation.path): \(violation.what)" + (violation.next.map { "; \($0)" } ?? "")
    }
  }

  /// Why a schema cannot be used; nil where it can.
  static func error(_ schema: String) throws -> SchemaError? {
    let value = try yaml(schema, file: "schema.yaml")
    do {
      _ = try CompiledSchema(value)
      return nil
    } catch {
      return error
    }
  }
}
