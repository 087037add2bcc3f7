import Basics

extension Check {
  /// Nothing is declared that the engine would drop.
  static let engine = Check(
    "the engine honours every value",
    [
      FindingExplanation(
        "A511", .error, "a value that the local engine does not honour",
        explanation: """
          The local engine runs hubs as processes and honours a part of the chart values of Zero to JupyterHub; \
          `docs/reference/chart-values.md` lists it. This value would change nothing, so it is refused rather than \
          dropped. A typed field may say the same: look there first.

          A hub that is asleep only gets a warning.
          """,
        wrong: "values:\n  singleuser:\n    defaultURL: /lab", right: "values:\n  singleuser:\n    defaultUrl: /lab"),
      FindingExplanation(
        "A512", .error, "a value of the wrong kind",
        explanation: """
          The local engine honours this value, but not as it is written: seconds are whole numbers, amounts of memory \
          have a unit, flags are true or false.
          """,
        wrong: "values: {cull: {timeout: 1h}}", right: "values: {cull: {timeout: 3600}}"),
      FindingExplanation(
        "A513", .error, "an image where no containers run",
        explanation: """
          The local engine makes a Python environment from `environment.requirements` and runs no containers, so the \
          image would be ignored. Name a requirements file. Both may stand side by side: the image is then for \
          clusters that run containers.

          A hub that is asleep only gets a warning.
          """,
        wrong: "environment:\n  image: quay.io/example/reef:2026.11",
        right: "environment:\n  requirements: requirements/reef.txt"),
      FindingExplanation(
        "A514", .error, "options of another login",
        explanation: """
          JupyterHub reads only the options of the class that logs people in. Options of another class are silently \
          ignored, which has locked everyone out of hubs, and let everyone in.
          """,
        wrong: "access: {login: github}\nvalues: {hub: {config: {GoogleOAuthenticator: {hosted_domain: [reef.edu]}}}}",
        right: "access: {login: google}\nvalues: {hub: {config: {GoogleOAuthenticator: {hosted_domain: [reef.edu]}}}}"),
      FindingExplanation(
        "A515", .error, "requirements that name another file",
        explanation: """
          An environment is built from the lines of this one file, and shared by all hubs with the same lines. A line \
          that takes in another file or folder would not be found where it is built, and a change of that file would not \
          be seen as a change of the hub. Write its lines here, or name the package by an address.

          Where only hubs that are asleep name the file, it is a warning.
          """,
        wrong: "-r base.txt\nnumpy", right: "scipy\nnumpy"),
    ]
  ) { checked in
    let hubs = checked.nativeHubs.filter { checked.fleet.clusters[$0.cluster]?.engine == .local }
    return hubs.flatMap { checked.ignoredValues(of: $0) + checked.ignoredImage(of: $0) }
      + checked.requirementsElsewhere(of: hubs)
  }
}

extension CheckedFleet {
  fileprivate func ignoredValues(of hub: Hub) -> [Finding] {
    hub.values.leaves.compactMap { path, value -> Finding? in
      // Nothing removed and nothing said is nothing ignored; doors open to all have a finding of their own.
      if path.isEmpty || value == .null || value == .object([:]) { return nil }
      if path.hasSuffix(".allow_all"), value == true { return nil }
      let here = place(hub, "values.\(path)")
      let severity = severity(whereRunning: hub)
      switch LocalVocabulary.verdict(on: path, value, login: hub.access.login) {
      case .honoured:
        return nil
      case .wrongKind(let kind):
        return Finding("A512", severity, at: here, "\(path) is not \(kind.words)", next: "write \(kind.words)")
      case .otherLogin(let name):
        let own = hub.access.login.configClass ?? "Authenticator"
        return Finding(
          "A514", severity, at: here, "`login: \(hub.access.login.rawValue)` ignores the options of \(name)",
          next: "write them under hub.config.\(own), or change access.login")
      case .unknown(let nearest):
        return Finding(
          "A511", severity, at: here, "the local engine does not honour \(path)",
          next: CheckedFleet.advice(nearest, insteadOf: path))
      }
    }
  }

  private static func advice(_ nearest: [String], insteadOf path: String) -> String {
    switch nearest.count {
    case 0: "take it out; `atoll check --explain A511` tells where the honoured values are listed"
    case 1: "did you mean \(nearest[0])?"
    case 2...4: "it honours \(nearest.joined(separator: ", "))"
    default: "it honours \(nearest.prefix(4).joined(separator: ", ")) and \(nearest.count - 4) more like these"
    }
  }

  /// Once for each line, however many hubs name its file.
  fileprivate func requirementsElsewhere(of hubs: [Hub]) -> [Finding] {
    let byFile = Dictionary(grouping: hubs.filter { $0.environment.requirements != nil }) {
      $0.environment.requirements ?? ""
    }
    return byFile.sorted { $0.key < $1.key }.flatMap { file, hubs -> [Finding] in
      let severity: Severity = hubs.contains(where: \.awake) ? .error : .warning
      return (fleet.texts[file]?.lines ?? []).enumerated().compactMap { index, line -> Finding? in
        guard Requirements.namesFile(line) else { return nil }
        let place = SourcePlace(file: file, line: index + 1, column: 1, length: max(1, line.unicodeScalars.count))
        return Finding(
          "A515", severity, at: place, "this line takes in another file, which is not where the environment is built",
          next: "write its lines here, or name the package by an address")
      }
    }
  }

  fileprivate func ignoredImage(of hub: Hub) -> [Finding] {
    guard hub.environment.image != nil, hub.environment.requirements == nil else { return [] }
    return [
      Finding(
        "A513", severity(whereRunning: hub), at: place(hub, "environment.image"),
        "the local engine runs no containers and would ignore the image",
        next: "name a requirements file under environment")
    ]
  }
}
