import Access
import Basics
import ControlPlane
import Operations

/// How grants are printed.
enum GrantText {
  static func table(_ grants: [GrantAnswer]) -> String {
    var table = TextTable(["ID", "HUB", "WHO", "STATE", "FROM", "UNTIL", "SEATS", "BY", "BECAUSE"])
    for grant in grants {
      let seats = grant.workshop.map { "\($0.seatsTaken)/\($0.seats)" } ?? ""
      table.add([
        String(grant.id), grant.hub, grant.title, grant.state.rawValue, moment(grant.from), moment(grant.until), seats,
        grant.by, grant.because,
      ])
    }
    return table.text
  }

  static func lines(_ detail: GrantDetail) -> [String] {
    let grant = detail.grant
    var lines = ["\(grant.title) on \(grant.hub): \(word(grant))", "  because: \(grant.because) (\(grant.by))"]
    if let by = grant.endedBy { lines.append("  ended early by \(by): \(grant.endedBecause ?? "")") }
    if let workshop = grant.workshop {
      lines.append("  \(workshop.seatsTaken) of \(workshop.seats) seats are taken")
      lines += detail.participants.map { person in
        let hours = person.serverSeconds / 3600
        let used = hours >= 0.05 ? ", a server for \((hours * 10).rounded() / 10) hours" : ""
        return "    \(person.name): \(person.state.rawValue)\(used)"
      }
    }
    return lines + readiness(detail.readiness)
  }

  static func lines(_ made: NewWorkshop) -> [String] {
    let grant = made.grant
    return [
      "\(grant.title) on \(grant.hub) (\(grant.id)): \(word(grant)), \(grant.workshop?.seats ?? 0) seats", "",
      "Give people this link; it is told only now:", "  \(made.joinLink)",
    ] + readiness(made.readiness)
  }

  static func readiness(_ readiness: WorkshopReadiness?) -> [String] {
    guard let readiness else { return [] }
    return ["", "Can the hub take it?"]
      + readiness.items.map { item in
        let mark =
          switch item.state {
          case .holds: "  yes      "
          case .unknown: "  unknown  "
          case .fails: "  no       "
          }
        return mark + item.sentence + (item.next.map { ": \($0)" } ?? "")
      }
  }

  static func word(_ grant: GrantAnswer) -> String {
    switch grant.state {
    case .coming: "from \(moment(grant.from)) until \(moment(grant.until))"
    case .open: "open until \(moment(grant.until))"
    case .over: "over since \(moment(grant.until))"
    }
  }

  /// `2026-12-01 17:00 UTC`.
  static func moment(_ seconds: Double) -> String {
    let time = Timestamp(seconds: seconds)
    return "\(time.day) \(time.timeOfDay.prefix(5)) UTC"
  }
}
