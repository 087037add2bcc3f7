import Access
import Basics
import Operations

/// One grant or workshop: its times, who takes part, what it used, and whether its hub can take it.
struct GrantPage: Sendable {
  var frame: PageFrame
  /// The hub’s name for people.
  var hubName: String
  var detail: GrantDetail
  /// Whether the viewer may change it.
  var mayChange: Bool
  /// The join link, the one time that it is shown.
  var link: String?
  /// Which part of those who take part is shown, from 1.
  var part: Int
  var extend = ExtendForm()

  init(
    frame: PageFrame, hubName: String, detail: GrantDetail, mayChange: Bool = false, link: String? = nil, part: Int = 1
  ) {
    self.frame = frame
    self.hubName = hubName
    self.detail = detail
    self.mayChange = mayChange
    self.link = link
    self.part = part
  }

  var grant: GrantAnswer { detail.grant }
  var hub: HubID { grant.hubID }

  private func count(_ state: Participant.State) -> Int { detail.participants.count { $0.state == state } }

  /// `Coral workshop is open for 2 h 5 min more: 12 of 30 seats are taken, 3 wait to be let in`.
  var answer: String {
    let left = Words.duration(max(0, (grant.state == .coming ? grant.from : grant.until) - frame.now))
    guard let workshop = grant.workshop else {
      switch grant.state {
      case .open: return "\(grant.title) may enter \(hub) for \(left) more"
      case .coming: return "\(grant.title) may enter \(hub) in \(left)"
      case .over: return "\(grant.title) may no longer enter \(hub) by this grant\(ending)"
      }
    }
    let are = workshop.seats == 1 ? "is" : "are"
    let seats = "\(Words.number(workshop.seatsTaken)) of \(Words.count(workshop.seats, "seat")) \(are) taken"
    switch grant.state {
    case .open:
      let waiting = count(.waiting)
      let waits = waiting == 0 ? "" : ", \(Words.number(waiting)) \(waiting == 1 ? "waits" : "wait") to be let in"
      return "\(grant.title) is open for \(left) more: \(seats)\(waits)\(problems)"
    case .coming: return "\(grant.title) begins in \(left)\(problems)"
    case .over: return "\(grant.title) is over\(ending): \(Words.count(count(.admitted), "person", "people")) came"
    }
  }

  private var ending: String { grant.endedBy.map { ", ended early by \($0)" } ?? "" }

  private var problems: String {
    let failing = detail.readiness?.items.count { $0.state == .fails } ?? 0
    if failing == 0 { return "" }
    return "; \(hub) cannot take it as it is: \(Words.count(failing, "thing")) to do"
  }

  var tone: Tone {
    if grant.state == .over { return .quiet }
    if detail.readiness?.state == .fails { return .bad }
    return count(.waiting) > 0 || grant.state == .coming ? .busy : .good
  }

  /// For how long everyone together had a server, in hours.
  var serverHours: Double { detail.participants.reduce(0) { $0 + $1.serverSeconds } / 3600 }

  /// The end that the form offers: an hour later for a workshop, a day later for a person.
  var proposedEnd: Timestamp {
    Timestamp(seconds: grant.until + (grant.workshop == nil ? 86_400 : 3600))
  }

  /// Words for whoever is to take part.
  func invitation(_ link: String) -> String {
    """
    You are invited to \(grant.title) on \(hubName), from \(FormMoment.words(grant.from)) until \(FormMoment.words(grant.until)).

    Within that time, open this link and log in as the page asks you to:

    \(link)

    There are \(Words.count(grant.workshop?.seats ?? 1, "seat")). Please do not pass the link on: whoever has it can take one. \
    At the end your server is stopped, so save what you want to keep before.
    """
  }
}
