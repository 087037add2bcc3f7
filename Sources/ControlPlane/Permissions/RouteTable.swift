import HTTPTypes

/// What each route asks of whoever calls it. A route without a line here answers nobody.
struct RouteTable: Sendable {
  let lines: [RouteLine]
  private let rules: [String: RouteRule]

  init(_ lines: [RouteLine]) {
    self.lines = lines
    rules = Dictionary(lines.map { ($0.name, $0.rule) }, uniquingKeysWith: { first, _ in first })
  }

  subscript(method: HTTPRequest.Method, path: String) -> RouteRule? { rules["\(method.rawValue) \(path)"] }
}

extension RouteTable {
  static let atoll = RouteTable(process + signIn + pages + doorPages + growthPages + api + growthAPI + doorAPI + access)

  private static let looks = RouteRule.needs(.lookAtFleet)
  private static let plans = RouteRule.needs(.keepGrowthPlan)
  private static let changes = RouteRule.needs(.change)
  private static let ownHub = RouteRule.ofOwn(.hub, all: .lookAtFleet, own: .lookAtOwnHubs)
  private static let narrowed = RouteRule.narrowed(all: .lookAtFleet, own: .lookAtOwnHubs)

  private static let process: [RouteLine] = [
    .get("/healthz", .anyone),
    .get("/readyz", .anyone),
    .get("/assets/{name}", .anyone),
    .get("/openapi.json", .anyone),
    .get("/metrics", looks),
  ]

  private static let signIn: [RouteLine] = [
    .get("/sign-in", .anyone),
    .post("/sign-out", .signedIn),
    .post("/api/v1/sign-in-links", .needs(.letIn)),
    .get("/api/v1/tokens", .needs(.keepOwnSignIns)),
    .post("/api/v1/tokens", .needs(.keepOwnSignIns)),
    .delete("/api/v1/tokens/{token}", .needs(.keepOwnSignIns)),
    .get("/sessions", .needs(.keepOwnSignIns)),
    .post("/sessions/{session}/end", .needs(.keepOwnSignIns)),
    .get("/api/v1/sessions", .needs(.keepOwnSignIns)),
    .delete("/api/v1/sessions/{session}", .needs(.keepOwnSignIns)),
    .get("/who-may-what", narrowed),
    .get("/api/v1/permissions", narrowed),
  ]

  private static let pages: [RouteLine] = [
    .get("/", narrowed),
    .get("/events", narrowed),
    .get("/overview.csv", narrowed),
    .get("/hubs/{hub}", ownHub),
    .get("/hubs/{hub}/wake", changes),
    .post("/hubs/{hub}/wake", changes),
    .get("/hubs/{hub}/sleep", changes),
    .post("/hubs/{hub}/sleep", changes),
    .get("/communities/{community}", .ofOwn(.community, all: .lookAtFleet, own: .lookAtOwnHubs)),
    .get("/rollouts", narrowed),
    .get("/rollouts/{rollout}", narrowed),
    .get("/rollouts/{rollout}/events", narrowed),
    .get("/changes", narrowed),
    .get("/changes.csv", narrowed),
    .get("/findings", narrowed),
    .get("/plan", looks),
    .get("/plan/deploy", changes),
    .post("/plan/deploy", changes),
    .get("/features", looks),
    .get("/features.csv", looks),
    .get("/features/{feature}", looks),
    .get("/exceptions", looks),
    .get("/exceptions.csv", looks),
  ]

  private static let growthPages: [RouteLine] = [
    .get("/growth", looks),
    .get("/growth/capacity", looks),
    .get("/growth/runway", .needs(.seeMoney)),
    .get("/growth/pipeline", looks),
    .get("/growth/what-if", .needs(.seeMoney)),
    .get("/growth/gates/{item}", looks),
    .post("/growth/gates/{item}/answer", plans),
    .get("/growth/open", plans),
    .post("/growth/open", plans),
    .get("/growth/reviews", looks),
    .post("/growth/reviews/{feature}", plans),
    .post("/growth/hours", plans),
    .get("/growth/report", looks),
    .get("/growth/report.md", looks),
    .get("/growth/report.pdf", looks),
  ]

  private static let api: [RouteLine] = [
    .get("/api/v1/status", narrowed),
    .post("/api/v1/plan", looks),
    .post("/api/v1/deploy", changes),
    .get("/api/v1/findings", narrowed),
    .get("/api/v1/events", narrowed),
    .get("/api/v1/features", looks),
    .get("/api/v1/features/{feature}", looks),
    .get("/api/v1/exceptions", looks),
    .post("/api/v1/hubs/{hub}/wake", changes),
    .post("/api/v1/hubs/{hub}/sleep", changes),
    .post("/api/v1/hubs/{hub}/test", changes),
    .get("/api/v1/hubs/{hub}/log", looks),
    .get("/api/v1/rollouts", narrowed),
    .get("/api/v1/rollouts/{rollout}", narrowed),
  ]

