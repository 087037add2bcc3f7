import Basics

extension DoorRules {
  /// The words that a policy has for audiences, the narrowest first.
  public static var audiences: [String] { Shape.audienceWords }
}

/// Rules that hold for every hub: `policies` in fleet.yaml.
extension Shape {
  static let policies: [Field] = [
    .optional("doors", .object(doors), "How wide doors may be, and how they behave.")
  ]

  private static let doors: [Field] = [
    .optional(
      "widest", .object(HubKind.allCases.map { .optional($0.rawValue, .choice(audiences), "Of \($0.rawValue) hubs.") }),
      "The widest audience that a hub of each kind may have; a wider one is an error.", otherwise: "no bound"),
    .optional(
      "grace", .duration(orNever: false),
      "How long a hub keeps its last answer about somebody who is in, while the control plane cannot be reached.",
      otherwise: "15m"),
    .optional(
      "ask_again", .duration(orNever: false), "How long a hub relies on an answer before it asks again.", otherwise: "1m"),
    .optional(
      "warn_before", .duration(orNever: false), "How long before the end of a grant people are warned on the hub's pages.",
      otherwise: "10m"),
    .optional(
      "knock_every", .duration(orNever: false), "How often a stranger knocks at each hub.", otherwise: "15m"),
    .optional(
      "close_when_open", .flag,
      "Whether a hub that a stranger could enter is closed to all but its admins, until somebody opens it again.",
      default: false),
  ]

  static var audienceWords: [String] { audiences.map(\.value) }

  /// The words for audiences, the narrowest first; room Access computes them.
  private static let audiences = [
    Choice("nobody", "nobody"),
    Choice("people", "people whose names are written"),
    Choice("teams", "members of named teams or groups"),
    Choice("institutions", "people of named domains or institutions"),
    Choice("accounts", "anyone with an account at a public provider"),
    Choice("anyone", "anyone at all"),
  ]
}
