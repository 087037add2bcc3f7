import Operations

@testable import ControlPlane

/// Each page of growth, full and empty.
struct GrowthGallery {
  var frame: PageFrame

  private var onlooker: PageFrame {
    var frame = self.frame
    frame.viewer?.permissions = Standing.viewer.permissions
    return frame
  }

  var next: NextPhaseAnswer { GrowthExample.next }

  func gate(_ item: GateItemAnswer, form: GateForm = GateForm(), in frame: PageFrame? = nil) -> GatePage {
    GatePage(frame: frame ?? self.frame, next: next, area: next.areas[0], item: item, form: form)
  }

  var growth: GrowthPage { GrowthPage(frame: frame, growth: GrowthExample.growth) }

  var opening: GrowthPage {
    var growth = GrowthExample.growth
    growth.next?.areas = [AreaAnswer(area: "operations", title: "Operations and support", items: [GrowthExample.holding])]
    growth.next?.allHoldSince = GrowthExample.now - 5 * 86400
    growth.next?.opensAt = GrowthExample.now + 9 * 86400
    growth.isRecorded = false
    growth.missing = []
    return GrowthPage(frame: onlooker, growth: growth)
  }

  /// A team and nothing else.
  var bare: GrowthPage {
    var growth = GrowthExample.nothing
    growth.slots = GrowthExample.slots
    return GrowthPage(frame: frame, growth: growth)
  }

  var empty: GrowthPage { GrowthPage(frame: frame, growth: GrowthExample.nothing) }
  var capacity: CapacityPage {
    CapacityPage(
      frame: frame, capacity: GrowthExample.capacity, form: HoursForm(person: "", day: "soon", hours: "40", isSent: true))
  }
  var noCapacity: CapacityPage { CapacityPage(frame: frame, capacity: GrowthExample.noCapacity) }
  var runway: RunwayPage { RunwayPage(frame: frame, runway: GrowthExample.runway) }
  var pipeline: PipelinePage { PipelinePage(frame: frame, pipeline: GrowthExample.pipeline) }
  var whatIf: WhatIfPage { WhatIfPage(frame: frame, whatIf: GrowthExample.whatIf, query: GrowthExample.query) }
  var whatIfProblem: WhatIfPage {
    WhatIfPage(frame: frame, whatIf: nil, query: WhatIfQuery(addition: .init(hubs: "many", starts: "2027-08-01")))
  }
  var reviews: ReviewsPage {
    ReviewsPage(frame: frame, reviews: GrowthExample.reviews, forms: ["dask": ReviewForm(next: "soon", isSent: true)])
  }
  /// A review whose outcome the folder does not say yet.
  var reviewed: ReviewsPage {
    var page = ReviewsPage(frame: frame, reviews: GrowthExample.reviews)
    page.reviews[0].last = .init(
      outcome: "promote", because: "two communities use it", on: "2026-11-20", by: "Wren Lagoon", next: "2027-06-01")
    return page
  }
  var confirmation: ConfirmationPage { .openingPhase(frame: frame, next: next) }

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    [
      ("growth", pages.growth(growth)), ("growth-opening", pages.growth(opening)), ("growth-bare", pages.growth(bare)),
      ("growth-empty", pages.growth(empty)), ("gate", pages.gate(gate(GrowthExample.failing))),
      ("gate-unmeasured", pages.gate(gate(GrowthExample.unmeasured))),
      ("gate-question", pages.gate(gate(GrowthExample.question, form: GateForm(on: "soon", isSent: true)))),
      ("gate-onlooker", pages.gate(gate(GrowthExample.question, in: onlooker))),
      ("gate-answered", pages.gate(gate(GrowthExample.answered))), ("capacity", pages.capacity(capacity)),
      ("capacity-empty", pages.capacity(noCapacity)), ("runway", pages.runway(runway)),
      ("runway-empty", pages.runway(RunwayPage(frame: frame, runway: nil))), ("pipeline", pages.pipeline(pipeline)),
      ("pipeline-empty", pages.pipeline(PipelinePage(frame: frame, pipeline: .init(leads: [], horizons: [])))),
      ("what-if", pages.whatIf(whatIf)), ("what-if-problem", pages.whatIf(whatIfProblem)),
      ("reviews", pages.reviews(reviews)),
      ("reviews-outcome", pages.reviews(reviewed)),
      ("reviews-empty", pages.reviews(ReviewsPage(frame: frame, reviews: []))),
      ("open-phase", pages.confirmation(confirmation)),
    ]
  }

  var allFields: [Fields] {
    [
      growth.fields, opening.fields, empty.fields, gate(GrowthExample.failing).fields, gate(GrowthExample.question).fields,
      gate(GrowthExample.answered).fields, capacity.fields, noCapacity.fields, runway.fields, pipeline.fields,
      whatIf.fields, whatIfProblem.fields, reviews.fields, reviewed.fields,
    ]
  }
}
