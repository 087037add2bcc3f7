public import Fleet
import Foundation

/// Where the values of secrets come from. They are asked for at the moment of use and kept nowhere else.
public protocol SecretSource: Sendable {
  /// The secret of that name; nil where there is none.
  func value(of name: SecretName) throws -> String?
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
    guard Self.isFileName(name.rawValue) else { return nil }
    let path = folder + "/" + name.rawValue
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.hasSuffix("\n") ? String(text.dropLast()) : text
  }

  /// The variable of the environment that holds a secret: `github-client` is in `ATOLL_SECRET_GITHUB_CLIENT`.
  public static func variable(for name: SecretName) -> String {
    let letters = name.rawValue.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "ATOLL_SECRET_" + String(letters)
  }

  private static func isFileName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
  }
}
