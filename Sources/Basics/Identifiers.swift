/// The name of one thing in a fleet. Typed, so that a hub's name is never taken for a community's.
public protocol Identifier: RawRepresentable, Hashable, Comparable, Sendable, Codable,
  CodingKeyRepresentable, CustomStringConvertible, ExpressibleByStringLiteral
where RawValue == String {
  init(_ name: String)
}

extension Identifier {
  public init(rawValue: String) { self.init(rawValue) }
  public init(stringLiteral value: String) { self.init(value) }
  public var description: String { rawValue }
  public static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }
}

/// A hub's name: the name of its file; in an adopted layout `cluster/hub`.
public struct HubID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}

/// A community's name: the name of its file.
public struct CommunityID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}

/// A cluster's name: the name of its file.
public struct ClusterID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}

/// A feature's name: the name of its file.
public struct FeatureID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}

/// The short name of a person: a key under `people` or `representatives`, or a name that logs in to a hub.
public struct PersonID: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}
