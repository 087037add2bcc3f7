import Basics
import Delivery
import Engines
import Fleet
import Growth
import HTTPTypes
import Hummingbird
import NIOCore
import Operations
import Store

/// The pages: each reads what it shows and hands it to its view model. No decision is made here.
struct PageRoutes: Sendable {
  let pages: Pages
  let frames: PageFrames
  let fleet: FleetService
  let store: Store
  let growth: GrowthService
  let typesetter: Typesetter
  let signIn: SignInService
  let doors: DoorService
  let joinLinks = JoinLinksOnce()
  private let keptRollout = Kept<Int, RolloutFacts?>()
  private let keptChanges = Kept<Int, [Event]>()

  init(
    pages: Pages, frames: PageFrames, fleet: FleetService, store: Store, growth: GrowthService, typesetter: Typesetter,
    signIn: SignInService, doors: DoorService
  ) {
    self.pages = pages
    self.frames = frames
    self.fleet = fleet
    self.store = store
    self.growth = growth
    self.typesetter = typesetter
    self.signIn = signIn
    self.doors = doors
  }

  /// How many entries a list shows at once.
  static let length = 50
  /// How many changes the overview shows.
  private static let shownChanges = 6

  func add(to router: Router<AtollRequestContext>) {
    addAssets(to: router)
    router.get("/") { request, context in
      let page = try await overview(request, context)
      return Response.html(pages.overview(page))
    }
    router.get("/events") { request, context in
      return live(about: [.rollouts, .events, .desired]) { [self] in
        LiveParts(parts: pages.parts(try await overview(request, context)))
      }
    }
    router.get("/overview.csv") { request, context in
      Response.csv(try await overview(request, context).csv, name: "fleet.csv")
    }
    router.get("/hubs/:hub") { _, context in Response.html(pages.hub(try await hub(context))) }
    router.get("/communities/:community") { _, context in
      Response.html(pages.community(try await community(context)))
    }
    router.get("/changes") { request, context in
      Response.html(pages.changes(try await changes(request, context)))
    }
    router.get("/changes.csv") { request, context in
      Response.csv(try await changes(request, context).csv, name: "changes.csv")
    }
    router.get("/findings") { request, context in
      let deployed = try await deployed()
      return Response.html(
        pages.findings(
          FindingsPage(
            frame: await frames.frame(for: context), folder: deployed.name,
            findings: await fleet.findings(try context.sight()),
            page: PagedList<Finding>.page(request.uri.queryParameters["page"].map(String.init)))))
    }
    addRollouts(to: router)
    addForms(to: router)
    addFeatures(to: router)
    addDoors(to: router)
    addGrowth(to: router)
    addPeople(to: router)
  }

  private func addAssets(to router: Router<AtollRequestContext>) {
    router.get("/assets/:name") { request, context in
      let name = try context.segment("name")
      guard let asset = pages.assets[name] else { throw Problem.notFound("file \(name)") }
      var headers: HTTPFields = [.contentType: asset.contentType, .eTag: "\"\(asset.version)\""]
      headers[.cacheControl] = "public, max-age=31536000, immutable"
      if request.headers[.ifNoneMatch] == "\"\(asset.version)\"" {
        return Response(status: .notModified, headers: headers)
      }
      return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
    }
  }

  /// The folder that was deployed.
  /// - Throws: a 409 problem before the first deployment.
  func deployed() async throws -> DeployedFolder {
    guard let deployed = await fleet.deployed else { throw Problem.nothingDeployed }
    return deployed
  }

  private func overview(_ request: Request, _ context: AtollRequestContext) async throws -> OverviewPage {
    let query = request.uri.queryParameters
    let filter = OverviewFilter { query[Substring($0)].map(String.init) }
    let sight = try context.sight()
    return OverviewPage(
      frame: await frames.frame(for: context), overview: try await fleet.overview(sight), filter: filter,
      rollout: try await newestRollout(sight), changes: await facts(of: try await newestChanges(sight)),
      events: Paths.query(Paths.overviewEvents, filter.parameters()))
  }

  private func newestRollout(_ sight: Sight) async throws -> RolloutFacts? {
    if let hubs = sight.hubs(of: await fleet.deployed?.fleet) { return try await store.rollouts(of: hubs, limit: 1).first }
    return try await keptRollout.value(for: store.revision(of: [.rollouts]), currentOrLastRollout)
  }

  private func newestChanges(_ sight: Sight) async throws -> [Event] {
    if let subjects = sight.subjects(of: await fleet.deployed?.fleet) {
      return try await store.events(Event.Filter(subjects: subjects), limit: Self.shownChanges)
    }
    return try await keptChanges.value(for: store.revision(of: [.events])) { [store] in
      try await store.events(Event.Filter(), limit: Self.shownChanges)
    }
  }

