public import Basics
public import Fleet

/// The agreed structure of hubs of one kind, as programs read it: `atoll features --standard --json`.
public struct StandardAnswer: Codable, Sendable, Equatable {
  public var kind: HubKind
  /// The built-in structure; empty in the native layout, where the keys of a hub's file are the structure.
  public var parts: [Part]
  /// Paths that the catalogue of the folder adds for the kind.
  public var added: [String]
  /// One complete hub, as a file of the folder's layout.
  public var example: String

  public struct Part: Codable, Sendable, Equatable {
    public var purpose: String
    public var paths: [String]
  }

  public init(of kind: HubKind, in fleet: Fleet) {
    self.kind = kind
    let isNative = fleet.layout == .native
    parts = isNative ? [] : StandardStructure.parts(of: kind).map { Part(purpose: $0.purpose, paths: $0.paths) }
    added = fleet.organisation.catalogue.offers[kind]?.standard ?? []
    example = isNative ? StandardStructure.nativeExample(of: kind) : StandardStructure.example(of: kind)
  }

  /// The example, with what the catalogue adds as a comment below it.
  public var text: String {
    if added.isEmpty { return example }
    return example + "\n# The catalogue of this folder adds for hubs of the kind \(kind.rawValue):\n"
      + added.map { "#   \($0)\n" }.joined()
  }
}
