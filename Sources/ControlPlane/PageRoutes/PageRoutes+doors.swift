import Access
import Basics
import Fleet
import Hummingbird
import Operations
import Store

/// The pages of doors, and what people do at them.
extension PageRoutes {
  func addDoors(to router: Router<AtollRequestContext>) {
    router.get("/doors") { request, context in Response.html(pages.doors(try await doorsPage(request, context))) }
    router.get("/doors.csv") { request, context in
      Response.csv(try await doorsPage(request, context).csv, name: "doors.csv")
    }
    router.get("/hubs/:hub/door") { request, context in
      let person = request.uri.queryParameters["person"].map(String.init) ?? ""
      return Response.html(pages.door(try await doorPage(context, person: person)))
    }
    addLettingIn(to: router)
    addClosing(to: router)
    addKeepingOut(to: router)
    addGrants(to: router)
  }

  private func doorsPage(_ request: Request, _ context: AtollRequestContext) async throws -> DoorsPage {
    let query = request.uri.queryParameters
    let isDeployed = await fleet.deployed != nil
    return DoorsPage(
      frame: await frames.frame(for: context),
      doors: isDeployed ? try await doors.standings(sight: try context.sight()) : [],
      filter: DoorsFilter { query[Substring($0)].map(String.init) })
  }

  private func doorPage(
    _ context: AtollRequestContext, person: String = "", notice: PageFrame.Notice? = nil
  ) async throws -> DoorPage {
    let hub = try await doors.hub(try context.hub())
    let identity = try context.signedIn()
    let about = person.isEmpty ? nil : HubDoor.key(person)
    return DoorPage(
      frame: await frames.frame(for: context, notice: notice), name: hub.name, detail: try await doors.detail(of: hub.id),
      rules: DoorAnswer(hub, in: try await deployed().fleet), closure: doors.memory.door(hub.id) { $0.closure },
      grants: try await doors.grants(of: hub.id),
      decisions: try await store.decisions(of: hub.id, about: about, limit: Self.shownAnswers).map(DecisionAnswer.init),
      person: person,
      may: DoorPage.Deeds(
        change: identity.may(.openDoors, orOwn: .openOwnDoors, hub), reopen: identity.may(.openDoors)))
  }

  /// How many answers at a door are shown.
  private static let shownAnswers = 50

  private func addLettingIn(to router: Router<AtollRequestContext>) {
    router.post("/hubs/:hub/door/grants") { request, context in
      let identity = try context.signedIn()
      var form = try await URLEncodedFormDecoder().decode(LetInForm.self, from: request, context: context)
      form.isSent = true
      var refusal: String?
      if let wanted = form.request {
        switch try await mended({ try await doors.grant(wanted, on: try context.hub(), by: identity.name) }) {
        case .done: return Response.seeOther(Paths.door(try context.hub()) + "#grants")
        case .refused(let sentence): refusal = sentence
        }
      }
      form.refusal = refusal
      var page = try await doorPage(context, notice: Self.notDone(refusal))
      page.letIn = form
      return Response.html(pages.door(page), status: .unprocessableContent)
    }
    router.post("/hubs/:hub/door/workshops") { request, context in
      let identity = try context.signedIn()
      var form = try await URLEncodedFormDecoder().decode(WorkshopForm.self, from: request, context: context)
      form.isSent = true
      var refusal: String?
      if let wanted = form.request {
        let hub = try context.hub()
        switch try await mended({ try await doors.makeWorkshop(wanted, on: hub, by: identity.name) }) {
        case .done(let made):
          let link = try await doors.newWorkshop(made.0, code: made.code).joinLink
          joinLinks.keep(link, of: made.0.id, for: identity, now: doors.now())
          return Response.seeOther(Paths.grant(made.0.id.number, on: hub))
        case .refused(let sentence): refusal = sentence
        }
      }
      form.refusal = refusal
      var page = try await doorPage(context, notice: Self.notDone(refusal))
      page.workshop = form
      return Response.html(pages.door(page), status: .unprocessableContent)
    }
  }

