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
    let areElsewhere = !status.hubs.isEmpty && status.hubs.allSatisfy { $0.state == .unwatched }
    if !areElsewhere { lines += awake.isEmpty ? [status.isolation] : ["", status.isolation] }
    let commands = areElsewhere ? commands(ofAdopted: folder) : commands(of: folder)
    let width = (commands.map(\.command.count).max() ?? 0) + 3
    if lines.last?.isEmpty == false { lines.append("") }
    lines.append("Try next:")
    lines += commands.map { "  \($0.command.padding(toLength: width, withPad: " ", startingAt: 0))\($0.what)" }
    if let asleep = status.hubs.first(where: { $0.state == .asleep && !$0.isStaging }) {
      lines.append(
        "  " + "atoll wake \(asleep.hub)".padding(toLength: width, withPad: " ", startingAt: 0) + "start a hub that is asleep")
    }
    lines.append(
      "  " + "atoll down".padding(toLength: width, withPad: " ", startingAt: 0) + "stop everything; homes and history stay")
    return lines.joined(separator: "\n")
  }

  private static func commands(of folder: String) -> [(command: String, what: String)] {
    [
      ("atoll status", "how the fleet is"), ("atoll check \(folder)", "what is wrong in the folder"),
      ("atoll plan --fleet \(folder)", "what would change, after you changed a file in it"),
      ("atoll deploy --fleet \(folder) --why \"…\"", "change it"),
    ]
  }

  private static func commands(ofAdopted folder: String) -> [(command: String, what: String)] {
    [
      ("atoll hubs --fleet \(folder)", "who may enter each hub, and what makes it special"),
      ("atoll check \(folder)", "what is wrong in the folder"),
      ("atoll plan --fleet \(folder) --base main", "which hubs a change really concerns, in a git repository"),
    ]
  }
}
