import Basics
import Hummingbird

/// Who may do what, and who is signed in.
extension PageRoutes {
  func addPeople(to router: Router<AtollRequestContext>) {
    router.get("/who-may-what") { _, context in
      let identity = try context.signedIn()
      let standings =
        identity.proof == .machine ? [.machine] : await fleet.rights(of: PersonID(identity.name)).standings
      return Response.html(
        pages.permissions(
          PermissionsPage(
            frame: await frames.frame(for: context), permissions: await fleet.permissions(identity.sight),
            standings: standings)))
    }
    router.get("/sessions") { _, context in
      let sessions = try await signIn.sessions(for: try context.signedIn())
      return Response.html(pages.sessions(SessionsPage(frame: await frames.frame(for: context), sessions: sessions)))
    }
    router.post("/sessions/:session/end") { _, context in
      _ = try await signIn.endSession(try context.segment("session"), by: try context.signedIn())
      return Response.seeOther(Paths.sessions)
    }
  }
}
