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

      """,
    [
      .required("name", .text(.line), "The name of the community."),
      .optional("description", .text(.prose), "Who they are."),
      .optional("since", .text(.date), "The day on which they joined."),
      .optional("website", .text(.address), "Where they tell of themselves."),
      .optional(
        "representatives", .map(key: .login, .object(representative)),
        "Who may ask for changes in the community's name, each under a short name.", otherwise: "nobody"),
      .notBuilt(
        "agreement", "What was agreed, and until when.",
        meanwhile: "remove it; keep a link to the agreement in 'description'"),
      .notBuilt(
        "data", "Where the community's data lives.",
        meanwhile: "remove it; keep it in 'description', and choose the hub's cluster by it"),
      .notBuilt(
        "needs", "What the community needs beyond what its hubs have.",
        meanwhile: "remove it; a feature at the stage 'idea' can be declared in features/"),
    ])

  private static let representative: [Field] = [
    .required("name", .text(.line), "The person's full name."),
    .optional("mail", .text(.mail), "Where mail reaches them."),
  ]
}
