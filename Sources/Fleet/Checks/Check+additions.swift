import Basics

extension Check {
  /// What `fleet.yaml` adds to adopted hubs reaches some.
  static let additions = Check(
    "what is added to adopted hubs stands beside an adopted layout",
    [
      FindingExplanation(
        "A915", .warning, "additions to hubs where nothing is adopted",
        explanation: """
          `hubs` in `fleet.yaml` adds to hubs what the layout `config/clusters/CLUSTER/cluster.yaml` cannot say of them. \
          This folder has no such layout: its hubs stand in `hubs/`, one file each, which say all of it themselves.
          """,
        wrong: "# fleet.yaml\nhubs:\n  \"shore/reef\": {community: reef}", right: "# hubs/reef.yaml\ncommunity: reef")
    ]
  ) { checked in
    guard checked.fleet.adopted == nil, !checked.fleet.organisation.hubAdditions.isEmpty else { return [] }
    return [
      Finding(
        "A915", .warning, at: checked.place(organisation: "hubs"), "'hubs' says nothing here: no layout is adopted",
        next: "move what it says into the files of hubs/, and remove it")
    ]
  }
}
