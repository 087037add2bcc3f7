import Basics

/// What `fleet.yaml` says of growth: the team's time, what is offered, the phases and who waits.
extension Shape {
  static let calendar: [Field] = [
    .optional(
      "working_days", .list(.choice(Choice.all(of: Weekday.self) { _ in "" })), "The days of the week on which the team works.",
      otherwise: "Monday to Friday"),
    .optional("holidays", .list(.text(.date)), "Days on which nobody works.", otherwise: "none"),
    .optional("reduced", .list(.object(reduced)), "Times in which only a part of the team is at work.", otherwise: "none"),
    .notBuilt(
      "freezes", "Times in which nothing is rolled out.",
      meanwhile: "remove it, and do not deploy in a freeze; keep the dates in a comment"),
  ]

  private static let reduced: [Field] = [
    .required("from", .text(.date), "The first day."),
    .required("until", .text(.date), "The last day."),
    .required("share", .share, "What is left of the team's capacity."),
    .required("because", .text(.line), "The occasion."),
  ]

  static let team: [Field] = [
    .optional(
      "focus", .share, "The part of everyone's hours in which they can work at all: without meetings, mail and breaks.",
      default: .double(0.75)),
    .optional(
      "operations_share", .numberWithin(0...0.5),
      "The part of those hours that operations and support may take; at most half, for the rest makes the service better.",
      default: .double(0.5)),
    .optional(
      "platform_share", .share,
      "The part of what operations can do that the platform itself takes: upgrades and changes of all hubs.",
      default: .double(0.25)),
    .optional("turnaround", .object(turnaround), "What is promised to communities."),
    .optional("rota", .object(rota), "Duty as first line of support, which goes round.", otherwise: "nobody has duty"),
    .optional("hires", .list(.object(hire)), "Who is to join.", otherwise: "nobody"),
  ]

  private static let turnaround: [Field] = [
    .optional(
      "days", .number(above: 0, atMost: 365), "The working days within which a request is done.", default: .double(5)),
    .optional(
      "confidence", .numberWithin(0.5...0.99), "The part of requests for which that is promised.", default: .double(0.85)),
  ]

  private static let rota: [Field] = [
    .required("people", .list(.text(.login)), "Who has duty in turn: names of 'people'."),
    .optional("at_once", .integer(1...1000), "How many have it at once.", default: 1),
    .optional(
      "share", .share, "The part of the hours for operations that duty takes of whoever has it.", default: .double(0.5)),
  ]

  private static let hire: [Field] = [
    .required("name", .text(.line), "What the position is called."),
    .required("starts", .text(.date), "The first day."),
    .optional("probability", .share, "How likely somebody starts on that day.", default: .double(1)),
    .optional("hours", .numberWithin(1...60), "Working hours a week.", default: .double(Person.usualHours)),
    .optional("skills", .list(.text(.name)), "Features and types of hub that they will be able to maintain."),
  ]

  static let catalogue: [Field] =
    HubKind.allCases.map { kind in
      .optional(
        kind.rawValue, .object(offer), "What hubs of the kind '\(kind.rawValue)' may have.", otherwise: "anything")
    } + [
      .optional(
        "instead", .map(key: .name, .text(.line)),
        "What is offered in place of a wish that is not: the wish (a feature, an image, a login, a type), and the alternative."
      )
    ]

  private static let offer: [Field] = [
    .optional("images", .list(.choice(images)), "Images.", otherwise: "any"),
    .optional("logins", .list(.choice(logins)), "Ways to log in.", otherwise: "any"),
    .optional("features", .list(.text(.name)), "Names of files in features/.", otherwise: "any"),
    .optional("types", .list(.choice(hubTypes)), "Types of hub.", otherwise: "`jupyterhub`"),
    .optional(
      "standard", .list(.text(.keyPath)),
      "Paths of chart values that are standard for the kind, beside the agreed structure; '*' is any key, '[]' any element.",
      otherwise: "the agreed structure alone"),
  ]

  /// Types of hub in plans, which may be made before a type is built.
  private static let hubTypes = Choice.all(of: HubType.self) { type in
    switch type {
    case .jupyterhub: "people log in and have a home"
    case .binderhub: "anyone opens a repository"
    }
  }

