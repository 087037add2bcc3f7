public import Basics

/// One JupyterHub with its address, door, profiles and storage: `hubs/<hub>.yaml`.
public struct Hub: Sendable, Equatable {
  public var id: HubID
  public var file: String
  public var name: String
  public var description: String?
  public var community: CommunityID
  public var cluster: ClusterID
  public var kind: HubKind
  public var effort: Effort
  /// The declared address; nil where the engine gives one.
  public var url: String?
  /// The hub to which changes go first.
  public var staging: HubID?
  /// Whether the folder says that it should run.
  public var awake: Bool
  public var environment: Environment
  public var access: Access
  public var profiles: [Profile]
  public var limits: Limits
  public var idle: Idle
  public var materials: Materials?
  /// Paths of this file at which it differs from its staging hub on purpose.
  public var differsFromStaging: [String]
  public var features: [FeatureID]
  public var versions: Versions
  /// Raw chart values, merged over what the typed fields say.
  public var values: JSONValue
  /// How the hub gets its values in an adopted layout; nil in the native one.
  public var adoption: Adoption?

  public init(
    id: HubID, file: String? = nil, name: String? = nil, description: String? = nil, community: CommunityID,
    cluster: ClusterID, kind: HubKind = .basic, effort: Effort = Effort(), url: String? = nil, staging: HubID? = nil,
    awake: Bool = false, environment: Environment = Environment(), access: Access = Access(login: .password),
    profiles: [Profile] = [], limits: Limits = Limits(), idle: Idle = Idle(), materials: Materials? = nil,
    differsFromStaging: [String] = [], features: [FeatureID] = [], versions: Versions = Versions(),
    values: JSONValue = .object([:]), adoption: Adoption? = nil
  ) {
    self.adoption = adoption
    self.id = id
    self.file = file ?? "hubs/\(id).yaml"
    self.name = name ?? id.rawValue
    self.description = description
    self.community = community
    self.cluster = cluster
    self.kind = kind
    self.effort = effort
    self.url = url
    self.staging = staging
    self.awake = awake
    self.environment = environment
    self.access = access
    self.profiles = profiles
    self.limits = limits
    self.idle = idle
    self.materials = materials
    self.differsFromStaging = differsFromStaging
    self.features = features
    self.versions = versions
    self.values = values
  }
}

/// How much a hub asks of the team.
public enum HubKind: String, Sendable, Codable, CaseIterable { case basic, research, experimental }

/// What users' servers are made of.
public struct Environment: Sendable, Equatable {
  /// A container image, for engines that run containers.
  public var image: String?
  /// A requirements file, by its path in the fleet folder, for the local engine.
  public var requirements: String?

  public init(image: String? = nil, requirements: String? = nil) {
    self.image = image
    self.requirements = requirements
  }
}

/// One choice of server offered to users.
public struct Profile: Sendable, Equatable {
  public var name: String
  public var description: String?
  public var isDefault: Bool
  public var memory: Bytes?
  /// In cores; above 0.
  public var cpu: Double?
  /// Who sees it and may choose it; nil: everyone.
  public var visibleTo: Visibility?

  /// People to whom something is shown.
  public struct Visibility: Sendable, Equatable {
    public var people: [PersonID]
    public var teams: [String]

    public init(people: [PersonID] = [], teams: [String] = []) {
      self.people = people
      self.teams = teams
    }
  }

  public init(
    name: String, description: String? = nil, isDefault: Bool = false, memory: Bytes? = nil, cpu: Double? = nil
  ) {
    self.name = name
    self.description = description
    self.isDefault = isDefault
    self.memory = memory
    self.cpu = cpu
  }

  /// The name as it stands in addresses and forms: lower case letters, digits and hyphens.
  public var slug: String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return String(letters).split(separator: "-").joined(separator: "-")
  }
}

/// Bounds of a hub; nil where there is none.
public struct Limits: Sendable, Equatable {
  /// How many servers run at once.
  public var servers: Int?
  /// How many servers may be starting at once.
  public var startsAtOnce: Int?
  /// Of each server that no profile says otherwise of.
  public var memory: Bytes?
  public var cpu: Double?

  public init(servers: Int? = nil, startsAtOnce: Int? = nil, memory: Bytes? = nil, cpu: Double? = nil) {
    self.servers = servers
    self.startsAtOnce = startsAtOnce
    self.memory = memory
    self.cpu = cpu
  }
}

/// When servers that nobody uses are stopped.
public struct Idle: Sendable, Equatable {
  /// Seconds without activity; 0: never; nil: as `Defaults.idleStopAfter` says.
  public var stopAfter: Int?

  public init(stopAfter: Int? = nil) { self.stopAfter = stopAfter }
}

/// What users find in their home after following the hub's link: a repository pulled by nbgitpuller.
public struct Materials: Sendable, Equatable {
  /// A folder of the fleet, or an `https://` address.
  public var repository: String
  public var branch: String
  /// The path inside it that opens.
  public var open: String?

  public init(repository: String, branch: String = "main", open: String? = nil) {
    self.repository = repository
    self.branch = branch
    self.open = open
  }
}

/// The versions that a hub runs, where it names them.
public struct Versions: Sendable, Equatable {
  public var jupyterhub: String?
  public var oauthenticator: String?

  public init(jupyterhub: String? = nil, oauthenticator: String? = nil) {
    self.jupyterhub = jupyterhub
    self.oauthenticator = oauthenticator
  }
}
