import Basics

extension FindingExplanation {
  /// What adopting a layout in place may find.
  static let adoption: [FindingExplanation] = [
    FindingExplanation(
      .sealedLayers, .note, "values that cannot be read",
      explanation: """
        Encrypted files are never opened, and often are not even in the folder. They are layers like others and may set \
        anything, so what depends on them is unknown: it is told once for the whole fleet here, and where it matters \
        (who may enter a hub) once for each hub.
        """,
      wrong: "helm_chart_values_files: [reef.values.yaml, enc-reef.secret.values.yaml]",
      right: "helm_chart_values_files: [reef.values.yaml, enc-reef.secret.values.yaml]   # nothing has to be done"),
    FindingExplanation(
      .unknownChart, .note, "a chart that is not at hand",
      explanation: """
        A hub, or a chart, names this chart, and its files are nowhere: its defaults and its schema are unknown. Unpack it \
        into `charts/NAME-VERSION`, in the fleet folder or beside it, into the `charts/` of the chart that nests it (as \
        `helm dependency update` and `tar -xzf` do).
        """,
      wrong: "helm_chart: basehbu", right: "helm_chart: basehub"),
    FindingExplanation(
      .otherChartVersion, .note, "the defaults of another version",
      explanation: """
        The version that is wanted is not at hand, and one is that it was built on, or that stands in its place. Its \
        defaults and its schema are taken; they may differ in what changed between the two.
        """,
      wrong: "version: 3.0.0-beta.1.git.6208.h7b44299a   # charts/jupyterhub-3.0.0-beta.1",
      right: "version: 3.0.0-beta.1   # charts/jupyterhub-3.0.0-beta.1"),
    FindingExplanation(
      .oddClusterFile, .error, "a cluster file that does not say what it must",
      explanation: """
        `config/clusters/CLUSTER/cluster.yaml` lists the hubs of a cluster. Each has a `name`, a `helm_chart` and the \
        values files that are laid over the chart, in their order. What is said here is missing or is not of that form.
        """,
      wrong: "hubs:\n  - domain: reef.alpha.example",
      right:
        "hubs:\n  - name: reef\n    domain: reef.alpha.example\n    helm_chart: basehub\n    helm_chart_values_files: [reef.values.yaml]"
    ),
    FindingExplanation(
      .missingValuesFile, .error, "a named file that is not there",
      explanation: """
        A hub or a cluster names this file and it does not exist, so Helm would refuse to run. Names are relative to the \
        folder of `cluster.yaml`. Files whose names say that they are encrypted (`enc-…`, `….secret.…`) may be missing.
        """,
      wrong: "helm_chart_values_files: [reef.value.yaml]", right: "helm_chart_values_files: [reef.values.yaml]"),
    FindingExplanation(
      .orphanFile, .warning, "a file that nothing names",
      explanation: """
        It stands in a cluster's folder, and no hub and no part of the cluster names it: what it says reaches nothing. \
        Often a hub was removed and its file was not, or a name has a slip.
        """,
      wrong: "config/clusters/shore/kelp.values.yaml   # no hub names it",
      right: "helm_chart_values_files: [common.values.yaml, kelp.values.yaml]"),
    FindingExplanation(
      .namedTwice, .warning, "a file named twice",
      explanation: """
        A hub names the same file twice. What comes later wins, so the second place holds and overrides what stands \
        between the two. One of them is not meant.
        """,
      wrong: "helm_chart_values_files: [common.values.yaml, reef.values.yaml, common.values.yaml]",
      right: "helm_chart_values_files: [common.values.yaml, reef.values.yaml]"),
    FindingExplanation(
      .otherClusterName, .warning, "a cluster under two names",
      explanation: """
        The name in the file and the name of its folder differ. Hubs are known by the folder's name, `folder/hub`.
        """,
      wrong: "# config/clusters/shore/cluster.yaml\nname: shores", right: "# config/clusters/shore/cluster.yaml\nname: shore"),
    FindingExplanation(
      .inferredCommunity, .note, "hubs whose community nobody declared",
      explanation: """
        This layout cannot say whose a hub is. Until `fleet.yaml` does, a dedicated cluster is taken for one community, \
        and on a shared one each hub for a community of its own. Bills, effort and representatives go by communities, so \
        it is worth saying.
        """,
      wrong: "# no fleet.yaml beside config/",
      right: "# fleet.yaml\nname: Alpha\nhubs:\n  \"shore/reef\": {community: reef}\n  \"dock/*\": {community: dock}"),
    FindingExplanation(
      .unknownAdoptedHub, .error, "an addition to a hub that does not exist",
      explanation: """
        An entry under `hubs` in `fleet.yaml` adds to a hub what its layout cannot say. No hub has this name; `atoll \
        hubs` lists them.
        """,
      wrong: "hubs:\n  \"shore/reff\": {community: reef}", right: "hubs:\n  \"shore/reef\": {community: reef}"),
  ]
}
