import Access
import Basics
import Fleet
import Hummingbird
import Operations
import Store

/// The page of one grant or workshop, and what people do with it.
extension PageRoutes {
  func addGrants(to router: Router<AtollRequestContext>) {
    router.get("/hubs/:hub/grants/:grant") { request, context in
      let grant = try await doors.grant(in: context)
      var page = try await grantPage(grant, context)
      page.part = PagedList<Participant>.page(request.uri.queryParameters["page"].map(String.init))
      page.link = joinLinks.take(grant.id, for: try context.signedIn(), now: doors.now())
      return Response.html(pages.grant(page))
    }
    router.post("/hubs/:hub/grants/:grant/extend") { request, context in
      let identity = try context.signedIn()
      let grant = try await doors.grant(in: context)
      var form = try await URLEncodedFormDecoder().decode(ExtendForm.self, from: request, context: context)
      form.isSent = true
      if let wanted = form.request {
        let extended = try await mended {
          try await doors.extend(grant.id, until: wanted.until, because: wanted.because ?? "", by: identity.name)
        }
        guard case .refused(let sentence) = extended else { return Response.seeOther(path(of: grant)) }
        form.refusal = sentence
      }
      var page = try await grantPage(grant, context)
      page.extend = form
      return Response.html(pages.grant(page), status: .unprocessableContent)
    }
    router.get("/hubs/:hub/grants/:grant/end") { _, context in
      Response.html(pages.confirmation(try await confirmEnd(try await doors.grant(in: context), context, ReasonForm())))
    }
    router.post("/hubs/:hub/grants/:grant/end") { request, context in
      let identity = try context.signedIn()
      let grant = try await doors.grant(in: context)
      let form = try await request.reason(context)
      guard let why = form.reason else {
        return Response.html(
          pages.confirmation(try await confirmEnd(grant, context, form)), status: .unprocessableContent)
      }
      _ = try await doors.end(grant.id, because: why, by: identity.name)
      return Response.seeOther(path(of: grant))
    }
    router.post("/hubs/:hub/grants/:grant/link") { _, context in
      let identity = try context.signedIn()
      let grant = try await doors.grant(in: context)
      let (renewed, code) = try await doors.renewCode(grant.id, by: identity.name)
      joinLinks.keep(
        try await doors.newWorkshop(renewed, code: code).joinLink, of: grant.id, for: identity, now: doors.now())
      return Response.seeOther(path(of: grant))
    }
    router.post("/hubs/:hub/grants/:grant/participants") { request, context in
      let identity = try context.signedIn()
      let grant = try await doors.grant(in: context)
      let form = try await URLEncodedFormDecoder().decode(ParticipantForm.self, from: request, context: context)
      guard let person = FormText.line(form.person), let state = form.state.flatMap(Participant.State.init) else {
        throw Problem(
          .unprocessableContent, "not-possible", "Not possible", detail: "It is not said who, or what becomes of them.",
          next: "Use the buttons of the workshop's page.")
      }
      _ = try await doors.decide(person, of: grant.id, state, by: identity.name)
      return Response.seeOther(path(of: grant) + "#participants")
    }
  }

  private func path(of grant: Grant) -> String { Paths.grant(grant.id.number, on: grant.hub) }

  private func grantPage(_ grant: Grant, _ context: AtollRequestContext) async throws -> GrantPage {
    // A grant may be of a hub that is declared no more: its page stays, and nothing is changed on it but its end.
    let hub = await fleet.deployed?.fleet.hubs[grant.hub]
    let identity = try context.signedIn()
    return GrantPage(
      frame: await frames.frame(for: context), hubName: hub?.name ?? grant.hub.rawValue,
      detail: try await doors.detail(of: grant),
      mayChange: hub.map { identity.may(.openDoors, orOwn: .openOwnDoors, $0) } ?? identity.may(.openDoors))
  }

  private func confirmEnd(
    _ grant: Grant, _ context: AtollRequestContext, _ form: ReasonForm
  ) async throws -> ConfirmationPage {
    let leaving = grant.state(at: doors.time) == .open ? try await doors.peopleOf(grant) : 0
    var consequences = [
      leaving == 0
        ? "Nobody has to leave"
        : "\(Words.count(leaving, "person leaves", "people leave")): sessions end and servers stop within seconds, "
          + "but of those whom something else lets in"
    ]
    if let workshop = grant.workshop {
      consequences.append("The join link lets nobody in any more")
      let homes = workshop.keepHomesDays.map { "Homes are kept for \(Words.count($0, "day")), then removed" } ?? "Homes stay"
      consequences.append(homes)
    }
    consequences.append("It cannot be begun again: a new one would have to be made")
    return ConfirmationPage(
      frame: await frames.frame(for: context), question: "End \(grant.title) now?", consequences: consequences,
      action: Paths.grant(grant.id.number, on: grant.hub, .end), button: "End it", isDangerous: true, cancel: path(of: grant),
      reason: form.asReason)
  }
}

/// What becomes of somebody, as a button sends it.
private struct ParticipantForm: Decodable {
  var person: String?
  var state: String?
}
