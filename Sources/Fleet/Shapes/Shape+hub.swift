import Basics

extension Shape {
  static let hub = Shape(
    .hub, title: "A hub: hubs/NAME.yaml",
    summary: """
      One JupyterHub with its address, door, profiles and storage. The name of the file is the hub's name, and on the \
      local engine its address: http://NAME.localhost. A hub is a staging hub exactly when another hub names it.
      """,
    example: hubExample,
    [
      .optional("name", .text(.line), "The name shown to people.", otherwise: "the name of the file"),
      .optional("description", .text(.prose), "What it is for."),
      .required("community", .text(.name), "The community that it serves: the name of a file in communities/."),
      .required("cluster", .text(.name), "The cluster on which it runs: the name of a file in clusters/."),
      .optional("type", .choice(types), "What it is.", default: "jupyterhub"),
      .required("kind", .choice(kinds), "How much it asks of the team."),
      .optional("effort", .object(effort), "What makes it cost work and cannot be read off the rest of the file."),
      .optional("url", .text(.address), "The address by which users know it.", otherwise: "the engine gives one"),
      .optional(
        "staging", .text(.name), "The hub to which changes go first: the name of a file in hubs/.",
        otherwise: "changes go straight to this hub"),
      .optional("awake", .flag, "Whether it should run.", default: false),
      .optional("environment", .object(environment), "What users' servers are made of."),
      .required("access", .object(access), "Who may log in, and how."),
      .optional(
        "profiles", .list(.object(profile)), "The choices of server offered to users.",
        otherwise: "one server of the hub's limits"),
      .optional("limits", .object(limits), "The bounds of the hub."),
      .optional("idle", .object(idle), "When servers that nobody uses are stopped."),
      .optional("materials", .object(materials), "What users find in their home after following the hub's link."),
      .optional(
        "differs_from_staging", .list(.text(.keyPath)),
        "Paths of keys at which it differs from its staging hub on purpose.", otherwise: "it does not differ"),
      .optional(
        "features", .list(.text(.name)), "Its features: names of files in features/.", otherwise: "a standard hub"),
      .optional("versions", .object(versions), "The versions that it runs."),
      .optional(
        "values", .freeMap,
        "Raw chart values of Zero to JupyterHub, laid over what the other keys say; each is explained by a feature or is an exception.",
        otherwise: "none"),
    ])

  private static let types = [
    Choice("jupyterhub", "people log in and have a home"),
    Choice(
      "binderhub", "anyone opens a repository",
      notBuilt: "remove 'type'; a hub of the type jupyterhub with 'materials' opens a repository for people who log in"),
  ]

  static let kinds = Choice.all(of: HubKind.self) { kind in
    switch kind {
    case .basic: "a standard hub, such as for a course"
    case .research: "own packages, profiles, larger servers"
    case .experimental: "something new for the team"
    }
  }

  private static let environment: [Field] = [
    .optional("image", .text(.word), "A container image, for engines that run containers."),
    .optional(
      "requirements", .text(.path),
      "A file of pip requirements in the fleet folder, for the local engine; built once and shared by content."),
  ]

  private static let profile: [Field] = [
    .required("name", .text(.line), "The name shown to users."),
    .optional("description", .text(.prose), "What it is good for."),
    .optional("default", .flag, "Whether it is chosen for those who do not choose.", default: false),
    .optional("limits", .object(serverLimits), "The bounds of a server.", otherwise: "the hub's limits"),
    .notBuilt(
      "cluster", "Another cluster on which its servers run.", type: .text(.name),
      meanwhile: "remove the key: servers run on the hub's cluster"),
    .optional(
      "visible_to", .object(visibleTo), "Who sees it and may choose it; the control plane tells the hub.",
      otherwise: "everyone"),
  ]

  private static let visibleTo: [Field] = [
    .optional("people", .list(.text(.login)), "Names that log in."),
    .optional("teams", .list(.text(.word)), "Teams and groups of the login, and of workshops."),
  ]

  private static let serverLimits: [Field] = [
    .optional("memory", .bytes, "The memory that a server may use.", otherwise: "the hub's limits"),
    .optional(
      "cpu", .number(above: 0, atMost: 4096), "The cores that a server may use.", otherwise: "the hub's limits"),
  ]

  private static let limits: [Field] =
    [
      .optional("servers", .integer(1...1_000_000), "How many servers run at once.", otherwise: "no bound"),
      .optional(
        "starts_at_once", .integer(1...10_000), "How many servers may be starting at once.",
        otherwise: "as JupyterHub does it"),
      .optional(
        "memory", .bytes, "The memory that a server may use, where its profile does not say.",
        otherwise: "\(Defaults.memoryLimit.quantity)"),
      .optional(
        "cpu", .number(above: 0, atMost: 4096), "The cores that a server may use, where its profile does not say.",
        otherwise: "no bound"),
    ]

  private static let idle: [Field] = [
    .optional(
      "stop_after", .duration(orNever: true), "How long a server may be without activity before it is stopped.",
      otherwise: "after an hour")
  ]

  private static let materials: [Field] = [
    .required("repository", .text(.pathOrAddress), "A folder of the fleet, or the https address of a git repository."),
    .optional("branch", .text(.word), "The branch that is pulled.", default: "main"),
    .optional("open", .text(.path), "The path inside it that opens."),
  ]

  static let versions: [Field] = [
    .optional("jupyterhub", .text(.version), "The version of JupyterHub.", otherwise: "the version that Atoll brings"),
    .optional(
      "oauthenticator", .text(.version), "The version of oauthenticator, by which people log in.",
      otherwise: "the version that comes with that of JupyterHub"),
  ]
}

extension Shape {
  static let effort: [Field] = [
    .optional("usage", .object(usage), "How much it is used."),
    .optional("authenticator", .choice(authenticators), "How people log in."),
    .optional("image", .choice(images), "What its environment takes."),
    .optional("adjustments", .list(.text(.line)), "What was adjusted beyond the standard, such as 'gpu'."),
    .optional("initial_development", .choice(developments), "How much was to be built before it could start."),
    .optional("community_knowledge", .choice(knowledge), "How well the community helps itself."),
  ]

  private static let usage: [Field] = [
    .required("people", .integer(0...10_000_000), "How many people it serves."),
    .optional("at_once", .integer(0...10_000_000), "How many of them at once."),
  ]

  private static let authenticators = Choice.all(of: Effort.Authenticator.self) { authenticator in
    switch authenticator {
    case .standard: "as other hubs do"
    case .custom: "in a way of their own"
    }
  }

  static let images = Choice.all(of: Effort.Image.self) { image in
    switch image {
    case .standard: "the standard one"
    case .packages: "the standard one and some packages"
    case .own: "an image of their own"
    case .monumental: "a large image that needs care"
    }
  }

  private static let developments = Choice.all(of: Effort.InitialDevelopment.self) { development in
    switch development {
    case .none: "nothing"
    case .some: "weeks"
    case .much: "months"
    }
  }

  private static let knowledge = Choice.all(of: Effort.CommunityKnowledge.self) { knowledge in
    switch knowledge {
    case .low: "it needs help often"
    case .some: "it has someone who helps"
    case .high: "it helps itself"
    }
  }
}
