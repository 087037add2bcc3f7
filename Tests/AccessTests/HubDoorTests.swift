import Access
import Basics
import Testing

@Suite("Decisions at a door")
struct HubDoorTests {
  private static let hour = 3600.0
  private let noon = Timestamp(seconds: 1_000_000)

  private func door(_ grants: [Grant] = [], _ participants: [(Participant, Int)] = []) -> HubDoor {
    var door = HubDoor(hub: "reef")
    for grant in grants { door.put(grant) }
    for (participant, grant) in participants { door.put(participant, in: GrantID(grant)) }
    return door
  }

  private func personal(_ id: Int, _ name: String, from: Double = -1, until: Double = 1) -> Grant {
    Grant(
      id: GrantID(id), hub: "reef", whom: .person(name), from: noon.advanced(by: from * Self.hour),
      until: noon.advanced(by: until * Self.hour), because: "a visit", by: "wren", made: noon)
  }

  private func workshop(
    _ id: Int, seats: Int = 2, from: Double = -1, until: Double = 1, servers: Int? = nil, approval: Bool = false
  ) -> Grant {
    Grant(
      id: GrantID(id), hub: "reef",
      whom: .workshop(
        Workshop(
          name: "Coral workshop", seats: seats, needsApproval: approval, serversAtOnce: servers, codeDigest: "code-\(id)")),
      from: noon.advanced(by: from * Self.hour), until: noon.advanced(by: until * Self.hour), because: "reefs", by: "wren",
      made: noon)
  }

  private func participant(_ name: String, _ state: Participant.State = .admitted) -> Participant {
    Participant(name: name, state: state, joined: noon)
  }

  private func answer(_ door: HubDoor, _ question: DoorQuestion) throws -> DoorDecision {
    guard case .answer(let decision) = door.step(question, at: noon) else {
      Issue.record("a seat was offered instead of an answer")
      throw Unexpected()
    }
    return decision
  }

  private struct Unexpected: Error {}

  @Test("the hub's own rules let in whom they name, for as long as they do")
  func declared() throws {
    let yes = try answer(door(), DoorQuestion(.login, "ada", rules: .yes, isAdmin: true, groups: ["divers"]))
    #expect(yes.isYes && yes.rule == .declared && yes.until == nil && yes.isAdmin && yes.groups == ["divers"])
    let no = try answer(door(), DoorQuestion(.login, "eve", rules: .no))
    #expect(!no.isYes && no.rule == .nothing)
  }

  @Test("a grant lets in its person between its beginning and its end, and makes nobody an admin")
  func grants() throws {
    let open = try answer(door([personal(1, "ada")]), DoorQuestion(.login, "ada", rules: .no, isAdmin: true))
    #expect(open.isYes && open.rule == .grant && open.grant == GrantID(1) && !open.isAdmin)
    #expect(open.until == noon.advanced(by: Self.hour))
    #expect(try !answer(door([personal(1, "ada")]), DoorQuestion(.login, "eve", rules: .no)).isYes)
    let early = try answer(door([personal(1, "ada", from: 1, until: 2)]), DoorQuestion(.login, "ada", rules: .no))
    #expect(early.rule == .early && early.because.contains("begins at 1970-01-12 14:46 UTC"))
    #expect(try answer(door([personal(1, "ada", from: -2, until: 0)]), DoorQuestion(.login, "ada", rules: .no)).rule == .over)
  }

  @Test("of several grants the one that lasts longest counts, and one that was ended early counts no more")
  func longest() throws {
    var ended = personal(3, "ada", until: 9)
    ended.ended = Grant.Ending(at: noon, by: "wren", because: "a mistake")
    let door = door([personal(1, "ada", until: 1), personal(2, "ada", until: 5), ended])
    #expect(try answer(door, DoorQuestion(.login, "ada", rules: .no)).grant == GrantID(2))
  }

  @Test("whoever is shut out or blocked stays out, whatever lets them in")
  func shutOut() throws {
    var door = door([personal(1, "ada")])
    #expect(try answer(door, DoorQuestion(.login, "ada", rules: .blocked)).rule == .blocked)
    door.shutOut["ada"] = "mining"
    let no = try answer(door, DoorQuestion(.refresh, "ada", rules: .yes, isAdmin: true))
    #expect(no.rule == .shutOut && no.because.contains("mining"))
  }

  @Test("a closed hub lets in its admins only")
  func closed() throws {
    var door = door([personal(1, "ada")])
    door.closure = HubDoor.Closure(because: "a stranger got in", by: "atoll", since: noon)
    #expect(try answer(door, DoorQuestion(.login, "wren", rules: .yes, isAdmin: true)).isYes)
    #expect(try answer(door, DoorQuestion(.login, "ada", rules: .yes)).rule == .closed)
    #expect(try answer(door, DoorQuestion(.login, "ada", rules: .no)).rule == .closed)
  }

  @Test("a join code offers a seat while the workshop is open and has one")
  func join() throws {
    let coming = DoorQuestion(.login, "cy", rules: .no, codeDigest: "code-1")
    #expect(door([workshop(1)]).step(coming, at: noon) == .join(GrantID(1)))
    let full = door([workshop(1)], [(participant("ada"), 1), (participant("ben", .waiting), 1)])
    #expect(try answer(full, coming).rule == .full)
    let free = door([workshop(1)], [(participant("ada"), 1), (participant("ben", .removed), 1)])
    #expect(free.step(coming, at: noon) == .join(GrantID(1)))
    #expect(try answer(door([workshop(1, from: 1, until: 2)]), coming).rule == .early)
    #expect(try answer(door([workshop(1, from: -2, until: 0)]), coming).rule == .over)
    #expect(try answer(door([workshop(2)]), coming).rule == .wrongCode)
  }