  private static let growthAPI: [RouteLine] = [
    .get("/api/v1/effort", looks),
    .get("/api/v1/effort/{hub}", ownHub),
    .get("/api/v1/growth", looks),
    .get("/api/v1/growth/gates/{item}", looks),
    .post("/api/v1/growth/answers", plans),
    .post("/api/v1/growth/openings", plans),
    .get("/api/v1/growth/reviews", looks),
    .post("/api/v1/growth/reviews/{feature}", plans),
    .get("/api/v1/growth/capacity", looks),
    .get("/api/v1/growth/runway", .needs(.seeMoney)),
    .get("/api/v1/growth/pipeline", looks),
    .get("/api/v1/growth/what-if", .needs(.seeMoney)),
    .get("/api/v1/hours", looks),
    .post("/api/v1/hours", plans),
    .delete("/api/v1/hours/{entry}", plans),
  ]

  private static let looksAtDoors = RouteRule.narrowed(all: .lookAtDoors, own: .lookAtOwnDoors)
  private static let looksAtDoor = RouteRule.ofOwn(.hub, all: .lookAtDoors, own: .lookAtOwnDoors)
  private static let opensDoor = RouteRule.ofOwn(.hub, all: .openDoors, own: .openOwnDoors)

  private static let doorPages: [RouteLine] = [
    .get("/doors", looksAtDoors),
    .get("/doors.csv", looksAtDoors),
    .get("/hubs/{hub}/door", looksAtDoor),
    .post("/hubs/{hub}/door/grants", opensDoor),
    .post("/hubs/{hub}/door/workshops", opensDoor),
    .get("/hubs/{hub}/door/close", opensDoor),
    .post("/hubs/{hub}/door/close", opensDoor),
    .get("/hubs/{hub}/door/open", .needs(.openDoors)),
    .post("/hubs/{hub}/door/open", .needs(.openDoors)),
    .post("/hubs/{hub}/door/shut-out", opensDoor),
    .post("/hubs/{hub}/door/let-back", opensDoor),
    .get("/hubs/{hub}/door/send-out", opensDoor),
    .post("/hubs/{hub}/door/send-out", opensDoor),
    .get("/hubs/{hub}/grants/{grant}", looksAtDoor),
    .post("/hubs/{hub}/grants/{grant}/extend", opensDoor),
    .get("/hubs/{hub}/grants/{grant}/end", opensDoor),
    .post("/hubs/{hub}/grants/{grant}/end", opensDoor),
    .post("/hubs/{hub}/grants/{grant}/link", opensDoor),
    .post("/hubs/{hub}/grants/{grant}/participants", opensDoor),
  ]

  private static let doorAPI: [RouteLine] = [
    .get("/api/v1/doors", looksAtDoors),
    .get("/api/v1/grants", looksAtDoors),
    .get("/api/v1/hubs/{hub}/door", looksAtDoor),
    .get("/api/v1/hubs/{hub}/decisions", looksAtDoor),
    .get("/api/v1/hubs/{hub}/grants", looksAtDoor),
    .post("/api/v1/hubs/{hub}/grants", opensDoor),
    .post("/api/v1/hubs/{hub}/workshops", opensDoor),
    .get("/api/v1/hubs/{hub}/grants/{grant}", looksAtDoor),
    .post("/api/v1/hubs/{hub}/grants/{grant}/extend", opensDoor),
    .post("/api/v1/hubs/{hub}/grants/{grant}/end", opensDoor),
    .post("/api/v1/hubs/{hub}/grants/{grant}/link", opensDoor),
    .post("/api/v1/hubs/{hub}/grants/{grant}/participants/{name}", opensDoor),
    .post("/api/v1/hubs/{hub}/close", opensDoor),
    .post("/api/v1/hubs/{hub}/open", .needs(.openDoors)),
    .post("/api/v1/hubs/{hub}/shut-out/{name}", opensDoor),
    .delete("/api/v1/hubs/{hub}/shut-out/{name}", opensDoor),
    .post("/api/v1/hubs/{hub}/send-out", opensDoor),
  ]

  /// What hubs ask.
  private static let access: [RouteLine] = [
    .post("/api/v1/access/decide", .needs(.beDoor)),
    .post("/api/v1/access/watch", .needs(.beDoor)),
  ]
}
