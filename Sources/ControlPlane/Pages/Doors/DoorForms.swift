import Basics
import Operations
import Store

/// A person to be let in, as a form sends it: `person`, `from`, `until`, `because`.
struct LetInForm: Decodable, Sendable, Equatable {
  var person: String?
  var from: String?
  var until: String?
  var because: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false
  /// Why the record refused it.
  var refusal: String?

  init(person: String? = nil, from: String? = nil, until: String? = nil, because: String? = nil, isSent: Bool = false) {
    self.person = person
    self.from = from
    self.until = until
    self.because = because
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case person, from, until, because }

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if FormText.line(person) == nil { problems["person"] = "Say whom, by the name that the hub knows them by" }
    if let problem = FormMoment.problem(from, isNeeded: false) { problems["from"] = problem }
    if let problem = FormMoment.problem(until, isNeeded: true) { problems["until"] = problem }
    if FormText.line(because) == nil { problems["because"] = DoorForms.noReason }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  var request: GrantRequest? {
    guard problems.isEmpty, let person = FormText.line(person), let until = FormMoment.read(until),
      let because = FormText.line(because)
    else { return nil }
    return GrantRequest(
      person: person, from: FormMoment.read(from)?.iso8601, until: until.iso8601, because: because)
  }
}

/// A workshop to be made, as a form sends it: `name`, `from`, `until`, `seats`, `because`, `approval` (`yes`), `servers`, `homes`.
struct WorkshopForm: Decodable, Sendable, Equatable {
  var name: String?
  var from: String?
  var until: String?
  var seats: String?
  var because: String?
  var approval: String?
  var servers: String?
  var homes: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false
  /// Why the record refused it.
  var refusal: String?

  init(
    name: String? = nil, from: String? = nil, until: String? = nil, seats: String? = nil, because: String? = nil,
    approval: String? = nil, servers: String? = nil, homes: String? = nil, isSent: Bool = false
  ) {
    self.name = name
    self.from = from
    self.until = until
    self.seats = seats
    self.because = because
    self.approval = approval
    self.servers = servers
    self.homes = homes
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case name, from, until, seats, because, approval, servers, homes }

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if FormText.line(name) == nil { problems["name"] = "Name it as people know it" }
    if let problem = FormMoment.problem(from, isNeeded: false) { problems["from"] = problem }
    if let problem = FormMoment.problem(until, isNeeded: true) { problems["until"] = problem }
    if DoorForms.number(seats, in: 1...GrantDraft.mostSeats) == nil {
      problems["seats"] = "Give a number of people, from 1 on"
    }
    if FormText.line(because) == nil { problems["because"] = DoorForms.noReason }
    if FormText.line(servers) != nil, DoorForms.number(servers, in: 1...GrantDraft.mostSeats) == nil {
      problems["servers"] = "Give a number from 1 on, or leave it empty"
    }
    if FormText.line(homes) != nil, DoorForms.number(homes, in: 0...3650) == nil {
      problems["homes"] = "Give days from 0 to 3650, or leave it empty"
    }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  var request: WorkshopRequest? {
    guard problems.isEmpty, let name = FormText.line(name), let until = FormMoment.read(until),
      let seats = DoorForms.number(seats, in: 1...GrantDraft.mostSeats), let because = FormText.line(because)
    else { return nil }
    return WorkshopRequest(
      name: name, from: FormMoment.read(from)?.iso8601, until: until.iso8601, seats: seats, because: because,
      needsApproval: approval == "yes", serversAtOnce: DoorForms.number(servers, in: 1...GrantDraft.mostSeats),
      keepHomesDays: DoorForms.number(homes, in: 0...3650))
  }
}

/// Another end, as a form sends it: `until`, `because`.
struct ExtendForm: Decodable, Sendable, Equatable {
  var until: String?
  var because: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false
  /// Why the record refused it.
  var refusal: String?

  init(until: String? = nil, because: String? = nil, isSent: Bool = false) {
    self.until = until
    self.because = because
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case until, because }

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if let problem = FormMoment.problem(until, isNeeded: true) { problems["until"] = problem }
    if FormText.line(because) == nil { problems["because"] = DoorForms.noReason }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  var request: ExtendRequest? {
    guard problems.isEmpty, let until = FormMoment.read(until) else { return nil }
    return ExtendRequest(until: until.iso8601, because: FormText.line(because))
  }
}

/// Somebody to be shut out, as a form sends it: `person`, `because`.
struct ShutOutForm: Decodable, Sendable, Equatable {
  var person: String?
  var because: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false

  init(person: String? = nil, because: String? = nil, isSent: Bool = false) {
    self.person = person
    self.because = because
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case person, because }

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if FormText.line(person) == nil { problems["person"] = "Say whom, by the name that the hub knows them by" }
    if FormText.line(because) == nil { problems["because"] = "Say why: they read it when they are refused" }
    return problems
  }
}

/// What forms of doors have in common.
enum DoorForms {
  static let noReason = "Say why: it stands in the list of changes"

  /// A whole number that a form sends; nil: it is none, or not in the range.
  static func number(_ text: String?, in range: ClosedRange<Int>) -> Int? {
    guard let number = FormText.line(text).flatMap({ Int($0) }), range.contains(number) else { return nil }
    return number
  }
}

extension LetInForm {
  func fields(of hub: HubID) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.door(hub, .grants)), "person": .text(person), "fromText": .text(from),
      "untilText": .text(until), "because": .text(because), "refusal": .text(refusal),
      "personProblem": .text(problems["person"]), "fromProblem": .text(problems["from"]),
      "untilProblem": .text(problems["until"]), "becauseProblem": .text(problems["because"]),
    ]
  }
}

extension WorkshopForm {
  func fields(of hub: HubID) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.door(hub, .workshops)), "nameText": .text(name), "fromText": .text(from),
      "untilText": .text(until), "seatsText": .text(seats), "because": .text(because),
      "needsApproval": .flag(approval == "yes"), "serversText": .text(servers), "homesText": .text(homes),
      "refusal": .text(refusal),
      "isOpen": .flag(isSent), "nameProblem": .text(problems["name"]), "fromProblem": .text(problems["from"]),
      "untilProblem": .text(problems["until"]), "seatsProblem": .text(problems["seats"]),
      "becauseProblem": .text(problems["because"]), "serversProblem": .text(problems["servers"]),
      "homesProblem": .text(problems["homes"]),
    ]
  }
}

extension ExtendForm {
  /// - Parameter proposed: the end that the form offers.
  func fields(of grant: GrantAnswer, proposed: Timestamp) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.grant(grant.id, on: grant.hubID, .extend)),
      "untilText": .text(isSent ? until : FormMoment.written(proposed)), "because": .text(because),
      "refusal": .text(refusal), "untilProblem": .text(problems["until"]), "becauseProblem": .text(problems["because"]),
    ]
  }
}

extension ShutOutForm {
  func fields(of hub: HubID) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.door(hub, .shutOut)), "person": .text(person), "because": .text(because),
      "personProblem": .text(problems["person"]), "becauseProblem": .text(problems["because"]),
    ]
  }
}
