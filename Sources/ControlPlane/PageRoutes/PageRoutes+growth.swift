import Basics
import HTTPTypes
import Hummingbird
import Operations

/// The pages of growth, and what people put on record from them.
extension PageRoutes {
  func addGrowth(to router: Router<AtollRequestContext>) {
    addGrowthFigures(to: router)
    addGates(to: router)
    router.get("/growth/reviews") { _, context in Response.html(pages.reviews(try await reviewsPage(context))) }
    router.post("/growth/reviews/:feature") { request, context in
      let identity = try context.signedIn()
      let feature = try context.segment("feature")
      var form = try await URLEncodedFormDecoder().decode(ReviewForm.self, from: request, context: context)
      form.isSent = true
      guard let review = form.request else {
        return Response.html(
          pages.reviews(try await reviewsPage(context, forms: [feature: form])), status: .unprocessableContent)
      }
      _ = try await growth.review(FeatureID(feature), review, by: identity.name)
      return Response.seeOther(Paths.reviews)
    }
    router.post("/growth/hours") { request, context in
      let identity = try context.signedIn()
      var form = try await URLEncodedFormDecoder().decode(HoursForm.self, from: request, context: context)
      form.isSent = true
      guard let hours = form.request else {
        return Response.html(pages.capacity(try await capacityPage(context, form: form)), status: .unprocessableContent)
      }
      _ = try await growth.log(hours, by: identity.name)
      return Response.seeOther(Paths.capacity)
    }
    addReport(to: router)
  }

  private func addGrowthFigures(to router: Router<AtollRequestContext>) {
    router.get("/growth") { _, context in
      let picture = try await growth.picture()
      return Response.html(
        pages.growth(GrowthPage(frame: await frames.frame(for: context), growth: try await picture.growth())))
    }
    router.get("/growth/capacity") { _, context in Response.html(pages.capacity(try await capacityPage(context))) }
    router.get("/growth/runway") { _, context in
      let picture = try await growth.picture()
      return Response.html(
        pages.runway(RunwayPage(frame: await frames.frame(for: context), runway: try await picture.runway())))
    }
    router.get("/growth/pipeline") { _, context in
      let picture = try await growth.picture()
      return Response.html(
        pages.pipeline(PipelinePage(frame: await frames.frame(for: context), pipeline: try await picture.pipeline())))
    }
    router.get("/growth/what-if") { request, context in
      let query = WhatIfQuery { name in request.uri.queryParameters.getAll(name).map { String($0) } }
      let frame = await frames.frame(for: context)
      if let problem = query.addition.problem {
        let known = try? await growth.whatIf(query.cases)
        return Response.html(
          pages.whatIf(WhatIfPage(frame: frame, whatIf: known, query: query, problem: problem)), status: .badRequest)
      }
      // The form's own fields become one scenario, so that the address is the link to share.
      if query.isForm { return Response.seeOther(query.address) }
      do {
        return Response.html(
          pages.whatIf(WhatIfPage(frame: frame, whatIf: try await growth.whatIf(query.cases), query: query)))
      } catch let problem as Problem where problem.status == .badRequest {
        let page = WhatIfPage(frame: frame, whatIf: try await growth.whatIf([]), query: query, problem: problem.body.detail)
        return Response.html(pages.whatIf(page), status: .badRequest)
      }
    }
  }

  private func addGates(to router: Router<AtollRequestContext>) {
    router.get("/growth/gates/:item") { _, context in Response.html(pages.gate(try await gatePage(context))) }
    router.post("/growth/gates/:item/answer") { request, context in
      let identity = try context.signedIn()
      var form = try await URLEncodedFormDecoder().decode(GateForm.self, from: request, context: context)
      form.isSent = true
      let page = try await gatePage(context, form: form)
      // The phase that was looked at is answered for, or none: another may have become the next one meanwhile.
      guard
        let answer = form.request(area: page.area.area, question: page.item.key, phase: form.phase ?? page.next.name)
      else { return Response.html(pages.gate(page), status: .unprocessableContent) }
      _ = try await growth.answer(answer, by: identity.name)
      return Response.seeOther(Paths.gate(page.item.key))
    }
    router.get("/growth/open") { _, context in
      return Response.html(pages.confirmation(try await openingPage(context)))
    }
    router.post("/growth/open") { request, context in
      let identity = try context.signedIn()
      let form = try await URLEncodedFormDecoder().decode(OpeningForm.self, from: request, context: context)
      guard let why = FormText.line(form.why), let phase = form.phase else {
        let reason = ConfirmationPage.Reason(text: form.why ?? "", problem: "Say why: it stands in the list of changes")
        return Response.html(
          pages.confirmation(try await openingPage(context, reason: reason)), status: .unprocessableContent)
      }
      try await growth.open(GrowthRequests.Opening(phase: phase, because: why), by: identity.name)
      return Response.seeOther(Paths.growth)
    }
  }

  private func gatePage(_ context: AtollRequestContext, form: GateForm = GateForm()) async throws -> GatePage {
    let found = try await growth.item(try context.segment("item"))
    return GatePage(
      frame: await frames.frame(for: context), next: found.next, area: found.area, item: found.item, form: form)
  }

  private func capacityPage(_ context: AtollRequestContext, form: HoursForm = HoursForm()) async throws -> CapacityPage {
    let picture = try await growth.picture()
    return CapacityPage(frame: await frames.frame(for: context), capacity: try await picture.capacity(), form: form)
  }

  private func reviewsPage(
    _ context: AtollRequestContext, forms: [String: ReviewForm] = [:]
  ) async throws -> ReviewsPage {
    let picture = try await growth.picture()
    return ReviewsPage(frame: await frames.frame(for: context), reviews: try await picture.reviews(), forms: forms)
  }

  private func openingPage(
    _ context: AtollRequestContext, reason: ConfirmationPage.Reason = .init()
  ) async throws -> ConfirmationPage {
    guard let next = try await growth.picture().growth().next else {
      throw Problem(
        .conflict, "no-next-phase", "There is no next phase", detail: "The open phase is the last that fleet.yaml declares.",
        next: "Declare the next one under `phases` in fleet.yaml.")
    }
    return ConfirmationPage.openingPhase(frame: await frames.frame(for: context), next: next, reason: reason)
  }
}

/// What opens a phase, as the confirmation sends it.
private struct OpeningForm: Decodable {
  var phase: String?
  var why: String?
}
