import Basics

extension Shape {
  static let fleet = Shape(
    .fleet, title: "The organisation: fleet.yaml",
    summary: """
      One file at the top of the folder says who runs the fleet: the people of the team and their roles, who is on \
      duty, and how they are told of what happened; and how it means to grow: the team's time, what is offered, the phases \
      with their slots and gates, who waits, and the money. A folder is a fleet folder exactly when it holds this file.
      """,
    example: fleetExample,
    [
      .required("name", .text(.line), "The name of the organisation that runs the fleet."),
      .optional("domain", .text(.domain), "The domain under which the organisation's own names live."),
      .optional(
        "people", .map(key: .login, .object(person)),
        "The people of the team, each under the short name that other files use.", otherwise: "nobody"),
      .optional(
        "on_duty", .list(.text(.login)), "Who hears of what failed, beside whoever asked for it: names of 'people'.",
        otherwise: "nobody"),
      .optional(
        "notify", .object(notify), "How people are told of what happened.",
        otherwise: "nothing is sent"),
      .optional(
        "policies", .object(policies), "Rules that hold for every hub.", otherwise: "what 'atoll check' finds by itself"),
      .optional("calendar", .object(calendar), "When the team works.", otherwise: "Monday to Friday, without holidays"),
      .optional(
        "team", .object(team), "What the team can take on, by which slots are published.",
        otherwise: "no slots are published"),
      .optional(
        "catalogue", .object(catalogue), "What is offered to each kind of hub, and so what is standard.",
        otherwise: "nothing is outside of it"),
      .optional(
        "phases", .list(.object(phase)),
        "The steps of growth with their slots and gates, in their order; the first is open.", otherwise: "none"),
      .optional(
        "pipeline", .map(key: .name, .object(lead)),
        "Who may come, is to renew, or leaves, each under a short name.", otherwise: "nobody"),
      .optional(
        "hubs", .map(key: .hubs, .object(addition)),
        "What an adopted layout cannot say of its hubs: under 'cluster/hub', or 'cluster/*' for all of a cluster.",
        otherwise: "what names and clusters suggest"),
      .optional(
        "checks", .map(key: .findingCode, .choice(severities)),
        "How much findings matter in this fleet: a severity under a code.",
        otherwise: "as much as 'atoll check --explain CODE' says"),
      .optional("money", .object(money), "The money of the organisation.", otherwise: "the runway is not known"),
    ])

  private static let person: [Field] = [
    .required("name", .text(.line), "The person's full name."),
    .optional("mail", .text(.mail), "Where mail reaches them."),
    .required("roles", .list(.choice(roles)), "What they do; each role of the list."),
    .optional("hours", .numberWithin(1...60), "Working hours a week.", default: .double(Person.usualHours)),
    .optional(
      "skills", .list(.text(.name)),
      "Features and types of hub that they can maintain, beside the features that they own.", otherwise: "none"),
    .optional("leave", .list(.object(leave)), "When they are away.", otherwise: "never"),
    .optional("starts", .text(.date), "Their first day.", otherwise: "they are here"),
    .optional("ends", .text(.date), "Their last day.", otherwise: "they stay"),
  ]

  private static let severities = Choice.all(of: Severity.self) { severity in
    switch severity {
    case .note: "worth knowing"
    case .warning: "allowed, and worth a second look"
    case .error: "stops a deploy"
    }
  }

  private static let leave: [Field] = [
    .required("from", .text(.date), "The first day."),
    .required("until", .text(.date), "The last day."),
  ]

  private static let roles = Choice.all(of: Role.self) { role in
    switch role {
    case .engineer: "changes hubs and rolls out"
    case .operationsEngineer: "runs clusters and answers for the service"
    case .steward: "is the first line of support"
    case .communityLead: "speaks for what communities need"
    case .partnerships: "speaks with communities to be"
    case .finance: "answers for invoices and the runway"
    case .viewer: "looks on"
    }
  }

  private static let notify: [Field] = [
    .optional("mail", .object(mail), "Mail to people."),
    .optional("webhook", .object(webhook), "A call to a program."),
  ]

  private static let mail: [Field] = [
    .required("from", .text(.mail), "The address that mail comes from."),
    .optional("to_on_duty", .flag, "Whether those on duty hear of what failed.", default: true),
    .optional("server", .text(.mailServer), "The server that takes mail; this or 'sendmail'."),
    .optional("sendmail", .flag, "Whether the machine's own sendmail takes mail; this or 'server'.", default: false),
    .optional("user", .text(.line), "The user as whom Atoll signs in to the server."),
    .optional("password", .secret, "The user's password."),
  ]

  private static let webhook: [Field] = [
    .required("url", .text(.address), "The address that is called."),
    .optional("signing_key", .secret, "The key with which each call is signed.", otherwise: "calls are not signed"),
  ]
}
