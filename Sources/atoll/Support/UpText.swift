import ControlPlane
import Fleet
import Foundation

/// What `atoll up` ends with: where things are, who gets in with what, and what to try next.
enum UpText {
  static func text(
    machine: Machine, client: ControlPlaneClient, server: RunningServer, folder: String
  ) async throws -> String {
    let status = try await client.status()
    let link = try await client.signInLink(for: nil)
    var lines = ["", status.summary + ".", "", "  Pages     \(status.url)", "  Sign in   \(link.url)", ""]
    lines[lines.count - 2] += "\n            (as \(link.person), once, within 15 minutes; another: atoll sign-in)"
    let awake = status.hubs.filter(\.awake)
    if !awake.isEmpty { lines.append("Hubs, and who can log in with what:") }
    for hub in awake {
      lines.append("  \(hub.url ?? "")   \(hub.name)")
      lines += try await machine.logins(at: hub.hub).text.split(separator: "\n").map { "    \($0)" }
    }
    lines += [
      "", status.isolation, "", "Try next:",
      "  atoll status                              how the fleet is",
      "  atoll check \(folder)                what is wrong in the folder",
      "  change a file in \(folder), then    atoll plan --fleet \(folder)",
      "                                            atoll deploy --fleet \(folder) --why \"…\"",
    ]
    if let asleep = status.hubs.first(where: { $0.state == .asleep && !$0.isStaging }) {
      lines.append(
        "  atoll wake \(asleep.hub)".padding(toLength: 44, withPad: " ", startingAt: 0) + "start a hub that is asleep")
    }
    lines.append("  atoll down                                stop everything; homes and history stay")
    return lines.joined(separator: "\n")
  }
}