  static let phase: [Field] = [
    .required("name", .text(.line), "The name of the phase."),
    .optional("description", .text(.prose), "What it is for."),
    .optional(
      "opened", .text(.date), "The day on which it was opened, where that was before Atoll kept count.",
      otherwise: "as Atoll recorded"),
    .required("slots", .object(slots), "How many hubs of each kind may come while the phase lasts."),
    .optional(
      "types", .object(typeBounds), "How many of them may be of a type.", otherwise: "no binder hub, else no bound"),
    .optional(
      "new_communities", .integer(0...100_000),
      "How many communities that are not yet served may come; 0 while the team learns something new.",
      otherwise: "as many as there are slots"),
    .optional(
      "hold_for", .duration(orNever: false), "How long all its gates must have held before it opens.", default: "14d"),
    .optional(
      "gates", .object(GateArea.allCases.map { .optional($0.rawValue, .object(gate), "What must hold in \($0.inWords).") }),
      "What must hold before the phase opens.", otherwise: "nothing: it opens by itself after `hold_for`"),
  ]

  private static let slots = HubKind.allCases.map { kind in
    Field.optional(kind.rawValue, .integer(0...100_000), "Hubs of the kind '\(kind.rawValue)'.", default: 0)
  }

  private static let typeBounds: [Field] = [
    .optional(HubType.jupyterhub.rawValue, .integer(0...100_000), "JupyterHubs.", otherwise: "no bound"),
    .optional(HubType.binderhub.rawValue, .integer(0...100_000), "Binder hubs.", default: 0),
  ]

  private static let gate: [Field] = [
    .optional("conditions", .list(.object(condition)), "What is measured.", otherwise: "nothing"),
    .optional(
      "questions", .map(key: .name, .text(.line)),
      "What a person answers with evidence: a short name, and the question. Answered yes, it is met: word it so that yes is good.",
      otherwise: "none"),
  ]

  private static let condition: [Field] = [
    .required("measure", .choice(measures), "What is measured."),
    .optional("at_least", .numberWithin(0...1_000_000), "The least that will do; this or 'at_most'."),
    .optional("at_most", .numberWithin(0...1_000_000), "The most that will do; this or 'at_least'."),
    .optional(
      "over", .duration(orNever: false), "How far is looked back.", otherwise: "as usual for the measure"),
  ]

  private static let measures = Choice.all(of: GateMeasure.self) { measure in
    switch measure {
    case .rolloutSuccess: "the part of rollouts that succeeded, 0 to 1"
    case .timeToRestore: "hours from the failure of a hub until it worked again, the 85th of a hundred"
    case .alertPrecision: "the part of alerts that were about something, 0 to 1"
    case .promiseCalibration: "the part of promises given at 85 % that were kept, 0 to 1"
    case .turnaround: "working days from a request until it is done, the 85th of a hundred"
    case .operationsShare: "the part of logged working time that went to operations and support, 0 to 1"
    case .maintainersPerFeature: "the smallest number of people who can maintain a feature that hubs use"
    case .exceptions: "raw values on hubs that no feature explains"
    case .unbilledAge: "days since which the oldest cloud cost that is passed on is not invoiced"
    case .runway: "months that the money lasts with 85 %"
    case .satisfaction: "what communities answer, 0 to 10"
    case .utilisation: "the work that is expected over the most that the promised turnaround allows; 1 is full"
    }
  }

  static let lead: [Field] = [
    .optional("name", .text(.line), "The name shown to people.", otherwise: "the key"),
    .optional("community", .text(.name), "The community that it is, where that is served already."),
    .required("kind", .choice(kinds), "How much its hubs will ask of the team."),
    .optional("type", .choice(hubTypes), "What its hubs will be.", default: "jupyterhub"),
    .optional("hubs", .integer(1...1000), "How many hubs.", default: 1),
    .required(
      "starts", .text(.date), "The day from which its hubs are likely to be wanted; for 'leaving' the day on which they go."),
    .optional(
      "probability", .share, "How likely it comes at all; for 'leaving' how likely it goes.",
      otherwise: "as usual at its stage"),
    .required("stage", .choice(stages), "How far it has come."),
    .optional("wishes", .list(.text(.name)), "What it wants: features, an image, a login, a type, in one word each."),
    .optional("fee", .money, "What it would pay a month for all its hubs.", otherwise: "the fee of its kind"),
  ]

  private static let stages = Choice.all(of: Lead.Stage.self) { stage in
    let share = Int((stage.usualProbability * 100).rounded())
    return switch stage {
    case .lead: "has been heard of; \(share) % come"
    case .qualified: "wants what is offered and can pay for it; \(share) % come"
    case .prospect: "has said yes; \(share) % come"
    case .partner: "has signed; \(share) % come"
    case .active: "its hubs run; it takes no slot"
    case .renewal: "its agreement ends soon; \(share) % stay"
    case .leaving: "wants to go; \(share) % go"
    }
  }
}

extension GateArea {
  fileprivate var inWords: String {
    switch self {
    case .infrastructure: "infrastructure and technology"
    case .operations: "operations and support"
    case .sales: "sales and invoicing"
    }
  }
}
