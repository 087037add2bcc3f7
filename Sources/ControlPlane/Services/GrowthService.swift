import Basics
import Fleet
import Growth
import HTTPTypes
import Operations
import Store

/// The growth of the deployed fleet: pictures of it for pages and programs, and what people put on record.
struct GrowthService: Sendable {
  let fleet: FleetService
  let store: Store
  let now: @Sendable () -> Double
  private let kept = Kept<PictureKey, GrowthPicture>()

  init(fleet: FleetService, store: Store, now: @escaping @Sendable () -> Double) {
    self.fleet = fleet
    self.store = store
    self.now = now
  }

  /// For how many seconds a picture is shown again while nothing changes: days and trailing windows move on.
  private static let lasting = 300.0

  /// Everything about growth at this moment, made once until something changes.
  /// - Throws: a 409 problem before the first deployment.
  func picture() async throws -> GrowthPicture {
    guard let deployed = await fleet.deployed else { throw Problem.nothingDeployed }
    // Steps of a running rollout and people who sign in change nothing here.
    let key = PictureKey(
      revision: store.revision(of: [.desired, .growth]), outcomes: try await store.outcomesMark(),
      folder: deployed.record.hash, time: Int(now() / GrowthService.lasting))
    return try await kept.value(for: key) { try await makePicture(deployed.fleet) }
  }

  private func makePicture(_ declared: Fleet) async throws -> GrowthPicture {
    GrowthPicture(
      declared, effort: try await fleet.effort(), record: try await record(), work: try await fleet.recordedWork(),
      now: Timestamp(seconds: now()), isRecorded: true, exceptions: try await fleet.exceptions(), path: Paths.evidence)
  }

  /// What the store recorded, as the growth plan reads it.
  func record() async throws -> GrowthRecord {
    let since = now() - Double(GrowthService.lookedBack) * 86400
    let today = CalendarDay(Timestamp(seconds: now()))
    return GrowthRecord(
      since: try await store.firstEvent().map { Timestamp(seconds: $0) },
      rollouts: try await store.rolloutOutcomes(since: since).map(RecordedRollout.init),
      outages: try await store.outages(since: since).values.flatMap { $0 }.map(RecordedOutage.init),
      hours: try await store.hours(since: today.advanced(by: -GrowthService.lookedBack), until: today).map(LoggedHours.init),
      answers: try await store.gateAnswers().compactMap(GateAnswer.init),
      openings: try await store.phaseOpenings().map(PhaseOpening.init),
      standings: try await store.gateStandings().map(GateStanding.init),
      reviews: try await store.featureReviews().map(FeatureReview.init))
  }

  /// Days of history that are read: the longest that a condition may look back over.
  private static let lookedBack = 366
}

private struct PictureKey: Equatable, Sendable {
  var revision: Int
  var outcomes: String
  var folder: String
  var time: Int
}

extension GrowthService {
  /// A condition or a question of the next phase.
  /// - Throws: a 404 problem where there is none of that name.
  func item(_ key: String) async throws -> (next: NextPhaseAnswer, area: AreaAnswer, item: GateItemAnswer) {
    guard let found = try await picture().found(key) else {
      throw Problem.notFound("condition or question \(key) of the next phase")
    }
    return found
  }

  /// Puts an answer to a question on record.
  /// - Throws: a 404 problem where the next phase asks no such question, a 422 problem where the answer is none.
  func answer(_ request: GrowthRequests.Answer, by actor: String) async throws -> GateItemAnswer {
    let plan = try await picture().plan()
    let found = plan.next?.items.first { $0.key.rawValue == request.question }
    guard let found, case .question(let question, _) = found.subject, question.phase == request.phase else {
      throw Problem.notFound("question \(request.question) of the phase \(request.phase)")
    }
    let on = try day(request.on, "on")
    guard request.evidence.contains(where: { !$0.isWhitespace }) else {
      throw Problem.unusable("evidence", "is empty", next: "Say what the answer stands on: a sentence, a link.")
    }
    try await recording {
      try await store.answer(
        GateAnswerEntry.Draft(
          phase: question.phase, area: question.area.rawValue, question: question.name, isYes: request.yes,
          evidence: request.evidence, on: on, by: actor), now: now())
    }
    try await keepStandings()
    return try await item(request.question).item
  }

  /// Opens the next phase now.
  /// - Throws: a 409 problem where it is not the next, or open already; a 422 problem without a reason.
  func open(_ request: GrowthRequests.Opening, by actor: String) async throws {
    guard let deployed = await fleet.deployed else { throw Problem.nothingDeployed }
    do {
      let opening = try GrowthPlan.opening(
        request.phase, by: PersonID(actor), because: request.because, fleet: deployed.fleet, record: try await record(),
        now: Timestamp(seconds: now()))
      try await recording { try await store.openPhase(PhaseOpeningEntry(opening)) }
    } catch let refusal as PhaseRefusal {
      throw Problem(
        .conflict, "phase-not-opened", "The phase was not opened", detail: refusal.sentence,
        next: "`atoll growth --recorded` says which phase is next.")
    }
  }