  private static func notDone(_ refusal: String?) -> PageFrame.Notice {
    PageFrame.Notice(refusal ?? "Nothing was done: see what is missing in the form below", isFailure: true)
  }

  // MARK: - Closing and opening

  private func addClosing(to router: Router<AtollRequestContext>) {
    for isClosing in [true, false] {
      let deed = isClosing ? DoorDeed.close : .open
      router.get("/hubs/:hub/door/\(deed.rawValue)") { _, context in
        Response.html(pages.confirmation(try await confirm(isClosing, context, ReasonForm())))
      }
      router.post("/hubs/:hub/door/\(deed.rawValue)") { request, context in
        let identity = try context.signedIn()
        let form = try await request.reason(context)
        let hub = try context.hub()
        guard let why = form.reason else {
          return Response.html(
            pages.confirmation(try await confirm(isClosing, context, form)), status: .unprocessableContent)
        }
        try await doors.setClosed(isClosing ? why : nil, of: hub, why: why, by: identity.name)
        return Response.seeOther(Paths.door(hub))
      }
    }
  }

  private func confirm(
    _ isClosing: Bool, _ context: AtollRequestContext, _ form: ReasonForm
  ) async throws -> ConfirmationPage {
    let hub = try await doors.hub(try context.hub())
    let running = doors.memory.door(hub.id) { $0.running.count }
    let consequences =
      isClosing
      ? [
        "From now on only admins of \(hub.id) are let in", "Everyone else is refused at the login, and soon where they are in",
        running == 0 ? "No server is known to run" : "\(Words.count(running, "server")) \(running == 1 ? "runs" : "run") now",
        "People read the reason", "It stays so until somebody of the team opens it again",
      ]
      : ["Whom the rules, grants and workshops of \(hub.id) let in may enter again", "Who is shut out stays out"]
    return ConfirmationPage(
      frame: await frames.frame(for: context),
      question: isClosing ? "Close the door of \(hub.name)?" : "Open the door of \(hub.name) again?",
      consequences: consequences, action: Paths.door(hub.id, isClosing ? .close : .open),
      button: isClosing ? "Close it" : "Open it", isDangerous: isClosing, cancel: Paths.door(hub.id), reason: form.asReason)
  }

  // MARK: - Keeping out

  private func addKeepingOut(to router: Router<AtollRequestContext>) {
    router.post("/hubs/:hub/door/shut-out") { request, context in
      let identity = try context.signedIn()
      var form = try await URLEncodedFormDecoder().decode(ShutOutForm.self, from: request, context: context)
      form.isSent = true
      let hub = try context.hub()
      var refusal: String?
      if form.problems.isEmpty, let person = FormText.line(form.person), let because = FormText.line(form.because) {
        let shut = try await mended { try await doors.shutOut(person, of: hub, because: because, by: identity.name) }
        guard case .refused(let sentence) = shut else { return Response.seeOther(Paths.door(hub) + "#shut-out") }
        refusal = sentence
      }
      var page = try await doorPage(context, notice: Self.notDone(refusal))
      page.shutOut = form
      return Response.html(pages.door(page), status: .unprocessableContent)
    }
    router.post("/hubs/:hub/door/let-back") { request, context in
      let form = try await URLEncodedFormDecoder().decode(ShutOutForm.self, from: request, context: context)
      let hub = try context.hub()
      try await doors.letBack(form.person ?? "", to: hub, by: try context.signedIn().name)
      return Response.seeOther(Paths.door(hub) + "#shut-out")
    }
    router.get("/hubs/:hub/door/send-out") { request, context in
      let query = request.uri.queryParameters
      let form = SendOutForm(
        person: query.getAll("person").map { String($0) }, extent: query["extent"].map(String.init), why: nil)
      return try await askBeforeSendingOut(form, context)
    }
    router.post("/hubs/:hub/door/send-out") { request, context in
      let identity = try context.signedIn()
      let form = try await URLEncodedFormDecoder().decode(SendOutForm.self, from: request, context: context)
      let hub = try context.hub()
      guard let why = FormText.line(form.why), !form.people.isEmpty else {
        return try await askBeforeSendingOut(form, context, isSent: true)
      }
      try await doors.sendOut(form.people, from: hub, because: why, form.departure, by: identity.name)
      return Response.seeOther(Paths.door(hub) + "#unadmitted")
    }
  }

