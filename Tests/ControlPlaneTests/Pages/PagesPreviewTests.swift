import Basics
import Delivery
import Fleet
import Foundation
import Growth
import Operations
import Store
import Testing

@testable import ControlPlane

/// Every page, with the example fleet, written to `.build/page-previews` to be looked at in a browser.
@Suite struct PagesPreviewTests {
  @Test("every page renders with the example fleet, complete and without an empty answer")
  func previews() throws {
    let folder = PagesExample.repository.appendingPathComponent(".build/page-previews")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("assets"), withIntermediateDirectories: true)
    let pages = try PagesExample.pages.get()
    for asset in pages.assets.values {
      try Data(asset.bytes).write(to: folder.appendingPathComponent("assets/\(asset.name)"))
    }
    for (name, html) in try PagesGallery().all(pages) {
      try Data(html.utf8).write(to: folder.appendingPathComponent("\(name).html"))
      #expect(html.hasPrefix("<!doctype html>"), "\(name)")
      #expect(html.hasSuffix("</html>"), "\(name)")
      #expect(!html.contains("{{"), "\(name)")
      #expect(!html.contains("Optional("), "\(name)")
    }
  }
}

/// One page of each sort and of each emptiness.
struct PagesGallery {
  var example: PagesExample
  let features: FeaturesGallery
  let doors: DoorsGallery

