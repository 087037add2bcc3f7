public import Fleet
import Delivery
import Foundation

/// Where the values of secrets come from. They are asked for at the moment of use and kept nowhere else.
public protocol SecretSource: Sendable {
  /// The secret of that name; nil where there is none.
  func value(of name: SecretName) throws -> String?

  /// Keeps a secret that Atoll itself has made.
  func keep(_ value: String, as name: SecretName) throws

  /// Where a person is to put a secret that is missing, for a sentence: `the file … or the variable …`.
  func place(of name: SecretName) -> String
}

/// Secrets of the environment, `ATOLL_SECRET_<NAME>`, and then of a folder with one file a secret.
public struct FolderSecrets: SecretSource {
  /// Absolute path of the folder, such as `$ATOLL_STATE/secrets`.
  public let folder: String
  private let environment: [String: String]

  public init(folder: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.folder = folder
    self.environment = environment
  }

  public func value(of name: SecretName) throws -> String? {
    if let value = environment[Self.variable(for: name)] { return value }
    guard let text = try PrivateFile.read(try path(of: name)) else { return nil }
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  public func keep(_ value: String, as name: SecretName) throws {
    try Folder.make(folder, mode: 0o700)
    try PrivateFile.write(value + "\n", to: path(of: name))
  }

  public func place(of name: SecretName) -> String {
    "the file `\(folder)/\(name)` or the variable `\(Self.variable(for: name))`"
  }

  /// The variable of the environment that holds a secret: `github-client` is in `ATOLL_SECRET_GITHUB_CLIENT`.
  public static func variable(for name: SecretName) -> String {
    let letters = name.rawValue.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "ATOLL_SECRET_" + String(letters)
  }

  private func path(of name: SecretName) throws(EngineFailure) -> String {
    let text = name.rawValue
    guard !text.isEmpty, !text.hasPrefix("."), !text.contains("/"), !text.utf8.contains(0) else {
      throw EngineFailure("`\(text)` cannot be the name of a secret", next: "Use letters, digits and hyphens")
    }
    return folder + "/" + text
  }
}
