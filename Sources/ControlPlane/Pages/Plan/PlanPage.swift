import Basics
import Delivery
import Fleet

/// What a deployment would change now.
struct PlanPage: Sendable {
  var frame: PageFrame
  var fleet: Fleet
  /// The folder that was planned, as people know it.
  var folder: String
  /// Nil where the folder has errors; `findings` says which.
  var plan: Plan?
  var findings: [Finding]
  /// Names this very plan, so that only what was seen is deployed; sent with the form as `plan`.
  var fingerprint: String
  /// The rollout that runs now, during which nothing else is deployed.
  var running: RolloutID?

  init(
    frame: PageFrame, fleet: Fleet, folder: String, plan: Plan?, findings: [Finding] = [], fingerprint: String = "",
    running: RolloutID? = nil
  ) {
    self.frame = frame
    self.fleet = fleet
    self.folder = folder
    self.plan = plan
    self.findings = findings
    self.fingerprint = fingerprint
    self.running = running
  }
}

/// What `check` says of the folder.
struct FindingsPage: Sendable {
  var frame: PageFrame
  /// The folder that was checked, as people know it.
  var folder: String
  var findings: [Finding]
  /// Which part of a long list, from 1.
  var page: Int

  init(frame: PageFrame, folder: String, findings: [Finding], page: Int = 1) {
    self.page = page
    self.frame = frame
    self.folder = folder
    self.findings = findings
  }
}
