import Basics

extension Check {
  /// Who waits, waits for something that can come; who is served, has what is offered.
  static let scope = Check(
    "leads and hubs are within what is offered",
    [
      FindingExplanation(
        "A805", .warning, "a lead that was to start already",
        explanation: """
          The day from which the hubs of this lead were likely to be wanted has passed, and its stage says that they do \
          not run. Slots are reserved for it in the past, and so for nobody.

          Set the day that is likely now, set the stage `active` where its hubs run, or take the lead out.
          """,
        wrong: "pipeline: {museum: {kind: basic, starts: 2020-01-31, stage: prospect}}",
        right: "pipeline: {museum: {kind: basic, starts: 2030-01-31, stage: prospect}}"),
      FindingExplanation(
        "A806", .note, "a wish outside the catalogue",
        explanation: """
          The lead wants something that is not offered to hubs of its kind. Agreeing to it makes an exception, and \
          exceptions are what makes hubs costly to keep.

          Offer the alternative, where the catalogue has one under `instead`; change the kind of the lead; or decide to \
          offer it to all hubs of the kind, and write it into the catalogue.
          """,
        wrong: "catalogue: {basic: {features: []}}\npipeline: {museum: {kind: basic, wishes: [gpu], …}}",
        right: "catalogue: {basic: {features: [gpu]}}\npipeline: {museum: {kind: basic, wishes: [gpu], …}}"),
      FindingExplanation(
        "A807", .warning, "a hub outside the catalogue",
        explanation: """
          A production hub has an image, a login or a feature that is not offered to hubs of its kind. It asks more of \
          the team than others of its kind, and the next community will ask for the same.

          Bring the hub back to what is offered, declare it as the kind that it is, or offer it to all hubs of the kind.
          """,
        wrong: "catalogue: {basic: {images: [standard]}}\n# a basic hub\neffort: {image: monumental}",
        right: "catalogue: {basic: {images: [standard]}}\n# a basic hub\neffort: {image: standard}"),
      FindingExplanation(
        "A814", .warning, "a lead whose hubs run",
        explanation: """
          The lead has signed, its day has come, and its community has a production hub of its kind. While its stage is \
          `partner`, it still takes slots: what it asks of the team would be counted for the hub, and again for the lead.

          Set the stage `active`. Where it waits for one hub more, set the day that is likely now.
          """,
        wrong: "pipeline: {museum: {community: museum, kind: basic, starts: 2026-01-31, stage: partner}}",
        right: "pipeline: {museum: {community: museum, kind: basic, starts: 2026-01-31, stage: active}}"),
    ]
  ) { checked in checked.leads() + checked.productionHubs.flatMap { checked.outsideCatalogue($0) } }
}

extension CheckedFleet {
  fileprivate func leads() -> [Finding] {
    let today = CalendarDay(now)
    let catalogue = fleet.organisation.catalogue
    var findings: [Finding] = []
    for lead in fleet.organisation.pipeline.values.sorted(by: { $0.id < $1.id }) {
      if lead.starts <= today, lead.stage == .partner, let hub = running(lead) {
        findings.append(
          Finding(
            "A814", .warning, at: place(organisation: "pipeline.\(lead.id).stage"),
            "the community of '\(lead.id)' has the \(lead.kind.rawValue) hub '\(hub.id)', and its stage is 'partner'",
            next: "its hubs run: set `stage: active`; where it waits for one more, set a later day"))
      } else if lead.starts < today, lead.stage.isOnItsWay {
        findings.append(
          Finding(
            "A805", .warning, at: place(organisation: "pipeline.\(lead.id).starts"),
            "'\(lead.id)' was to start on \(lead.starts), and its stage is '\(lead.stage.rawValue)'",
            next: "set a later day, or the stage 'active' where its hubs run, or take it out"))
      }
      if lead.stage == .leaving { continue }
      let type = lead.type.rawValue
      let typePath = lead.type == .jupyterhub || lead.wishes.contains(type) ? [] : [("type", type)]
      for (path, wish) in typePath + lead.wishes.enumerated().map({ ("wishes[\($0)]", $1) }) {
        guard let offered = catalogue.offered(inPlaceOf: wish, to: lead.kind), !offered.contains(wish) else { continue }
        findings.append(
          Finding(
            "A806", .note, at: place(organisation: "pipeline.\(lead.id).\(path)"),
            "'\(lead.id)' wants '\(wish)', which is not offered to \(lead.kind.rawValue) hubs",
            next: advice(wish, offered)))
      }
    }
    return findings
  }

  /// A production hub that can be the one of the lead. Those of a type that is not built yet run nowhere.
  private func running(_ lead: Lead) -> Hub? {
    guard let community = lead.community, lead.type == .jupyterhub else { return nil }
    return productionHubs.first { $0.community == community && $0.kind == lead.kind }
  }

  fileprivate func outsideCatalogue(_ hub: Hub) -> [Finding] {
    guard let offer = fleet.organisation.catalogue.offers[hub.kind] else { return [] }
    var findings: [Finding] = []
    func find(_ place: SourcePlace, _ sort: String, _ word: String, _ offered: [String]) {
      // Several adopted hubs may be given it by one line: each is told.
      let whose = hub.adoption == nil ? "" : " of '\(hub.id)'"
      findings.append(
        Finding(
          "A807", .warning, at: place, "the \(sort) '\(word)'\(whose) is not offered to \(hub.kind.rawValue) hubs",
          next: advice(word, offered)))
    }
    if let images = offer.images, let (image, path) = image(of: hub), !images.contains(image) {
      find(place(hub, path), "image", image.rawValue, images.inOrder)
    }
    if let logins = offer.logins, !logins.contains(hub.access.login) {
      let path = hub.adoption == nil ? "access.login" : "values.hub.config.JupyterHub.authenticator_class"
      find(place(hub, path), "login", hub.access.login.rawValue, logins.inOrder)
    }
    for (index, feature) in hub.features.enumerated() {
      guard let features = offer.features, !features.contains(feature.rawValue) else { continue }
      find(placeOfFeature(hub, index), "feature", feature.rawValue, features.sorted())
    }
    return findings
  }

  /// How much of an image it has, and the path that says so: declared, or read off an adopted hub's values.
  private func image(of hub: Hub) -> (Effort.Image, path: String)? {
    if let declared = hub.effort.image { return (declared, "effort.image") }
    guard hub.adoption != nil else { return nil }
    return hub.environment.image == nil ? (.standard, "effort.image") : (.own, "values.singleuser.image.name")
  }

  /// The alternative that the catalogue has for a word, or else what is offered.
  private func advice(_ word: String, _ offered: [String]) -> String {
    if let alternative = fleet.organisation.catalogue.instead[word] { return "offered instead: \(alternative)" }
    return offered.isEmpty
      ? "nothing of that sort is offered to them" : "offered to them: \(offered.joined(separator: ", "))"
  }
}

extension Lead.Stage {
  /// Whether its hubs are still to come.
  fileprivate var isOnItsWay: Bool {
    switch self {
    case .lead, .qualified, .prospect, .partner: true
    case .active, .renewal, .leaving: false
    }
  }
}
