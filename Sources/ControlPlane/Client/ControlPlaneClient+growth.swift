public import Operations

extension ControlPlaneClient {
  /// What each production hub asks of the team, with what was recorded of it; the costliest first.
  public func effort() async throws -> [EffortAnswer] { try await get("/api/v1/effort") }

  public func growth() async throws -> GrowthAnswer { try await get("/api/v1/growth") }
  public func capacity() async throws -> CapacityAnswer { try await get("/api/v1/growth/capacity") }
  public func runway() async throws -> RunwayAnswer { try await get("/api/v1/growth/runway") }
  public func pipeline() async throws -> PipelineAnswer { try await get("/api/v1/growth/pipeline") }
  public func reviews() async throws -> [ReviewAnswer] { try await get("/api/v1/growth/reviews") }

  public func gateItem(_ key: String) async throws -> GateItemAnswer {
    try await get("/api/v1/growth/gates/\(Self.escaped(key))")
  }

  public func whatIf(_ cases: [String]) async throws -> WhatIfAnswer {
    try await get("/api/v1/growth/what-if?" + cases.map { "case=" + Self.escaped($0) }.joined(separator: "&"))
  }

  public func answer(_ request: GrowthRequests.Answer) async throws -> GateItemAnswer {
    try await post("/api/v1/growth/answers", request)
  }

  public func openPhase(_ request: GrowthRequests.Opening) async throws -> GrowthAnswer {
    try await post("/api/v1/growth/openings", request)
  }

  public func review(_ feature: String, _ request: GrowthRequests.Review) async throws -> ReviewAnswer {
    try await post("/api/v1/growth/reviews/\(Self.escaped(feature))", request)
  }

  public func hours() async throws -> [HoursAnswer] { try await get("/api/v1/hours") }
  public func logHours(_ request: GrowthRequests.Hours) async throws -> HoursAnswer { try await post("/api/v1/hours", request) }
  public func withdrawHours(_ entry: Int) async throws -> HoursAnswer { try await delete("/api/v1/hours/\(entry)") }
}
