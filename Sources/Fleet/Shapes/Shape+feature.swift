import Basics

extension Shape {
  static let feature = Shape(
    .feature, title: "A feature: features/NAME.yaml",
    summary: """
      A named capability beyond the standard hub, with a stage, owners and a day of review. The name of the file is the \
      feature's name, which hubs list. It explains raw values: a value of a hub that no feature explains is an exception.
      """,
    example: """
      # A capability beyond the standard hub.
      name: Dask
      description: Work on more data than memory holds, spread over processes.
      stage: beta
      owners: [wren]                  # people of fleet.yaml
      since: 2024-03-11
      review_by: 2027-06-30           # when the team looks again whether to keep it
      documentation: https://docs.dask.org
      explains:                       # the values of hubs that stand for it
        - singleuser.extraEnv.DASK_*
      shown_by:                       # by what values show that a hub has it, where hubs do not list it
        - dask-gateway.enabled == true
      verdict:                        # what the engineers said when it was asked for
        build: hard
        maintain: sustainable
        learn: [wren, "how schedulers die"]
        at: 2024-02-19
        by: wren
      specialist: "two of us know Dask on purpose: few hubs need it"   # else everybody is to learn it

      """,
    [
      .optional("name", .text(.line), "The name shown to people.", otherwise: "the name of the file"),
      .optional("description", .text(.prose), "What it gives to users."),
      .required("stage", .choice(stages), "How far it is."),
      .optional("owners", .list(.text(.login)), "Who answers for it: names of 'people' in fleet.yaml."),
      .optional("since", .text(.date), "The day on which it came into service."),
      .optional("review_by", .text(.date), "The day by which the team looks again whether to keep it."),
      .optional("documentation", .text(.address), "Where it is explained."),
      .optional(
        "explains", .list(.text(.keyPath)),
        "The paths of chart values that it explains, with all below them; '*' is any key, '[]' any element.",
        otherwise: "none"),
      .optional(
        "shown_by", .list(.text(.line)),
        "By what values show that a hub of an adopted layout has it: 'PATH', 'PATH == VALUE' or 'PATH contains TEXT'.",
        otherwise: "any of the paths that it explains"),
      .optional("verdict", .object(verdict), "What the engineers said when it was asked for."),
      .optional(
        "specialist", .text(.line), "Why only few people are to know how to maintain it.",
        otherwise: "at least two people maintain it, and in the end everybody"),
    ])

  private static let verdict: [Field] = [
    .optional("build", .choice(builds), "What it takes to build it."),
    .optional("maintain", .choice(maintenances), "Whether the team can keep it going."),
    .optional("learn", .list(.text(.line)), "Who has to learn it, or what has to be learned.", otherwise: "nobody, nothing"),
    .optional("at", .text(.date), "The day on which it was said."),
    .optional("by", .text(.login), "Who said it: a name of 'people' in fleet.yaml."),
  ]

  private static let builds = Choice.all(of: FeatureVerdict.Build.self) { build in
    switch build {
    case .easy: "days of work"
    case .hard: "weeks of work, or something nobody knows yet"
    case .notPossible: "it cannot be done, or not by us"
    }
  }

  private static let maintenances = Choice.all(of: FeatureVerdict.Maintain.self) { maintain in
    switch maintain {
    case .sustainable: "the team can keep it with what it has"
    case .notSustainable: "it would take more than the team has"
    }
  }

  private static let stages = Choice.all(of: Feature.Stage.self) { stage in
    switch stage {
    case .idea: "someone needs it"
    case .candidate: "it may be built"
    case .scoped: "it is known what it takes"
    case .building: "it is being built"
    case .experimental: "in service, may change or go"
    case .beta: "in service, being made good"
    case .general: "in service for everyone"
    case .retired: "no longer offered"
    }
  }
}
