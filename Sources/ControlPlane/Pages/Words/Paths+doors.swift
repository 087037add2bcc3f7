import Basics

extension Paths {
  static let doors = "/doors"
  static let doorsCSV = "/doors.csv"

  static func door(_ hub: HubID) -> String { "\(Paths.hub(hub))/door" }
  static func door(_ hub: HubID, _ deed: DoorDeed) -> String { "\(door(hub))/\(deed.rawValue)" }
  /// What was answered about one person at a door.
  static func answers(about person: String, at hub: HubID) -> String {
    query(door(hub), [("person", person)]) + "#answers"
  }
  static func grant(_ grant: Int, on hub: HubID) -> String { "\(Paths.hub(hub))/grants/\(grant)" }
  static func grant(_ grant: Int, on hub: HubID, _ deed: GrantDeed) -> String {
    "\(Paths.grant(grant, on: hub))/\(deed.rawValue)"
  }
}

/// What is done at a door from its page.
enum DoorDeed: String, Sendable {
  case close, open, grants, workshops
  case shutOut = "shut-out"
  case letBack = "let-back"
  case sendOut = "send-out"
}

/// What is done to a grant from its page.
enum GrantDeed: String, Sendable { case extend, end, link, participants }
