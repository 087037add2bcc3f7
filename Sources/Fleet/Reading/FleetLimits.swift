/// How much of a folder is read: what is beyond becomes a finding, in bounded time and memory.
public struct FleetLimits: Sendable, Equatable {
  /// Bytes of one YAML file.
  public var yamlBytes = 1 << 20
  /// Bytes of one other file (requirements, materials).
  public var fileBytes = 16 << 20
  /// Bytes of all files.
  public var totalBytes = 256 << 20
  /// Files and folders looked at.
  public var entries = 100_000
  /// Folders in folders.
  public var folderDepth = 16
  /// Values in values in one YAML file.
  public var depth = 64
  /// Values in one YAML file, aliases expanded.
  public var values = 100_000

  public init() {}

  public static let standard = FleetLimits()
}