  private func askBeforeSendingOut(
    _ form: SendOutForm, _ context: AtollRequestContext, isSent: Bool = false
  ) async throws -> Response {
    let hub = try await doors.hub(try context.hub())
    let people = form.people
    guard !people.isEmpty else {
      let notice = PageFrame.Notice("Tick whom you mean, then choose what is to be done", isFailure: true)
      return Response.html(pages.door(try await doorPage(context, notice: notice)))
    }
    let forgets = form.departure == .forget
    let who = Words.list(people, atMost: 5)
    var consequences = ["\(who): sessions and tokens end, servers stop, within seconds", "Homes stay"]
    consequences.append(
      forgets
        ? "They are taken off the hub’s user list; somebody who is let in again comes back to their home"
        : "They stay in the hub’s user list, and come back when something lets them in")
    let page = ConfirmationPage(
      frame: await frames.frame(for: context),
      question: forgets
        ? "Remove \(Words.count(people.count, "person", "people")) from the list of \(hub.name)?"
        : "Send \(Words.count(people.count, "person", "people")) out of \(hub.name)?",
      consequences: consequences, action: Paths.door(hub.id, .sendOut), button: forgets ? "Remove them" : "Send them out",
      isDangerous: true, cancel: Paths.door(hub.id),
      hidden: people.map { (name: "person[]", value: $0) } + [(name: "extent", value: form.departure.rawValue)],
      reason: .init(text: form.why ?? "", problem: isSent ? "Say why: they may ask" : nil))
    return Response.html(pages.confirmation(page), status: isSent ? .unprocessableContent : .ok)
  }

  // MARK: - Helpers

  /// What came of something that people may have to mend in their form.
  enum Mended<Value: Sendable>: Sendable {
    case done(Value)
    case refused(String)
  }

  /// Does something, and gives back what is said of a form that cannot be done as it is.
  func mended<Value: Sendable>(_ body: () async throws -> Value) async throws -> Mended<Value> {
    do {
      return .done(try await body())
    } catch let problem as Problem where problem.status == .unprocessableContent || problem.status == .badRequest {
      return .refused(problem.body.detail ?? problem.body.title)
    }
  }
}

/// Whom to send out and how far, as forms send it.
private struct SendOutForm: Decodable {
  var person: [String]?
  var extent: String?
  var why: String?

  /// Each once, in the order of the form.
  var people: [String] {
    var seen: Set<String> = []
    return (person ?? []).map(HubDoor.key).filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  /// How far: out, or off the list as well. Homes are never removed from a page.
  var departure: Departure.Extent { extent == Departure.Extent.forget.rawValue ? .forget : .leave }
}

/// A reason, as a confirmation sends it.
struct ReasonForm: Decodable {
  var why: String?
  var isSent = false

  enum CodingKeys: CodingKey { case why }

  var reason: String? { FormText.line(why) }

  var asReason: ConfirmationPage.Reason {
    .init(text: why ?? "", problem: isSent && reason == nil ? DoorForms.noReason : nil)
  }
}

extension Request {
  /// The reason that a confirmation sends.
  func reason(_ context: AtollRequestContext) async throws -> ReasonForm {
    var form = try await URLEncodedFormDecoder().decode(ReasonForm.self, from: self, context: context)
    form.isSent = true
    return form
  }
}