  /// Puts the outcome of a feature's review on record.
  /// - Throws: a 404 problem for a feature that the folder does not have, a 422 problem for what is no outcome.
  func review(_ feature: FeatureID, _ request: GrowthRequests.Review, by actor: String) async throws -> ReviewAnswer {
    guard let deployed = await fleet.deployed else { throw Problem.nothingDeployed }
    guard deployed.fleet.features[feature] != nil else { throw Problem.notFound("feature \(feature)") }
    guard let outcome = FeatureReviewEntry.Outcome(rawValue: request.outcome) else {
      throw Problem.unusable("outcome", "is '\(request.outcome)'", next: "Say promote, keep or retire.")
    }
    guard request.because.contains(where: { !$0.isWhitespace }) else {
      throw Problem.unusable("because", "is empty", next: "Say why: it stays on record.")
    }
    let today = CalendarDay(Timestamp(seconds: now()))
    let next = try request.next.flatMap { $0.isEmpty ? nil : try day($0, "next") }
    if let next, next <= today {
      throw Problem.unusable("next", "is not after today", next: "Name a later day, or leave it away.")
    }
    try await recording {
      try await store.review(
        FeatureReviewEntry.Draft(feature, outcome, because: request.because, on: today, next: next, by: actor), now: now())
    }
    guard let review = try await picture().reviews().first(where: { $0.feature == feature.rawValue }) else {
      throw Problem.notFound("feature \(feature) in service")
    }
    return review
  }

  /// What was logged in the last quarter, the newest first.
  func hours() async throws -> [HoursAnswer] {
    let today = CalendarDay(Timestamp(seconds: now()))
    return try await store.hours(since: today.advanced(by: -CapacityFigures.days), until: today).reversed()
      .map(HoursAnswer.init)
  }

  /// Logs working time.
  /// - Throws: a 404 problem for somebody or a hub that the folder does not name, a 422 problem for hours that are none.
  func log(_ request: GrowthRequests.Hours, by actor: String) async throws -> HoursAnswer {
    guard let deployed = await fleet.deployed else { throw Problem.nothingDeployed }
    let people = deployed.fleet.organisation.people
    guard people[PersonID(request.person)] != nil else {
      let near = Suggestion.nearest(to: request.person, among: people.keys.map(\.rawValue))
      throw Problem(
        .notFound, "no-such-person", "No such person", detail: "fleet.yaml names no person \(request.person).",
        next: near.map { "Did you mean \($0)?" } ?? "People are declared under `people` in fleet.yaml.")
    }
    if let hub = request.hub, !hub.isEmpty, deployed.fleet.hubs[HubID(hub)] == nil { throw Problem.notFound("hub \(hub)") }
    guard let workClass = WorkClass(rawValue: request.workClass) else {
      throw Problem.unusable(
        "workClass", "is '\(request.workClass)'", next: "Say development project, expected operations or unplanned.")
    }
    let day = try day(request.day, "day")
    let hub = request.hub.flatMap { $0.isEmpty ? nil : HubID($0) }
    return try await recording {
      HoursAnswer(
        try await store.log(
          HoursEntry.Draft(
            PersonID(request.person), on: day, hours: request.hours, workClass, hub: hub,
            note: request.note ?? "", by: actor), now: now()))
    }
  }

  func withdrawHours(_ id: Int, by actor: String) async throws -> HoursAnswer {
    let today = CalendarDay(Timestamp(seconds: now()))
    let known = try await store.hours(since: CalendarDay(number: 0), until: today, includingWithdrawn: true)
    guard let entry = known.first(where: { $0.id == id }) else { throw Problem.notFound("logged time \(id)") }
    try await recording { try await store.withdrawHours(id, by: actor, at: now()) }
    return HoursAnswer(entry)
  }

  /// What would be, side by side with what is.
  /// - Throws: a 400 problem for what is no scenario.
  func whatIf(_ cases: [String]) async throws -> WhatIfAnswer {
    do {
      return try await picture().whatIf(cases)
    } catch let mistake as ScenarioMistake {
      throw Problem(.badRequest, "bad-scenario", "No scenario", detail: mistake.sentence, next: mistake.next)
    }
  }

  /// A day that was asked for; today where none was.
  private func day(_ text: String?, _ name: String) throws -> CalendarDay {
    let today = CalendarDay(Timestamp(seconds: now()))
    guard let text, !text.isEmpty else { return today }
    guard let day = CalendarDay(text) else {
      throw Problem.unusable(name, "is '\(text)'", next: "Write a day such as \(today).")
    }
    if name != "next", day > today {
      throw Problem.unusable(name, "is in the future", next: "Write today, \(today), or an earlier day.")
    }
    return day
  }

  /// What the store refuses is said as a problem of the request.
  @discardableResult
  private func recording<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch StoreError.refused(let sentence) {
      throw Problem(.unprocessableContent, "refused", "Refused", detail: sentence, next: "Nothing was changed.")
    } catch StoreError.taken(let what) {
      throw Problem(.conflict, "there-already", "There already", detail: "There is \(what).", next: "Nothing was changed.")
    }
  }
}

extension Problem {
  /// A member of a request that cannot be used.
  static func unusable(_ name: String, _ what: String, next: String) -> Problem {
    Problem(.unprocessableContent, "unusable-\(name)", "Cannot be used", detail: "`\(name)` \(what).", next: next)
  }

  static let noMoneyDeclared = Problem(
    .notFound, "no-money-declared", "No money is declared",
    detail: "fleet.yaml has no `money`, or its cash was counted over five years ago, so the runway is not known.",
    next: "Declare `money` in fleet.yaml: docs/how-to/plan-growth.md.")
}
