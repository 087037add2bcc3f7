import Basics
import Delivery
import Fleet
import HTTPTypes
import Hummingbird
import Store

/// What people change from pages: each asks first, on a page that names what will happen.
extension PageRoutes {
  func addForms(to router: Router<AtollRequestContext>) {
    router.get("/plan") { _, context in Response.html(pages.plan(try await plan(context))) }
    router.get("/plan/deploy") { _, context in
      return Response.html(pages.confirmation(try await confirmDeploy(context, Form())))
    }
    router.post("/plan/deploy") { request, context in try await deploy(request, context) }
    for awake in [true, false] {
      let path = awake ? "wake" : "sleep"
      router.get("/hubs/:hub/\(path)") { _, context in
        return Response.html(pages.confirmation(try await confirm(awake, try context.hub(), context, Form())))
      }
      router.post("/hubs/:hub/\(path)") { request, context in
        let identity = try context.signedIn()
        let form = try await request.form(context)
        let hub = try context.hub()
        guard let why = form.reason else {
          let page = try await confirm(awake, hub, context, form)
          return Response.html(pages.confirmation(page), status: .unprocessableContent)
        }
        let answer = try await fleet.setAwake(awake, hub, by: identity.name, why: why)
        return Response.seeOther(answer.rollout.map(Paths.rollout) ?? Paths.hub(hub))
      }
    }
  }

  private func plan(_ context: AtollRequestContext, notice: PageFrame.Notice? = nil) async throws -> PlanPage {
    guard let deployed = await fleet.deployed else {
      return PlanPage(
        frame: await frames.frame(for: context), fleet: Fleet(organisation: Organisation(name: "Atoll")),
        folder: "no folder", plan: nil)
    }
    let plan = try await fleet.planOfDeployed()
    return PlanPage(
      frame: await frames.frame(for: context, notice: notice), fleet: deployed.fleet, folder: deployed.name,
      plan: plan, findings: deployed.findings, fingerprint: plan?.fingerprint ?? "",
      running: try await store.unfinished().first?.id)
  }

  private func confirmDeploy(_ context: AtollRequestContext, _ form: Form) async throws -> ConfirmationPage {
    let page = try await plan(context)
    guard let plan = page.plan, !plan.changes.isEmpty else {
      throw Problem(
        .conflict, "nothing-to-do", "Nothing to do", detail: "All hubs run as declared.",
        next: "Change the folder, and send it with `atoll deploy`.")
    }
    let removed = plan.changes.filter { $0.kind == .removed }.map(\.hub)
    let choices =
      removed.isEmpty
      ? []
      : [
        ConfirmationPage.Choice(
          name: "remove", label: "Remove \(Words.list(removed.map(\.rawValue))); homes are kept",
          isTicked: form.remove == "yes",
          problem: form.isSent && form.remove != "yes" ? "Tick this to remove, or declare the hub again" : nil)
      ]
    return ConfirmationPage(
      frame: page.frame, question: "Carry out this plan?",
      consequences: plan.changes.map { "\($0.hub) \($0.kind.predicate)" }, action: Paths.deploy, button: "Deploy",
      isDangerous: !removed.isEmpty, cancel: Paths.plan, hidden: [("plan", plan.fingerprint)], choices: choices,
      reason: form.asReason)
  }

  private func deploy(_ request: Request, _ context: AtollRequestContext) async throws -> Response {
    let identity = try context.signedIn()
    let form = try await request.form(context)
    let page = try await plan(context)
    guard let plan = page.plan, plan.fingerprint == form.plan else {
      var changed = page
      changed.frame.notice = .init("The plan changed since you looked at it: look again", isFailure: true)
      return Response.html(pages.plan(changed), status: .conflict)
    }
    let removed = plan.changes.filter { $0.kind == .removed }.map(\.hub)
    guard let why = form.reason, removed.isEmpty || form.remove == "yes" else {
      return Response.html(
        pages.confirmation(try await confirmDeploy(context, form)), status: .unprocessableContent)
    }
    let source = try FleetSource.read(folder: try await deployed().record.folder.path)
    let answer = try await fleet.deploy(DeployRequest(folder: source, why: why, remove: removed), by: identity.name)
    return Response.seeOther(answer.rollout.map(Paths.rollout) ?? Paths.plan)
  }

  private func confirm(
    _ awake: Bool, _ id: HubID, _ context: AtollRequestContext, _ form: Form
  ) async throws -> ConfirmationPage {
    guard let hub = try await deployed().fleet.hubs[id] else { throw Problem.notFound("hub \(id)") }
    let consequences: [String]
    if awake {
      let staging = hub.staging.map { ["\($0), its staging hub, starts first and is tested"] } ?? []
      consequences =
        staging + ["\(id) starts on \(hub.cluster) and is tested", "It stays awake until it is put to sleep"]
    } else {
      consequences = [
        "\(id) stops, with all its users' servers", "Homes and history stay", "Nobody can log in until it is woken",
      ]
    }
    return ConfirmationPage(
      frame: await frames.frame(for: context), question: awake ? "Wake \(hub.name)?" : "Put \(hub.name) to sleep?",
      consequences: consequences, action: awake ? Paths.wake(id) : Paths.sleep(id),
      button: awake ? "Wake it" : "Put it to sleep", isDangerous: !awake, cancel: Paths.hub(id),
      reason: form.asReason)
  }
}

/// The fields of our forms.
private struct Form: Decodable {
  var why: String?
  var plan: String?
  var remove: String?
  var isSent = false

  enum CodingKeys: CodingKey { case why, plan, remove }

  /// The reason given; nil where none was.
  var reason: String? {
    let text = (why ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
    return text.allSatisfy(\.isWhitespace) ? nil : String(text.prefix(300))
  }

  var asReason: ConfirmationPage.Reason {
    .init(text: why ?? "", problem: isSent && reason == nil ? "Say why: it stands in the list of changes" : nil)
  }
}

extension Request {
  fileprivate func form(_ context: AtollRequestContext) async throws -> Form {
    var form = try await URLEncodedFormDecoder().decode(Form.self, from: self, context: context)
    form.isSent = true
    return form
  }
}

extension Plan {
  /// Names this plan: another plan has another.
  var fingerprint: String {
    let parts = changes.map { "\($0.hub) \($0.kind.rawValue) \($0.before?.rawValue ?? "") \($0.after?.rawValue ?? "")" }
    return ReleaseHash(of: .array(parts.map { .string($0) })).rawValue
  }
}

extension HubChange.Kind {
  /// What happens to the hub, after its name.
  fileprivate var predicate: String {
    switch self {
    case .added: "starts"
    case .changed: "restarts with its new release; running servers go on"
    case .removed: "is stopped and removed"
    case .asleep: "is stopped"
    case .restarted: "starts again"
    }
  }
}