  init() throws {
    example = try PagesExample()
    features = try FeaturesGallery(example)
    doors = DoorsGallery(example)
  }

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    let frame = example.frame
    let fleet = example.fleet
    let running = example.rollout()
    let ended = example.rollout(finished: true)
    let bare = Fleet(organisation: Organisation(name: "Alpha Hubs"))
    return [
      ("overview", pages.overview(overview())),
      ("overview-busy", pages.overview(overview(facts: example.busyFacts, rollout: running, events: "/events"))),
      ("overview-none-found", pages.overview(overview(filter: OverviewFilter(text: "zebra")))),
      ("overview-empty", pages.overview(OverviewPage(frame: frame, overview: FleetOverview(bare, [:])))),
      ("hub", pages.hub(hub(awake: true))), ("hub-materials", pages.hub(hub(awake: true, withMaterials: true))),
      ("hub-asleep", pages.hub(hub(awake: false))),
      ("community", pages.community(community())),
      (
        "community-empty",
        pages.community(CommunityPage(frame: frame, fleet: bare, community: Community(id: "new", name: "New")))
      ),
      ("rollouts", pages.rollouts(RolloutsPage(frame: frame, rollouts: [running, ended], olderThan: RolloutID(11)))),
      ("rollouts-empty", pages.rollouts(RolloutsPage(frame: frame, rollouts: []))),
      ("rollout", pages.rollout(RolloutPage(frame: frame, record: running, steps: example.steps(of: running)))),
      ("rollout-ended", pages.rollout(RolloutPage(frame: frame, record: ended, steps: example.steps(of: ended)))),
      ("changes", pages.changes(ChangesPage(frame: frame, changes: example.changes, olderThan: 38))),
      ("changes-empty", pages.changes(ChangesPage(frame: frame, changes: []))),
      ("changes-none", pages.changes(ChangesPage(frame: frame, filter: ChangesFilter(text: "zebra"), changes: []))),
      ("plan", pages.plan(plan())),
      (
        "plan-empty",
        pages.plan(
          PlanPage(
            frame: frame, fleet: fleet, folder: "commit 4f1c2e9 of main",
            plan: Plan(unchanged: example.awake, asleep: [])))
      ),
      (
        "plan-broken",
        pages.plan(
          PlanPage(
            frame: frame, fleet: fleet, folder: "commit 4f1c2e9 of main", plan: nil, findings: example.findings))
      ),
      ("findings", pages.findings(FindingsPage(frame: frame, folder: "commit 4f1c2e9", findings: example.findings))),
      ("findings-none", pages.findings(FindingsPage(frame: frame, folder: "commit 4f1c2e9", findings: []))),
      ("permissions", pages.permissions(permissions())), ("sessions", pages.sessions(sessions())),
      ("sign-in", pages.signIn(SignInPage(frame: stranger, next: "/rollouts/12"))),
      ("sign-in-problem", pages.signIn(SignInPage(frame: stranger, problem: "that link has been used already"))),
      ("problem", pages.problem(problem())), ("confirmation", pages.confirmation(confirmation())),
      ("confirmation-problem", pages.confirmation(confirmation(problem: true))),
    ] + GrowthGallery(frame: frame).all(pages) + features.all(pages) + doors.all(pages)
  }

  /// What the templates are given: of each sort of page the one that has most on it.
  func allFields() -> [Fields] {
    let frame = example.frame
    let rollout = example.rollout()
    let frames = [frame, PageFrame(organisation: "O", version: "1", now: 0, notice: .init("x"), cautions: ["y"])]
    return frames.map { $0.fields(at: .plan, assets: [:]) } + [
      overview(facts: example.busyFacts, rollout: rollout, events: "/events").fields,
      overview(facts: [:], filter: OverviewFilter(text: "zebra")).fields, hub(awake: true).fields,
      hub(awake: false).fields,
      hub(awake: true, withMaterials: true).fields,
      community().fields, RolloutsPage(frame: frame, rollouts: [rollout], olderThan: RolloutID(1)).fields,
      RolloutPage(frame: frame, record: rollout, steps: example.steps(of: rollout)).fields,
      RolloutPage(frame: frame, record: example.rollout(finished: true)).fields,
      ChangesPage(frame: frame, changes: example.changes, olderThan: 3).fields, plan().fields,
      FindingsPage(frame: frame, folder: "f", findings: example.findings).fields, SignInPage(frame: frame).fields,
      permissions().fields, sessions().fields,
      problem().fields, confirmation(problem: true).fields,
      OverviewPage(frame: frame, overview: FleetOverview(Fleet(organisation: Organisation(name: "O")), [:])).fields,
      OverviewPage(frame: frame, overview: FleetOverview(PagesExample.longFleet, [:]), filter: OverviewFilter(page: 2)).fields,
    ] + GrowthGallery(frame: frame).allFields + features.allFields + doors.allFields
  }

  /// Of someone who is not signed in.
  var stranger: PageFrame {
    PageFrame(organisation: example.frame.organisation, version: "0.1.0", now: PagesExample.now)
  }

  func overview(
    facts: [HubID: HubFacts]? = nil, filter: OverviewFilter = OverviewFilter(), rollout: RolloutFacts? = nil,
    events: String? = nil
  ) -> OverviewPage {
    var frame = example.frame
    if events != nil { frame.cautions = ["users are not isolated from each other on this machine"] }
    return OverviewPage(
      frame: frame, overview: FleetOverview(example.fleet, facts ?? example.facts), filter: filter,
      rollout: rollout ?? example.rollout(finished: true), changes: example.changes, events: events)
  }

  func hub(awake: Bool, withMaterials: Bool = false) -> HubPage {
    let fleet = example.fleet
    let production = fleet.hubs.values.filter { $0.staging != nil && $0.awake == awake }.sorted { $0.id < $1.id }
    let hub = production.first { withMaterials ? $0.materials != nil : $0.profiles.count > 1 } ?? production[0]
    let release = ReleaseRenderer.release(for: hub, in: fleet)
    var known = example.facts[hub.id] ?? .unseen(hub)
    if awake { known.declared = release.hash }
    return HubPage(
      frame: example.frame, fleet: fleet, hub: hub, facts: known, neighbours: example.facts, release: release,
      materialsLink: "http://\(hub.id).localhost:8000/hub/user-redirect/git-pull?repo=course",
      differences: awake ? [StagingDifference(example.change(hub.id).values[0], isDeclared: true)] : [],
      rollouts: awake ? [example.rollout(finished: true)] : [], findings: awake ? [example.findings[0]] : [],
      effort: EffortAnswer(EffortCard(hub, in: fleet, history: nil, now: Timestamp(seconds: example.frame.now))),
      special: features.special(of: hub), door: doors.example.standing(hub.id) ?? doors.example.standing())
  }

  func community() -> CommunityPage {
    let counted = Dictionary(grouping: example.fleet.hubs.values, by: \.community)
    let id = counted.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.key ?? "openreef"
    let community = example.fleet.communities[id] ?? Community(id: id, name: id.rawValue)
    return CommunityPage(
      frame: example.frame, fleet: example.fleet, community: community, facts: example.facts, changes: example.changes,
      doors: doors.alarming.doors.filter { $0.door.community == id.rawValue })
  }

  func plan() -> PlanPage {
    let hubs = Array(example.awake.prefix(3))
    var changes = hubs.map(example.change)
    changes[1].kind = .added
    changes[1].before = nil
    changes.append(HubChange(hub: "old-course", kind: .removed, before: "0123456789abcdef", after: nil, values: []))
    return PlanPage(
      frame: example.frame, fleet: example.fleet, folder: "commit 4f1c2e9 of main",
      plan: Plan(changes: changes, unchanged: Array(example.awake.dropFirst(3)), asleep: ["limpet", "whelk"]),
      findings: [example.findings[0]], fingerprint: "a1b2c3")
  }

  func permissions() -> PermissionsPage {
    PermissionsPage(
      frame: example.frame,
      permissions: PermissionsAnswer(
        example.fleet, sight: .everything, on: CalendarDay(Timestamp(seconds: example.frame.now))),
      standings: [.engineer])
  }

  func sessions() -> SessionsPage {
    let session = Session(
      id: "6f1c0a52be9d447100", person: "wren", created: PagesExample.now - 3600, lastSeen: PagesExample.now - 60,
      expires: PagesExample.now + 39_600)
    let identity = Identity(name: "wren", permissions: [], proof: .session(session.id))
    return SessionsPage(frame: example.frame, sessions: [SessionAnswer(session, for: identity)])
  }

  func problem() -> ProblemPage {
    ProblemPage(
      frame: example.frame, status: 404, title: "Not found", sentence: "there is no hub called reaf",
      next: "did you mean reef? All hubs stand on the overview", request: "7f3a")
  }

  func confirmation(problem: Bool = false) -> ConfirmationPage {
    ConfirmationPage(
      frame: example.frame, question: "Deploy these 4 changes?",
      consequences: [
        "3 hubs change: their staging hubs first, each tested as a user and as a stranger",
        "Users' servers go on while their hub restarts", "old-course is removed; its users' homes are kept",
      ],
      action: "/plan/deploy", button: "Deploy", cancel: "/plan", hidden: [(name: "plan", value: "a1b2c3")],
      choices: [
        .init(
          name: "remove", label: "Remove old-course", problem: problem ? "tick this, or declare the hub again" : nil)
      ],
      reason: .init(text: problem ? "new" : "", problem: problem ? "say it in a few words" : nil))
  }
}
