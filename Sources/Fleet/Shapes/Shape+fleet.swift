import Basics

extension Shape {
  static let fleet = Shape(
    .fleet, title: "The organisation: fleet.yaml",
    summary: """
      One file at the top of the folder says who runs the fleet: the people of the team and their roles, who is on \
      duty, and how they are told of what happened. A folder is a fleet folder exactly when it holds this file.
      """,
    example: """
      # Who runs this fleet.
      name: Alpha Hubs
      domain: alpha.example           # under which the organisation's own names live

      people:                         # the team; the keys are short names, used elsewhere in the folder
        wren:
          name: Wren Lagoon
          mail: wren@alpha.example
          roles: [operations-engineer, engineer]
        minh:
          name: Minh Tidewater
          mail: minh@alpha.example
          roles: [steward]

      on_duty: [wren]                 # who hears of a rollout that failed, beside whoever asked for it

      notify:                         # nothing is sent until it is declared
        mail:
          from: hubs@alpha.example
          to_on_duty: true
          server: smtp://mail.alpha.example:587   # or: sendmail: true
          user: hubs
          password: {secret: mail-password}
        webhook:
          url: https://chat.alpha.example/hooks/hubs
          signing_key: {secret: webhook-key}

      """,
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
      .notBuilt(
        "policies", "Rules that hold for every hub.",
        meanwhile: "remove it; what 'atoll check' finds is the policy until then"),
      .notBuilt(
        "calendar", "Working days and freezes.",
        meanwhile: "remove it, and do not deploy in a freeze; keep the dates in a comment"),
      .notBuilt(
        "catalogue", "What is offered to each kind of hub.",
        meanwhile: "remove it; 'kind' and 'effort' of each hub can be declared already"),
      .notBuilt(
        "phases", "The steps of growth with their slots and gates.",
        meanwhile: "remove it; 'kind' and 'effort' of each hub, on which slots will stand, can be declared already"),
      .notBuilt(
        "pipeline", "Communities that wait for a hub.",
        meanwhile: "remove it; a hub that is declared and not awake is counted and not started"),
    ])

  private static let person: [Field] = [
    .required("name", .text(.line), "The person's full name."),
    .optional("mail", .text(.mail), "Where mail reaches them."),
    .required("roles", .list(.choice(roles)), "What they do; each role of the list."),
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
