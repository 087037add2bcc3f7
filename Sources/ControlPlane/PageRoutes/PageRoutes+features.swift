import Basics
import Fleet
import Hummingbird
import Operations

/// The pages of features and of what no feature explains.
extension PageRoutes {
  func addFeatures(to router: Router<AtollRequestContext>) {
    router.get("/features") { request, context in
      Response.html(pages.features(try await featuresPage(request, context)))
    }
    router.get("/features.csv") { request, context in
      let page = try await featuresPage(request, context)
      var answer = page.fleet.answer
      answer.features = page.filter.shown(of: answer.features)
      return Response.csv(FeaturesTable.matrix(try await deployed().fleet, answer), name: "features.csv")
    }
    router.get("/features/:feature") { _, context in
      let name = try context.segment("feature")
      let features = try await fleet.features()
      guard let feature = features[name] else { throw Problem.notFound("feature \(name)") }
      let unexplained = try await fleet.unexplained().answer
      return Response.html(
        pages.feature(
          FeaturePage(
            frame: await frames.frame(for: context), feature: feature, fleet: features,
            wouldExplain: unexplained.exceptions.count { $0.wouldBeExplainedBy == name })))
    }
    router.get("/exceptions") { request, context in
      Response.html(pages.exceptions(try await exceptionsPage(request, context)))
    }
    router.get("/exceptions.csv") { request, context in
      let page = try await exceptionsPage(request, context)
      var answer = page.exceptions
      answer.exceptions = page.found
      return Response.csv(FeaturesTable.exceptions(answer), name: "exceptions.csv")
    }
  }

  private func featuresPage(_ request: Request, _ context: AtollRequestContext) async throws -> FeaturesPage {
    let query = request.uri.queryParameters
    return FeaturesPage(
      frame: await frames.frame(for: context), fleet: try await fleet.features(),
      filter: FeaturesFilter { query[Substring($0)].map(String.init) })
  }

  private func exceptionsPage(_ request: Request, _ context: AtollRequestContext) async throws -> ExceptionsPage {
    let query = request.uri.queryParameters
    let filter = ExceptionsFilter { query[Substring($0)].map(String.init) }
    let hub = try await deployed().fleet.hubs[HubID(filter.hub)]?.id
    return ExceptionsPage(
      frame: await frames.frame(for: context), exceptions: try await fleet.unexplained().answer, filter: filter, hub: hub)
  }
}