  @Test("whoever joined is in until the end without the code; who waits or was taken off is not")
  func joined() throws {
    let door = door(
      [workshop(1, seats: 9)], [(participant("ada"), 1), (participant("ben", .waiting), 1), (participant("cy", .removed), 1)])
    let ada = try answer(door, DoorQuestion(.refresh, "ada", rules: .no))
    #expect(ada.isYes && ada.rule == .workshop && ada.groups == ["workshop-coral-workshop"])
    #expect(try answer(door, DoorQuestion(.login, "ben", rules: .no)).rule == .waiting)
    #expect(try answer(door, DoorQuestion(.login, "cy", rules: .no)).rule == .removed)
    #expect(try answer(door, DoorQuestion(.login, "cy", rules: .no, codeDigest: "code-1")).rule == .removed)
  }

  @Test("a workshop has no more servers at once than it may, counting those that start")
  func servers() throws {
    var door = door([workshop(1, seats: 9, servers: 1)], [(participant("ada"), 1), (participant("ben"), 1)])
    #expect(try answer(door, DoorQuestion(.spawn, "ada", rules: .no)).isYes)
    door.starting["ben"] = noon.advanced(by: -5)
    #expect(try answer(door, DoorQuestion(.spawn, "ada", rules: .no)).rule == .servers)
    #expect(try answer(door, DoorQuestion(.spawn, "ben", rules: .no)).isYes)
    door.starting["ben"] = noon.advanced(by: -600)
    #expect(try answer(door, DoorQuestion(.spawn, "ada", rules: .no)).isYes)
    door.running = ["ben"]
    #expect(try answer(door, DoorQuestion(.spawn, "ada", rules: .no)).rule == .servers)
  }

  @Test("a profile is seen and chosen by those whom it names only")
  func profiles() throws {
    var door = door()
    door.profiles = [.init(slug: "small"), .init(slug: "gpu", people: ["ada"], groups: ["gpu"])]
    #expect(try answer(door, DoorQuestion(.login, "ada", rules: .yes)).profiles == nil)
    #expect(try answer(door, DoorQuestion(.login, "ben", rules: .yes)).profiles == ["small"])
    #expect(try answer(door, DoorQuestion(.login, "cy", rules: .yes, groups: ["gpu"])).profiles == nil)
    #expect(try answer(door, DoorQuestion(.spawn, "ben", rules: .yes, profile: "gpu")).rule == .profile)
    #expect(try answer(door, DoorQuestion(.spawn, "ada", rules: .yes, profile: "gpu")).isYes)
  }

  @Test("shortly before the end people are told to save their work")
  func warned() throws {
    let door = door([workshop(1, until: 0.1)], [(participant("ada"), 1)])
    let notice = try answer(door, DoorQuestion(.refresh, "ada", rules: .no)).notice
    #expect(notice?.contains("Coral workshop ends at") == true)
    let long = self.door([workshop(1, until: 2)], [(participant("ada"), 1)])
    #expect(try answer(long, DoorQuestion(.refresh, "ada", rules: .no)).notice == nil)
  }

  @Test("a new join code takes the place of the former", arguments: [1, 2, 3])
  func renewed(seed: Int) throws {
    var door = door([workshop(seed)])
    var grant = workshop(seed)
    if case .workshop(var workshop) = grant.whom {
      workshop.codeDigest = "new"
      grant.whom = .workshop(workshop)
    }
    door.put(grant)
    let old = DoorQuestion(.login, "cy", rules: .no, codeDigest: "code-\(seed)")
    #expect(try answer(door, old).rule == .wrongCode)
    let new = DoorQuestion(.login, "cy", rules: .no, codeDigest: "new")
    #expect(door.step(new, at: noon) == .join(GrantID(seed)))
  }

  @Test("over random doors: nobody is in without a right, never past its end, and the closed and shut out never")
  func law() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      var door = HubDoor(hub: "reef")
      let names = ["ada", "ben", "cy"]
      for id in 1...4 {
        let from = Double.random(in: -3...2, using: &random)
        let until = from + Double.random(in: 0.1...3, using: &random)
        if Bool.random(using: &random) {
          door.put(personal(id, names.randomElement(using: &random) ?? "ada", from: from, until: until))
        } else {
          door.put(workshop(id, seats: 2, from: from, until: until))
          for name in names where Bool.random(using: &random) {
            door.put(participant(name, Participant.State.allCases.randomElement(using: &random) ?? .admitted), in: GrantID(id))
          }
        }
      }
      if Int.random(in: 0..<5, using: &random) == 0 {
        door.closure = HubDoor.Closure(because: "closed", by: "wren", since: noon)
      }
      if Int.random(in: 0..<5, using: &random) == 0 { door.shutOut["ada"] = "out" }
      let rules = DoorQuestion.Rules.allCases.randomElement(using: &random) ?? .no
      let name = names.randomElement(using: &random) ?? "ada"
      let question = DoorQuestion(.login, name, rules: rules, codeDigest: "code-\(Int.random(in: 1...5, using: &random))")
      guard case .answer(let decision) = door.step(question, at: noon) else {
        #expect(door.closure == nil && rules == .no && door.right(of: name, at: noon) == nil)
        continue
      }
      guard decision.isYes else { continue }
      #expect(door.closure == nil && door.shutOut[name] == nil && rules != .blocked)
      if rules == .yes { continue }
      let right = try #require(door.right(of: name, at: noon))
      #expect(decision.until == right.end && right.end > noon && right.from <= noon)
    }
  }
}
