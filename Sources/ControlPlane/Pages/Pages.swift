import Mustache

/// Renders the pages: a view model in, HTML out.
struct Pages: Sendable {
  /// The style sheet, script and icon, by file name, for `/assets/<name>`.
  let assets: [String: PageAsset]
  private let library: MustacheLibrary

  /// Reads templates and assets from the resources that are built beside the program.
  static func load() throws -> Pages {
    let resources = try PageResources.load()
    return Pages(assets: resources.assets, library: resources.library)
  }

  func overview(_ page: OverviewPage) -> String { render("overview", page.fields, in: page.frame, at: .overview) }
  func hub(_ page: HubPage) -> String { render("hub", page.fields, in: page.frame, at: .overview) }
  func community(_ page: CommunityPage) -> String { render("community", page.fields, in: page.frame, at: .overview) }
  func features(_ page: FeaturesPage) -> String { render("features", page.fields, in: page.frame, at: .features) }
  func feature(_ page: FeaturePage) -> String { render("feature", page.fields, in: page.frame, at: .features) }
  func exceptions(_ page: ExceptionsPage) -> String { render("exceptions", page.fields, in: page.frame, at: .features) }
  func doors(_ page: DoorsPage) -> String { render("doors", page.fields, in: page.frame, at: .doors) }
  func door(_ page: DoorPage) -> String { render("door", page.fields, in: page.frame, at: .doors) }
  func grant(_ page: GrantPage) -> String { render("grant", page.fields, in: page.frame, at: .doors) }
  func growth(_ page: GrowthPage) -> String { render("growth", page.fields, in: page.frame, at: .growth) }
  func gate(_ page: GatePage) -> String { render("growth-gate", page.fields, in: page.frame, at: .growth) }
  func capacity(_ page: CapacityPage) -> String { render("growth-capacity", page.fields, in: page.frame, at: .growth) }
  func runway(_ page: RunwayPage) -> String { render("growth-runway", page.fields, in: page.frame, at: .growth) }
  func pipeline(_ page: PipelinePage) -> String { render("growth-pipeline", page.fields, in: page.frame, at: .growth) }
  func whatIf(_ page: WhatIfPage) -> String { render("growth-what-if", page.fields, in: page.frame, at: .growth) }
  func reviews(_ page: ReviewsPage) -> String { render("growth-reviews", page.fields, in: page.frame, at: .growth) }
  func rollouts(_ page: RolloutsPage) -> String { render("rollouts", page.fields, in: page.frame, at: .rollouts) }
  func rollout(_ page: RolloutPage) -> String { render("rollout", page.fields, in: page.frame, at: .rollouts) }
  func changes(_ page: ChangesPage) -> String { render("changes", page.fields, in: page.frame, at: .changes) }
  func plan(_ page: PlanPage) -> String { render("plan", page.fields, in: page.frame, at: .plan) }
  func findings(_ page: FindingsPage) -> String { render("findings", page.fields, in: page.frame, at: .findings) }
  func permissions(_ page: PermissionsPage) -> String { render("permissions", page.fields, in: page.frame, at: nil) }
  func sessions(_ page: SessionsPage) -> String { render("sessions", page.fields, in: page.frame, at: nil) }
  func signIn(_ page: SignInPage) -> String { render("sign-in", page.fields, in: page.frame, at: nil) }
  func problem(_ page: ProblemPage) -> String { render("problem", page.fields, in: page.frame, at: nil) }
  func confirmation(_ page: ConfirmationPage) -> String {
    render("confirmation", page.fields, in: page.frame, at: nil)
  }

  /// The parts of a rollout's page that change while it runs. A live page is sent those that differ from what it was
  /// sent before, all of them when it connects.
  func parts(_ page: RolloutPage) -> [PagePart] {
    page.parts.map { PagePart(id: $0.id, html: renderPart($0.template, $0.fields)) }
  }

  /// The same for the overview.
  func parts(_ page: OverviewPage) -> [PagePart] {
    page.parts.map { PagePart(id: $0.id, html: renderPart($0.template, $0.fields)) }
  }

  private func render(_ template: String, _ fields: Fields, in frame: PageFrame, at place: NavigationPlace?) -> String {
    let all = frame.fields(at: place, assets: assets).adding(fields)
    return library.render(all, withTemplate: template) ?? ""
  }

  private func renderPart(_ template: String, _ fields: Fields) -> String {
    library.render(fields, withTemplate: template) ?? ""
  }
}

/// A piece of a page that changes on its own: an element with this id.
struct PagePart: Sendable, Equatable {
  let id: String
  let html: String

  /// As a server-sent event: `part`, whose data is the element.
  var event: String {
    let lines = html.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    return "event: part\n" + lines.map { "data: \($0)\n" }.joined() + "\n"
  }

  /// The event after which nothing more comes.
  static let end = "event: end\ndata: end\n\n"
}

/// The entries of the navigation.
enum NavigationPlace: String, Sendable, CaseIterable {
  case overview, doors, features, growth, rollouts, changes, plan, findings

  var title: String {
    switch self {
    case .overview: "Overview"
    case .doors: "Doors"
    case .features: "Features"
    case .growth: "Growth"
    case .rollouts: "Rollouts"
    case .changes: "Changes"
    case .plan: "Plan"
    case .findings: "Findings"
    }
  }

  var path: String {
    switch self {
    case .overview: Paths.overview
    case .doors: Paths.doors
    case .features: Paths.features
    case .growth: Paths.growth
    case .rollouts: Paths.rollouts
    case .changes: Paths.changes
    case .plan: Paths.plan
    case .findings: Paths.findings
    }
  }
}
