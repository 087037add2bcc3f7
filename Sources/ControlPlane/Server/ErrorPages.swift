import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever was thrown into an answer: a problem document for programs, a page for browsers.
struct ErrorAnswers: RouterMiddleware {
  let pages: Pages
  let frames: PageFrames

  func handle(
    _ request: Request, context: AtollRequestContext,
    next: (Request, AtollRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let problem = problem(of: error, request, context)
      guard wantsPage(request) else { return try problem.response(from: request, context: context) }
      if problem.status == .unauthorized {
        let page = SignInPage(frame: await frames.frame(for: context), next: request.uri.path)
        return Response.html(pages.signIn(page), status: .unauthorized)
      }
      let page = ProblemPage(
        frame: await frames.frame(for: context), status: problem.status.code, title: problem.body.title,
        sentence: problem.body.detail ?? problem.body.title, next: problem.body.next ?? "Go back and try another way.",
        request: problem.status == .internalServerError ? context.id : nil)
      return Response.html(pages.problem(page), status: problem.status)
    }
  }

  private func problem(of error: any Error, _ request: Request, _ context: AtollRequestContext) -> Problem {
    switch error {
    case let known as Problem: return known
    case let error as HTTPError:
      let title = error.status.reasonPhrase.isEmpty ? "Error \(error.status.code)" : error.status.reasonPhrase
      return Problem(error.status, "http-\(error.status.code)", title, detail: error.body)
    case let error as any HTTPResponseError:
      return Problem(error.status, "http-\(error.status.code)", error.status.reasonPhrase)
    case is DecodingError:
      return Problem(
        .badRequest, "bad-body", "The body cannot be read", detail: "It is not what this operation takes.",
        next: "Compare it with the description in /openapi.json.")
    default:
      context.logger.error("request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
      return Problem(
        .internalServerError, "internal", "Something failed in Atoll",
        detail: "The server's log tells more under request \(context.id).",
        next: "Try again; if it stays, read the log with `atoll logs`.")
    }
  }

  private func wantsPage(_ request: Request) -> Bool {
    !request.uri.path.hasPrefix("/api/") && (request.headers[.accept] ?? "").contains("text/html")
  }
}