  private func hub(_ context: AtollRequestContext) async throws -> HubPage {
    let id = HubID(try context.segment("hub"))
    let deployed = try await deployed()
    guard let hub = deployed.fleet.hubs[id] else { throw Problem.notFound("hub \(id) in the deployed folder") }
    let facts = try await fleet.facts()
    let release = ReleaseRenderer.release(for: hub, in: deployed.fleet)
    let own = facts[id] ?? .unseen(hub)
    let sight = try context.sight()
    let hubs = sight.hubs(of: deployed.fleet)
    return HubPage(
      frame: await frames.frame(for: context), fleet: deployed.fleet, hub: hub, facts: own, neighbours: facts,
      release: release,
      materialsLink: own.running == nil ? nil : try fleet.materialsLink(of: release, at: own.url),
      differences: HubComparison.differences(of: hub, in: deployed.fleet, findings: deployed.findings),
      rollouts: try await store.rolloutsTouching(id, limit: 10).compactMap { $0.narrowed(to: hubs) },
      findings: hub.findings(among: await fleet.findings(sight), in: deployed.fleet),
      effort: try await fleet.effort()[id].map(EffortAnswer.init), special: try await special(hub),
      door: try await doors.standing(of: hub))
  }

  /// What makes a hub special.
  private func special(_ hub: Hub) async throws -> HubSpecial {
    let features = try await fleet.features()
    return HubSpecial(
      features: hub.features.compactMap { features[$0.rawValue] }, exceptions: try await fleet.unexplained()[hub.id])
  }

  private func community(_ context: AtollRequestContext) async throws -> CommunityPage {
    let id = CommunityID(try context.segment("community"))
    let deployed = try await deployed()
    guard let community = deployed.fleet.communities[id] else { throw Problem.notFound("community \(id)") }
    let hubs = deployed.fleet.hubs(of: id).map(\.id)
    var changes: [ChangeFacts] = []
    for hub in hubs { changes += try await recentChanges(Event.Filter(subject: .hub(hub)), limit: 10) }
    return CommunityPage(
      frame: await frames.frame(for: context), fleet: deployed.fleet, community: community,
      facts: try await fleet.facts(), changes: Array(changes.sorted { $0.number > $1.number }.prefix(15)),
      doors: try await doors.standings(sight: Sight(communities: [community.id])))
  }

  private func changes(_ request: Request, _ context: AtollRequestContext) async throws -> ChangesPage {
    let query = request.uri.queryParameters
    let filter = ChangesFilter { query[Substring($0)].map(String.init) }
    let events = try await store.events(
      Event.Filter(
        subject: filter.hub.isEmpty ? nil : .hub(HubID(filter.hub)),
        subjects: try context.sight().subjects(of: await fleet.deployed?.fleet), actor: filter.by.isEmpty ? nil : filter.by),
      before: filter.before, limit: filter.text.isEmpty ? PageRoutes.length + 1 : 1000)
    var shown = await facts(of: events)
    if !filter.text.isEmpty {
      let text = filter.text.lowercased()
      shown = shown.filter { $0.what.lowercased().contains(text) || $0.why?.lowercased().contains(text) == true }
    }
    let older = shown.count > PageRoutes.length ? shown[PageRoutes.length - 1].number : nil
    return ChangesPage(
      frame: await frames.frame(for: context), filter: filter, changes: Array(shown.prefix(PageRoutes.length)),
      olderThan: older)
  }

  /// The rollout that goes on, else the one that ended last.
  @Sendable private func currentOrLastRollout() async throws -> RolloutFacts? {
    if let current = try await store.unfinished().first { return RolloutFacts(current) }
    guard let last = try await store.rollouts(limit: 1).first, let record = try await store.rollout(last.id) else {
      return nil
    }
    return RolloutFacts(record.rollout, endedAt: record.ended)
  }

  private func recentChanges(_ filter: Event.Filter, limit: Int) async throws -> [ChangeFacts] {
    await facts(of: try await store.events(filter, limit: limit))
  }

  private func facts(of events: [Event]) async -> [ChangeFacts] {
    let hubs = await fleet.deployed?.fleet.hubs ?? [:]
    return events.map { event in
      var facts = ChangeFacts(
        number: event.id, at: event.at, by: event.actor, what: event.sentence, why: event.details["why"]?.string)
      switch event.subject {
      case .hub(let hub):
        facts.hub = hub
        facts.community = hubs[hub]?.community
        facts.rollout = event.details["rollout"]?.int.map { RolloutID($0) }
      case .rollout(let rollout): facts.rollout = rollout
      case .community(let community): facts.community = community
      case .fleet, .server, .cluster, .person, .token, .message, .phase, .feature: break
      }
      return facts
    }
  }
}

extension Response {
  /// A table to be saved.
  static func csv(_ text: String, name: String) -> Response {
    var headers: HTTPFields = [.contentType: "text/csv; charset=utf-8"]
    headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    headers[.cacheControl] = "no-store"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}

extension DeployedFolder {
  /// How pages name it.
  var name: String { "folder \(record.hash.prefix(12)), deployed by \(record.by)" }
}
