import Basics
import Fleet
import Growth
import HTTPTypes
import Hummingbird
import Operations

/// The growth plan and what it stands on.
extension API {
  var growthEndpoints: [Endpoint] { effortEndpoints + planEndpoints + figureEndpoints + hoursEndpoints }

  private var effortEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/effort", name: "effort",
        summary: "What each production hub asks of the team, the costliest first",
        response: "Effort", responseIsList: true
      ) { [fleet] _, _ in try Response.json(try await fleet.effort().cards.map(EffortAnswer.init)) },
      Endpoint(
        method: .get, path: "/api/v1/effort/{hub}", name: "effortOfHub",
        summary: "What a production hub asks of the team, driver by driver", response: "Effort",
        problems: [.notFound]
      ) { [fleet] _, context in
        let hub = try context.hub()
        guard let card = try await fleet.effort()[hub] else { throw Problem.notFound("production hub \(hub)") }
        return try Response.json(EffortAnswer(card))
      },
    ]
  }

  private var planEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/growth", name: "growth",
        summary: "The phase, the slots, the gates of the next phase, what limits", response: "Growth",
        problems: [.conflict]
      ) { [growth] _, context in
        var answer = try await growth.picture().growth()
        if try !context.signedIn().may(.seeMoney) { answer.runway = nil }
        return try Response.json(answer)
      },
      Endpoint(
        method: .get, path: "/api/v1/growth/gates/{item}", name: "gateItem",
        summary: "A condition or a question of the next phase, with what it is made of",
        response: "GateItem", problems: [.notFound, .conflict]
      ) { [growth] _, context in
        try Response.json(try await growth.item(try context.segment("item")).item)
      },
      Endpoint(
        method: .post, path: "/api/v1/growth/answers", name: "answerGate", summary: "Answer a question of a gate",
        request: "GateAnswerRequest", response: "GateItem",
        problems: [.notFound, .conflict, .unprocessableContent]
      ) { [growth] request, context in
        let by = try context.signedIn().name
        let body = try await request.decode(as: GrowthRequests.Answer.self, context: context)
        return try Response.json(try await growth.answer(body, by: by))
      },
      Endpoint(
        method: .post, path: "/api/v1/growth/openings", name: "openPhase",
        summary: "Open the next phase before its gates have held, with a reason",
        request: "PhaseOpeningRequest", response: "Growth", problems: [.notFound, .conflict, .unprocessableContent]
      ) { [growth] request, context in
        let by = try context.signedIn().name
        let body = try await request.decode(as: GrowthRequests.Opening.self, context: context)
        try await growth.open(body, by: by)
        return try Response.json(try await growth.picture().growth())
      },
      Endpoint(
        method: .get, path: "/api/v1/growth/reviews", name: "featureReviews",
        summary: "Features to look at again: users, work, maintainers", response: "FeatureReview",
        responseIsList: true, problems: [.conflict]
      ) { [growth] _, _ in try Response.json(try await growth.picture().reviews()) },
      Endpoint(
        method: .post, path: "/api/v1/growth/reviews/{feature}", name: "reviewFeature",
        summary: "Put the outcome of a review on record", request: "FeatureReviewRequest",
        response: "FeatureReview", problems: [.notFound, .conflict, .unprocessableContent]
      ) { [growth] request, context in
        let by = try context.signedIn().name
        let feature = FeatureID(try context.segment("feature"))
        let body = try await request.decode(as: GrowthRequests.Review.self, context: context)
        return try Response.json(try await growth.review(feature, body, by: by))
      },
    ]
  }

  private var figureEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/growth/capacity", name: "capacity",
        summary: "People, load, work by week and community", response: "Capacity", problems: [.conflict]
      ) { [growth] _, _ in try Response.json(try await growth.picture().capacity()) },
      Endpoint(
        method: .get, path: "/api/v1/growth/runway", name: "runway", summary: "How long the money lasts, month by month",
        response: "Runway", problems: [.notFound, .conflict]
      ) { [growth] _, _ in
        guard let runway = try await growth.picture().runway() else { throw Problem.noMoneyDeclared }
        return try Response.json(runway)
      },
      Endpoint(
        method: .get, path: "/api/v1/growth/pipeline", name: "pipeline",
        summary: "Who may come, against the slots there are", response: "Pipeline", problems: [.conflict]
      ) { [growth] _, _ in try Response.json(try await growth.picture().pipeline()) },
      Endpoint(
        method: .get, path: "/api/v1/growth/what-if", name: "whatIf",
        summary: "Slots, dates and runway as they are and as they would be, side by side",
        query: [
          .init(
            name: "case", summary: "A scenario such as `engineer@2027-03-01,turnaround=5`; may be given several times",
            schema: ["type": "array", "items": ["type": "string"]])
        ],
        response: "WhatIf", problems: [.badRequest, .conflict]
      ) { [growth] request, _ in
        let cases = request.uri.queryParameters.getAll("case").map { String($0) }
        return try Response.json(try await growth.whatIf(cases))
      },
    ]
  }

  private var hoursEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/hours", name: "hours", summary: "Working time on record of the last 91 days",
        response: "Hours", responseIsList: true
      ) { [growth] _, _ in try Response.json(try await growth.hours()) },
      Endpoint(
        method: .post, path: "/api/v1/hours", name: "logHours", summary: "Log working time",
        request: "HoursRequest", response: "Hours", problems: [.notFound, .unprocessableContent]
      ) { [growth] request, context in
        let by = try context.signedIn().name
        let body = try await request.decode(as: GrowthRequests.Hours.self, context: context)
        return try Response.json(try await growth.log(body, by: by))
      },
      Endpoint(
        method: .delete, path: "/api/v1/hours/{entry}", name: "withdrawHours",
        summary: "Withdraw logged time; that it was logged stays on record", response: "Hours",
        problems: [.notFound]
      ) { [growth] _, context in
        let by = try context.signedIn().name
        let text = try context.parameters.require("entry")
        guard let entry = Int(text) else { throw Problem.notFound("logged time \(text)") }
        return try Response.json(try await growth.withdrawHours(entry, by: by))
      },
    ]
  }
}
