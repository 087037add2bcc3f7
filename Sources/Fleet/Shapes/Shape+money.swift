import Basics

/// `money` of `fleet.yaml`.
extension Shape {
  static let money: [Field] = [
    .optional("currency", .text(.currency), "The currency of all amounts of the folder.", default: "USD"),
    .required("cash", .object(cash), "What was there on a day."),
    .required(
      "person_month", .money,
      "What one person of the team with a full week costs a month, with everything; `hours` count in proportion."
    ),
    .optional(
      "full_week", .numberWithin(1...60), "The hours of that full week.", default: .double(Person.usualHours)),
    .optional("costs", .list(.object(monthly)), "What else is paid each month.", otherwise: "none"),
    .optional("income", .list(.object(monthly)), "What comes in beside fees, each month: grants.", otherwise: "none"),
    .optional(
      "fees", .object(fees), "What a hub of each kind pays a month, where its community's agreement says nothing else."),
    .optional(
      "dedicated_factor", .numberWithin(1...100), "How many times the fee a hub on a cluster of its own pays.",
      default: .double(1.5)),
    .optional(
      "usage", .list(.object(step)),
      "What monthly active users pay by steps: the first step's users, then the next's.", otherwise: "nothing"),
    .optional(
      "bands", .list(.object(band)), "What to do while the money lasts so long, the most months first.",
      otherwise: RunwayBand.usual.map { "\($0.advice) from \($0.months.short) months" }.joined(separator: ", ")),
  ]

  private static let cash: [Field] = [
    .required("amount", .money, "How much."),
    .required("day", .text(.date), "The day on which it was there."),
  ]

  private static let monthly: [Field] = [
    .required("name", .text(.line), "What it is."),
    .required("month", .money, "How much a month."),
    .optional("from", .text(.date), "The first day.", otherwise: "since ever"),
    .optional("until", .text(.date), "The last day.", otherwise: "without an end"),
  ]

  private static let fees = HubKind.allCases.map { kind in
    Field.optional(kind.rawValue, .money, "A hub of the kind '\(kind.rawValue)'.", otherwise: "nothing")
  }

  private static let step: [Field] = [
    .optional(
      "up_to", .integer(1...10_000_000), "Up to how many users in all this step goes.",
      otherwise: "it is the last, without an end"),
    .required("each", .money, "What each user of this step pays a month."),
  ]

  private static let band: [Field] = [
    .required("months", .numberWithin(0...120), "For at least so many months the money lasts."),
    .required("advice", .text(.line), "What to do then."),
  ]
}
