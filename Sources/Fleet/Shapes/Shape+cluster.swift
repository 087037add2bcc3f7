import Basics

extension Shape {
  static let cluster = Shape(
    .cluster, title: "A cluster: clusters/NAME.yaml",
    summary: """
      A place where hubs run. The name of the file is the cluster's name, which hubs use. With 'engine: local' it is \
      the machine on which Atoll itself runs.
      """,
    example: """
      # A place where hubs run.
      name: Harbour
      description: The machine under the stairs.
      engine: local                   # hubs are processes of this machine
      provider: own                   # who owns the machines
      region: basement
      tenancy: shared                 # several communities share it
      nodes:                          # what it has; without it, the engine finds out
        - name: stairs
          memory: 64G
          cpu: 16
          count: 1
      quota: {hubs: 30}               # production hubs that fit on it; slots are no more than are left

      """,
    [
      .optional("name", .text(.line), "The name shown to people.", otherwise: "the name of the file"),
      .optional("description", .text(.prose), "What is to be known about it."),
      .required("engine", .choice(engines), "The code that runs hubs on it."),
      .optional("provider", .text(.line), "Who owns the machines."),
      .optional("region", .text(.line), "Where they stand."),
      .optional("tenancy", .choice(tenancies), "Whether communities share it."),
      .optional(
        "nodes", .list(.object(node)), "The sorts of machines that it has.",
        otherwise: "the engine finds out what it has"),
      .optional(
        "quota", .object(quota), "What it may hold at most.",
        otherwise: "nothing is known of it, and slots do not look at it"),
      .notBuilt(
        "services", "What the cluster needs beside hubs.",
        meanwhile: "remove it; the local engine brings the gateway that hubs need"),
      .notBuilt(
        "storage", "Where homes are kept.",
        meanwhile: "remove it; the local engine keeps homes in its state folder"),
      .notBuilt("reach", "How to reach the cluster.", meanwhile: "remove it; the local engine needs no address"),
    ])

  private static let engines: [Choice] =
    EngineKind.allCases.map { kind in
      switch kind {
      case .local: Choice(kind.rawValue, "processes of the machine on which Atoll runs")
      case .kubernetes:
        Choice(
          kind.rawValue, "a Kubernetes cluster",
          notBuilt: "write 'engine: local'; its hubs can be declared and left asleep until then")
      }
    }

  private static let tenancies = Choice.all(of: Cluster.Tenancy.self) { tenancy in
    switch tenancy {
    case .shared: "several communities"
    case .dedicated: "one community only"
    }
  }

  private static let quota: [Field] = [
    .required(
      "hubs", .integer(0...100_000),
      "Production hubs, awake and asleep, that its provider's quotas, its addresses and its disks allow.")
  ]

  private static let node: [Field] = [
    .required("name", .text(.line), "The name of this sort of machine."),
    .required("memory", .bytes, "The memory of one."),
    .required("cpu", .number(above: 0, atMost: 4096), "The cores of one."),
    .optional("count", .integer(1...100_000), "How many there are.", default: 1),
  ]
}
