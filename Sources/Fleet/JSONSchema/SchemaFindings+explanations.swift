internal import Basics

extension SchemaFindings {
  /// What A911 to A913 mean.
  public static let explanations: [FindingExplanation] = [
    FindingExplanation(
      "A911", .error, "values that the chart refuses",
      explanation: """
        A chart says in a JSON Schema (`values.schema.json`, or the `values.schema.yaml` that it is made of) what its \
        values look like. The effective values of a hub, all files and defaults laid over each other, are compared with \
        the schema of its chart and of every chart nested in it, as Helm does before it installs anything. The finding \
        stands at the line that sets the value. Where a required key is missing, it stands at the map that lacks it; \
        where only the chart's own defaults speak, at the nearest line of the hub above it.

        Correct the value. Helm would refuse the whole hub.
        """,
      wrong: "singleuser: {startTimeout: soon}", right: "singleuser: {startTimeout: 300}"),
    FindingExplanation(
      "A912", .error, "a schema that cannot be used",
      explanation: """
        The schema of a chart is wrong, or uses what Atoll does not follow: a draft other than 6, 7 and 2020-12, a \
        reference to another document (Atoll fetches none), a pattern that looks behind or refers back to a group. \
        The values of the chart's hubs are not compared with it; everything else is checked. It is an error where Helm \
        refuses the chart for it.
        """,
      wrong: "{$schema: 'http://json-schema.org/draft-04/schema#', type: object}",
      right: "{$schema: 'http://json-schema.org/draft-07/schema#', type: object}"),
    FindingExplanation(
      "A913", .note, "a required value that is not among the readable ones",
      explanation: """
        The chart requires a key that no readable file sets. A file of this hub is encrypted, missing or unreadable and \
        may set it, so this is no error; nobody can know without that file.
        """,
      wrong: "# enc-reef.secret.values.yaml cannot be opened\nnfs: {pv: {enabled: true}}",
      right: "# values.yaml\nnfs: {pv: {enabled: true, serverIP: nfs.example.org, baseShareName: /export/}}"),
  ]
}
