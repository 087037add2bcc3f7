import Basics
import Delivery
import Fleet
import Growth
import Operations
import Store

@testable import ControlPlane

/// Every page with one text in each place that takes a text.
struct HostilePages {
  let text: String

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    let confirmation = ConfirmationPage(
      frame: frame, question: text, consequences: [text], action: text, button: text, cancel: text,
      hidden: [(name: text, value: text)], choices: [.init(name: text, label: text, problem: text)],
      reason: .init(text: text, problem: text))
    let problem = ProblemPage(
      frame: frame, status: 404, title: text, sentence: text, next: text, link: (path: text, label: text), request: text
    )
    return [
      ("overview", pages.overview(overview)), ("hub", pages.hub(hub)), ("community", pages.community(community)),
      ("rollouts", pages.rollouts(RolloutsPage(frame: frame, rollouts: [rollout]))),
      ("rollout", pages.rollout(rolloutPage)),
      (
        "changes",
        pages.changes(ChangesPage(frame: frame, filter: .init(text: text, by: text, hub: text), changes: [change]))
      ),
      ("plan", pages.plan(plan)),
      ("findings", pages.findings(FindingsPage(frame: frame, folder: text, findings: [finding]))),
      ("sign-in", pages.signIn(SignInPage(frame: frame, next: text, problem: text))),
      ("permissions", pages.permissions(permissions)), ("sessions", pages.sessions(sessions)),
      ("problem", pages.problem(problem)),
      ("confirmation", pages.confirmation(confirmation)),
      ("rollout parts", pages.parts(rolloutPage).map(\.html).joined()),
      ("overview parts", pages.parts(overview).map(\.html).joined()),
    ] + GrowthHostile(text: text, frame: frame).all(pages) + FeaturesHostile(text: text, frame: frame, fleet: fleet).all(pages)
      + DoorsHostile(text: text, frame: frame, hub: declared, fleet: fleet).all(pages)
  }

  private var frame: PageFrame {
    PageFrame(
      organisation: text, viewer: .init(name: text), csrf: text, version: text, now: 1000, notice: .init(text),
      cautions: [text])
  }
  private var id: HubID { HubID(text) }
  private var place: SourcePlace { SourcePlace(file: text, line: 1) }

  private var declared: Hub {
    Hub(
      id: id, name: text, description: text, community: CommunityID(text), cluster: ClusterID(text),
      effort: Effort(adjustments: [text]), url: text, staging: HubID("staging \(text)"), awake: true,
      access: Access(
        login: .password, people: [PersonID(text)], teams: [text], domains: [text], admins: [PersonID(text)]),
      profiles: [Profile(name: text, description: text)],
      materials: Materials(repository: text, branch: text, open: text),
      features: [FeatureID(text)])
  }

  private var fleet: Fleet {
    let person = Person(name: text, mail: text)
    let feature = Feature(id: FeatureID(text), name: text, stage: .beta, documentation: text)
    return Fleet(
      organisation: Organisation(name: text, people: [PersonID(text): person], onDuty: [PersonID(text)]),
      communities: [CommunityID(text): declaredCommunity], hubs: [id: declared], features: [feature.id: feature])
  }

  private var declaredCommunity: Community {
    Community(
      id: CommunityID(text), name: text, description: text, website: text, since: text,
      representatives: [PersonID(text): Representative(name: text, mail: text)])
  }

  private var facts: HubFacts {
    HubFacts(
      shouldRun: true, observed: ObservedHub(state: .healthy), declared: ReleaseHash(text),
      running: ReleaseHash("x\(text)"),
      url: text, tests: [TestFacts(test, at: 900, rollout: RolloutID(1))])
  }

  private var test: TestResult {
    TestResult(
      kind: .user, passed: false, sentence: text, steps: [.init(name: text, passed: false, seconds: 1, detail: text)],
      seconds: 1)
  }

  private var value: ValueChange {
    ValueChange(path: text, before: .string(text), after: .string(text + "x"), place: place)
  }
  private var hubChange: HubChange {
    HubChange(hub: id, kind: .changed, before: ReleaseHash(text), after: ReleaseHash(text), values: [value])
  }
  private var change: ChangeFacts {
    ChangeFacts(
      number: 1, at: 900, by: text, what: text, why: text, hub: id, community: CommunityID(text), rollout: RolloutID(1))
  }
  private var finding: Finding {
    Finding(FindingCode(text), .error, at: place, text, next: text, related: [.init(place: place, note: text)])
  }

  private var rollout: RolloutFacts {
    let failure = HubRollout.Failure(step: .apply, sentence: text, log: [text])
    let hub = HubRollout(change: hubChange, state: .takenBack, failure: failure)
    let lane = Lane(id: text, cluster: ClusterID(text), waves: [Wave(name: text, hubs: [hub])])
    let request = Rollout.Request(by: text, why: text, at: 900, folder: FleetFolder(path: text))
    return RolloutFacts(Rollout(id: RolloutID(1), request: request, lanes: [lane]))
  }

  private var rolloutPage: RolloutPage {
    let failure = HubRollout.Failure(step: .apply, sentence: text, log: [text])
    return RolloutPage(
      frame: frame, record: rollout,
      steps: [StepFacts(hub: id, step: .apply, beganAt: 900, outcome: .failed(failure, test), log: [text])])
  }

  private var permissions: PermissionsPage {
    PermissionsPage(
      frame: frame, permissions: PermissionsAnswer(fleet, sight: .everything, on: CalendarDay(Timestamp(seconds: 0))),
      standings: [.viewer])
  }

  private var sessions: SessionsPage {
    let session = Session(id: text, person: PersonID(text), created: 900, lastSeen: 900, expires: 2000)
    return SessionsPage(
      frame: frame, sessions: [SessionAnswer(session, for: Identity(name: text, permissions: [], proof: .token))])
  }

  private var overview: OverviewPage {
    OverviewPage(
      frame: frame, overview: FleetOverview(fleet, [id: facts]), filter: OverviewFilter(sort: .state),
      rollout: rollout, changes: [change], events: text)
  }

  private var hub: HubPage {
    let release = Release(
      hub: id, cluster: ClusterID(text), community: CommunityID(text), staging: nil, values: ["key": .string(text)],
      provenance: ["key": place])
    return HubPage(
      frame: frame, fleet: fleet, hub: declared, facts: facts, release: release, materialsLink: text,
      differences: [StagingDifference(value, isDeclared: false)], rollouts: [rollout], findings: [finding],
      effort: EffortAnswer(EffortCard(declared, in: fleet, history: nil, now: Timestamp(seconds: 0))),
      special: FeaturesHostile(text: text, frame: frame, fleet: fleet).special)
  }

  private var community: CommunityPage {
    CommunityPage(frame: frame, fleet: fleet, community: declaredCommunity, facts: [id: facts], changes: [change])
  }

  private var plan: PlanPage {
    PlanPage(
      frame: frame, fleet: fleet, folder: text, plan: Plan(changes: [hubChange], unchanged: [id]), findings: [finding],
      fingerprint: text)
  }
}
