import Basics

extension ControlPlaneClient {
  /// All doors, with what lets people in for a time.
  public func doors() async throws -> [DoorStanding] { try await get("/api/v1/doors") }
  public func door(_ hub: HubID) async throws -> DoorDetail { try await get(path(hub, "door")) }

  /// Grants that are open or to come; with those that are over, where they are wanted.
  public func grants(of hub: HubID? = nil, all: Bool = false) async throws -> [GrantAnswer] {
    let query = [hub.map { "hub=\(Self.escaped($0.rawValue))" }, all ? "all=true" : nil].compactMap { $0 }
    return try await get("/api/v1/grants" + (query.isEmpty ? "" : "?" + query.joined(separator: "&")))
  }

  public func grant(_ request: GrantRequest, on hub: HubID) async throws -> GrantAnswer {
    try await post(path(hub, "grants"), request)
  }

  public func makeWorkshop(_ request: WorkshopRequest, on hub: HubID) async throws -> NewWorkshop {
    try await post(path(hub, "workshops"), request)
  }

  public func detail(of grant: GrantAnswer) async throws -> GrantDetail { try await get(path(grant)) }

  public func extend(_ grant: GrantAnswer, _ request: ExtendRequest) async throws -> GrantAnswer {
    try await post(path(grant, "/extend"), request)
  }

  public func end(_ grant: GrantAnswer, because: String) async throws -> GrantAnswer {
    try await post(path(grant, "/end"), BecauseRequest(because: because))
  }

  public func renewLink(of grant: GrantAnswer) async throws -> NewWorkshop {
    try await post(path(grant, "/link"), [String: String]())
  }

  public func decide(_ name: String, of grant: GrantAnswer, _ request: ParticipantRequest) async throws -> ParticipantAnswer {
    try await post(path(grant, "/participants/\(Self.escaped(name))"), request)
  }

  public func close(_ hub: HubID, because: String) async throws -> DoorDetail {
    try await post(path(hub, "close"), BecauseRequest(because: because))
  }

  public func open(_ hub: HubID) async throws -> DoorDetail { try await post(path(hub, "open"), [String: String]()) }

  public func shutOut(_ name: String, of hub: HubID, because: String) async throws -> DoorDetail {
    try await post(path(hub, "shut-out/\(Self.escaped(name))"), BecauseRequest(because: because))
  }

  public func letBack(_ name: String, to hub: HubID) async throws -> DoorDetail {
    try await delete(path(hub, "shut-out/\(Self.escaped(name))"))
  }

  public func sendOut(_ request: SendOutRequest, from hub: HubID) async throws -> DoorDetail {
    try await post(path(hub, "send-out"), request)
  }

  private func path(_ hub: HubID, _ rest: String) -> String { "/api/v1/hubs/\(Self.escaped(hub.rawValue))/\(rest)" }

  private func path(_ grant: GrantAnswer, _ rest: String = "") -> String {
    path(HubID(grant.hub), "grants/\(grant.id)\(rest)")
  }
}
