public import Basics

/// A place where hubs run: `clusters/<cluster>.yaml`.
public struct Cluster: Sendable, Equatable {
  public var id: ClusterID
  public var file: String
  public var name: String
  public var description: String?
  public var engine: EngineKind
  public var provider: String?
  public var region: String?
  public var tenancy: Tenancy?
  /// Empty where the engine finds out by itself.
  public var nodes: [Node]
  /// How many production hubs it may hold, awake and asleep; nil: nobody declared it.
  public var mostHubs: Int?

  public init(
    id: ClusterID, file: String? = nil, name: String? = nil, description: String? = nil, engine: EngineKind = .local,
    provider: String? = nil, region: String? = nil, tenancy: Tenancy? = nil, nodes: [Node] = [], mostHubs: Int? = nil
  ) {
    self.id = id
    self.file = file ?? "clusters/\(id).yaml"
    self.name = name ?? id.rawValue
    self.description = description
    self.engine = engine
    self.provider = provider
    self.region = region
    self.tenancy = tenancy
    self.nodes = nodes
    self.mostHubs = mostHubs
  }

  /// A sort of machine that a cluster has, and how many of it.
  public struct Node: Sendable, Equatable {
    public var name: String
    public var memory: Bytes
    /// In cores; above 0.
    public var cpu: Double
    /// At least 1.
    public var count: Int

    public init(name: String, memory: Bytes, cpu: Double, count: Int = 1) {
      self.name = name
      self.memory = memory
      self.cpu = cpu
      self.count = count
    }
  }

  public enum Tenancy: String, Sendable, Codable, CaseIterable { case shared, dedicated }
}

/// The code that runs hubs on a kind of cluster.
public enum EngineKind: String, Sendable, Codable, CaseIterable {
  /// Processes of the machine on which Atoll runs.
  case local
  /// A Kubernetes cluster. Its hubs are read, checked and planned; Atoll does not roll them out yet.
  case kubernetes
}
