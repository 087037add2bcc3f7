import Basics
import Fleet
import HTTPTypes
import Hummingbird

/// `/sign-in` and `/sign-out`.
struct SignInRoutes {
  let signIn: SignInService
  let fleet: FleetService
  let pages: Pages
  let frames: PageFrames

  func add(to router: Router<AtollRequestContext>) {
    router.get("/sign-in") { request, context in
      guard let code = request.uri.queryParameters["code"] else {
        if let identity = context.identity {
          return Response.seeOther(await fleet.rights(of: PersonID(identity.name)).firstPage)
        }
        return Response.html(pages.signIn(SignInPage(frame: await frames.frame(for: context))))
      }
      switch try await signIn.follow(code: String(code)) {
      case .success(let signedIn):
        var response = Response.seeOther(await fleet.rights(of: signedIn.person).firstPage)
        response.setCookie(signedIn.cookie)
        return response
      case .failure(let refused):
        let page = SignInPage(frame: await frames.frame(for: context), problem: refused.sentence)
        return Response.html(pages.signIn(page), status: .unauthorized)
      }
    }
    router.post("/sign-out") { _, context in
      let cookie = try await signIn.signOut(try context.signedIn())
      var response = Response.seeOther("/sign-in")
      response.setCookie(cookie)
      return response
    }
  }
}
