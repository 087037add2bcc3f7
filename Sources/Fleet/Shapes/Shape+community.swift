import Basics

extension Shape {
  static let community = Shape(
    .community, title: "A community: communities/NAME.yaml",
    summary: """
      The group of people that hubs serve. The name of the file is the community's short name, which hubs use.
      """,
    example: """
      # Who they are.
      name: Open Reef
      description: A research group that counts corals, with partners at four field stations.
      since: 2024-05-13               # the day they joined
      website: https://openreef.example

      representatives:                # who may ask for changes in the community's name
        ida:
          name: Ida Polyp
          mail: ida@openreef.example

      agreement:
        from: 2026-01-01
        until: 2027-12-31             # without it: until somebody ends it
        fee: 1500                     # a month for all its hubs, in the currency of fleet.yaml
        pays_usage: true              # monthly active users are paid for by the steps of money.usage
        active_users: 40
        cloud: 800                    # what its cloud costs a month
        pays_cloud: true              # the community pays for it
        renewal: 0.9                  # that it goes on after the last day
        renewal_months: 12

      """,
    [
      .required("name", .text(.line), "The name of the community."),
      .optional("description", .text(.prose), "Who they are."),
      .optional("since", .text(.date), "The day on which they joined."),
      .optional("website", .text(.address), "Where they tell of themselves."),
      .optional(
        "representatives", .map(key: .login, .object(representative)),
        "Who may ask for changes in the community's name, each under a short name.", otherwise: "nobody"),
      .optional(
        "agreement", .object(agreement), "What was agreed, and until when.",
        otherwise: "the fees of 'money.fees', without an end"),
      .notBuilt(
        "data", "Where the community's data lives.",
        meanwhile: "remove it; keep it in 'description', and choose the hub's cluster by it"),
      .notBuilt(
        "needs", "What the community needs beyond what its hubs have.",
        meanwhile: "remove it; a feature at the stage 'idea' can be declared in features/"),
    ])

  private static let agreement: [Field] = [
    .required("from", .text(.date), "Its first day."),
    .optional("until", .text(.date), "Its last day.", otherwise: "until somebody ends it"),
    .optional(
      "fee", .money, "What it pays a month for all its hubs.", otherwise: "what 'money.fees' says of each hub"),
    .optional(
      "pays_usage", .flag, "Whether its monthly active users are paid for by the steps of 'money.usage'.", default: false),
    .optional(
      "active_users", .integer(0...10_000_000), "How many monthly active users are paid for.",
      otherwise: "as many as 'effort.usage' of its hubs says"),
    .optional("cloud", .money, "What its cloud costs a month.", otherwise: "not known"),
    .optional("pays_cloud", .flag, "Whether it pays for its cloud; else the organisation does.", default: true),
    .optional("renewal", .share, "How likely it goes on after its last day.", default: .double(0.85)),
    .optional("renewal_months", .integer(1...120), "For how many months it goes on then.", default: 12),
  ]

  private static let representative: [Field] = [
    .required("name", .text(.line), "The person's full name."),
    .optional("mail", .text(.mail), "Where mail reaches them."),
  ]
}
