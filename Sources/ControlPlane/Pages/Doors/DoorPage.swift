import Access
import Basics
import Operations

/// One door: who may enter and why, what lets people in for a time, who is kept out, and what was answered.
struct DoorPage: Sendable {
  var frame: PageFrame
  /// The hub’s name for people.
  var name: String
  var detail: DoorDetail
  /// The rules, with their lines.
  var rules: DoorAnswer
  /// Who closed it, and when; nil: it is open as declared.
  var closure: HubDoor.Closure?
  /// All that are remembered, those that end last first.
  var grants: [GrantAnswer]
  /// Newest first.
  var decisions: [DecisionAnswer]
  /// Whom the answers are about; empty: everyone.
  var person: String
  /// What the viewer may do here.
  var may: Deeds
  var letIn = LetInForm()
  var workshop = WorkshopForm()
  var shutOut = ShutOutForm()

  /// What somebody may do at a door.
  struct Deeds: Sendable, Equatable {
    /// Let people in and send them out, close the door.
    var change: Bool
    /// Open a door that was closed.
    var reopen: Bool

    static let nothing = Deeds(change: false, reopen: false)
  }

  init(
    frame: PageFrame, name: String, detail: DoorDetail, rules: DoorAnswer, closure: HubDoor.Closure? = nil,
    grants: [GrantAnswer] = [], decisions: [DecisionAnswer] = [], person: String = "", may: Deeds = .nothing
  ) {
    self.frame = frame
    self.name = name
    self.detail = detail
    self.rules = rules
    self.closure = closure
    self.grants = grants
    self.decisions = decisions
    self.person = person
    self.may = may
  }

  var hub: HubID { HubID(rules.door.hub) }
  private var standing: DoorStanding { detail.standing }

  /// `12 named people may enter openreef; 1 workshop is open, and 2 grants are to come`.
  var answer: String {
    if let closed = standing.closed { return "\(hub) is closed to all but its admins: \(closed)" }
    let who = standing.door.whoEnters
    var text = "\(who.prefix(1).uppercased())\(who.dropFirst()) may enter \(hub)"
    let open = standing.open.count
    let coming = standing.grants.count - open
    let words = [
      open > 0 ? "\(Words.count(open, "grant")) \(open == 1 ? "is" : "are") open" : nil,
      coming > 0 ? "\(Words.number(coming)) to come" : nil,
    ].compactMap { $0 }
    if !words.isEmpty { text += "; " + words.joined(separator: ", ") }
    if standing.knock?.refused == false { text += "; a stranger got in" }
    return text
  }

  var tone: Tone {
    if standing.knock?.refused == false { return .bad }
    let isBusy = standing.closed != nil || standing.narrowerBefore != nil || standing.door.audience.isOpenToStrangers
    return isBusy ? .busy : .good
  }
}
