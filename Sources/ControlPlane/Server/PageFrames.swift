import Fleet
import Hummingbird

/// Makes the frame of a page for the person who asks for it.
struct PageFrames: Sendable {
  let fleet: FleetService
  let signer: CookieSigner
  let now: @Sendable () -> Double

  func frame(for context: AtollRequestContext, notice: PageFrame.Notice? = nil) async -> PageFrame {
    let viewer = context.identity.map { PageFrame.Viewer(name: $0.name, permissions: $0.permissions) }
    var token = ""
    if case .session(let session) = context.identity?.proof { token = signer.formToken(session: session) }
    let seen = await fleet.observed.at
    return PageFrame(
      organisation: await fleet.deployed?.fleet.organisation.name ?? "Atoll", viewer: viewer, csrf: token,
      version: AtollVersion.current, dataAt: seen > 0 ? seen : nil, now: now(), notice: notice,
      cautions: viewer == nil ? [] : fleet.cautions)
  }
}
