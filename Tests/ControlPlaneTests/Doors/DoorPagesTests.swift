import Access
import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import ControlPlane

@Suite("What people do on the pages of doors", .timeLimit(.minutes(5)))
struct DoorPagesTests {
  /// A server that follows the example, and a steward's browser.
  private func run(_ test: @Sendable (TestServer, Browser) async throws -> Void) async throws {
    try await TestServer.run { server async throws in
      try await server.follow(PermissionsExample.folder)
      try await server.parts.doors.start()
      try await test(server, Browser(server: server, headers: try await server.session(named: "stella")))
    }
  }

  /// Somebody who is signed in by a browser.
  struct Browser: Sendable {
    let server: TestServer
    let headers: HTTPFields

    func get(_ path: String) async throws -> TestResponse { try await server.get(path, headers + [.accept: "text/html"]) }

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> TestResponse {
      let all = fields + [("csrf", headers[.csrfToken] ?? "")]
      let body = all.map { "\(Paths.encoded($0.0))=\(Paths.encoded($0.1))" }.joined(separator: "&")
      let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .accept: "text/html"]
      return try await server.post(path, headers + form, text: body)
    }

    /// The moment that a form sends, so many seconds from now.
    func moment(_ seconds: Double) -> String { FormMoment.written(Timestamp(seconds: server.clock.now + seconds)) }

    /// Makes a workshop and gives the address of its page.
    func workshop(_ more: [(String, String)] = []) async throws -> String {
      let fields = [("name", "Coral workshop"), ("until", moment(7200)), ("seats", "9"), ("because", "reefs")]
      let answer = try await post("/hubs/coral/door/workshops", fields + more)
      #expect(answer.status == .seeOther, "\(answer.text)")
      return answer.headers[.location] ?? ""
    }
  }

  private static func link(in html: String) -> String? {
    html.firstMatch(of: /value="([^"]+\/hub\/join\/[^"]+)"/).map { String($0.1) }
  }

  @Test("the join link of a new workshop is shown once, to the browser that made it, and in no address, list or change")
  func once() async throws {
    try await run { server, browser async throws in
      let path = try await browser.workshop()
      #expect(path == "/hubs/coral/grants/1")
      let other = Browser(server: server, headers: try await server.session(named: "stella"))
      #expect(Self.link(in: try await other.get(path).text) == nil, "another browser of the same person")
      let first = try await browser.get(path).text
      let link = try #require(Self.link(in: first))
      #expect(Self.link(in: try await browser.get(path).text) == nil, "a second time")
      let code = try #require(link.split(separator: "/").last)
      let digest = server.parts.doors.keys.digest(ofCode: String(code), at: "coral")
      let decision = try await server.parts.doors.decide(
        DoorQuestion(.login, "ada", rules: .no, codeDigest: digest), at: "coral")
      #expect(decision.isYes)
      for address in ["/doors", "/doors.csv", "/hubs/coral/door", "/changes", "/hubs/coral"] {
        #expect(!(try await browser.get(address).text.contains(code)), "\(address)")
      }
      #expect(try await browser.post("\(path)/link").headers[.location] == path)
      let second = try #require(Self.link(in: try await browser.get(path).text))
      #expect(second != link)
      _ = try await browser.post("\(path)/link")
      server.clock.now += JoinLinksOnce.patience
      #expect(Self.link(in: try await browser.get(path).text) == nil, "nobody came for it")
    }
  }

  @Test("a workshop is extended and ended early with a reason each, after a question")
  func extendAndEnd() async throws {
    try await run { server, browser async throws in
      let path = try await browser.workshop()
      let until = browser.moment(10_800)
      #expect(try await browser.post("\(path)/extend", [("until", until)]).status == .unprocessableContent)
      #expect(try await browser.post("\(path)/extend", [("until", until), ("because", "more reefs")]).status == .seeOther)
      #expect(try await server.parts.store.grant(GrantID(1))?.until == FormMoment.read(until))
      let before = try await browser.post("\(path)/extend", [("until", "2020-01-01T00:00"), ("because", "x")])
      #expect(before.status == .unprocessableContent && before.text.contains("It would end before it begins"))
      let question = try await browser.get("\(path)/end").text
      #expect(question.contains("End Coral workshop now?") && question.contains("The join link lets nobody in any more"))
      #expect(try await browser.post("\(path)/end").status == .unprocessableContent)
      #expect(try await browser.post("\(path)/end", [("why", "rain")]).status == .seeOther)
      #expect(try await browser.get(path).text.contains("Coral workshop is over, ended early by stella: 0 people came"))
      #expect(try await browser.get("/changes").text.contains("rain"))
    }
  }

  @Test("somebody who joined is let in, taken off and let back by one click each")
  func participants() async throws {
    try await run { server, browser async throws in
      let path = try await browser.workshop([("approval", "yes")])
      let link = try #require(Self.link(in: try await browser.get(path).text))
      let digest = server.parts.doors.keys.digest(ofCode: String(link.split(separator: "/").last ?? ""), at: "coral")
      _ = try await server.parts.doors.decide(DoorQuestion(.login, "ada", rules: .no, codeDigest: digest), at: "coral")
      for (state, word) in [("admitted", "in"), ("removed", "taken off"), ("admitted", "in")] {
        let answer = try await browser.post("\(path)/participants", [("person", "ada"), ("state", state)])
        #expect(answer.status == .seeOther)
        #expect(try await browser.get(path).text.contains("</i>\(word)</span>"))
      }
      #expect(try await browser.post("\(path)/participants", [("person", "ada")]).status == .unprocessableContent)
    }
  }

  @Test("a person is let in; what is wrong is said beside the field and what was typed stays")
  func letIn() async throws {
    try await run { server, browser async throws in
      let path = "/hubs/coral/door/grants"
      let wrong = try await browser.post(path, [("person", "Eve"), ("until", "soon")])
      #expect(wrong.status == .unprocessableContent)
      #expect(wrong.text.contains("value=\"Eve\"") && wrong.text.contains("Give a day and a time"))
      let past = try await browser.post(path, [("person", "eve"), ("until", "2020-01-01T00:00"), ("because", "x")])
      #expect(past.status == .unprocessableContent && past.text.contains("It would end before it begins"))
      let fields = [("person", "Eve"), ("until", browser.moment(60)), ("because", "a visit")]
      #expect(try await browser.post(path, fields).headers[.location] == "/hubs/coral/door#grants")
      #expect(try await browser.get("/doors").text.contains("<a href=\"/hubs/coral/grants/1\">eve</a> until"))
      #expect(try await browser.get("/hubs/coral").text.contains("<a href=\"/hubs/coral/grants/1\">eve</a> until"))
      #expect(try await browser.get("/communities/reefers").text.contains("<a href=\"/hubs/coral/grants/1\">eve</a> until"))
    }
  }

  @Test("a door is closed and opened again after a question, each with a reason that stands in the changes")
  func closing() async throws {
    try await run { _, browser async throws in
      #expect(try await browser.get("/hubs/coral/door/close").text.contains("Close the door of Coral?"))
      #expect(try await browser.post("/hubs/coral/door/close").status == .unprocessableContent)
      #expect(try await browser.post("/hubs/coral/door/close", [("why", "coins are mined")]).status == .seeOther)
      let closed = try await browser.get("/hubs/coral/door").text
      #expect(closed.contains("coral is closed to all but its admins: coins are mined") && closed.contains("by stella"))
      #expect(try await browser.post("/hubs/coral/door/open", [("why", "the miner is gone")]).status == .seeOther)
      #expect(try await browser.get("/hubs/coral/door").text.contains("</i>open</span> as declared"))
      let changes = try await browser.get("/changes").text
      #expect(changes.contains("coins are mined") && changes.contains("the miner is gone"))
    }
  }

  @Test("people who would not be admitted today are sent out, or taken off the list, after a question")
  func sendOut() async throws {
    try await run { server, browser async throws in
      server.parts.doors.memory.change("coral") { $0.people = ["kim", "eve", "adam"] }
      let door = try await browser.get("/hubs/coral/door").text
      #expect(door.contains("value=\"eve\"") && !door.contains("value=\"kim\""))
      let nobody = try await browser.get("/hubs/coral/door/send-out?extent=leave")
      #expect(nobody.status == .ok && nobody.text.contains("Tick whom you mean"))
      let question = try await browser.get("/hubs/coral/door/send-out?person=eve&person=adam&extent=forget").text
      #expect(question.contains("Remove 2 people from the list of Coral?") && question.contains("Homes stay"))
      let fields = [("person[]", "eve"), ("person[]", "adam"), ("extent", "forget")]
      #expect(try await browser.post("/hubs/coral/door/send-out", fields).status == .unprocessableContent)
      #expect(try await browser.post("/hubs/coral/door/send-out", fields + [("why", "left")]).status == .seeOther)
      let departures = try await server.parts.store.departures(from: "coral", after: 0)
      #expect(departures.map(\.name) == ["eve", "adam"])
      #expect(departures.allSatisfy { $0.extent == .forget && $0.because == "left" })
    }
  }

  @Test("somebody is shut out with a reason, and let back")
  func shutOut() async throws {
    try await run { server, browser async throws in
      #expect(try await browser.post("/hubs/coral/door/shut-out", [("person", "Eve")]).status == .unprocessableContent)
      let fields = [("person", "Eve"), ("because", "mined coins")]
      #expect(try await browser.post("/hubs/coral/door/shut-out", fields).status == .seeOther)
      #expect(try await browser.get("/hubs/coral/door").text.contains("mined coins"))
      #expect(try await browser.post("/hubs/coral/door/let-back", [("person", "eve")]).status == .seeOther)
      #expect(try await server.parts.store.shutOuts(of: "coral").isEmpty)
    }
  }

  @Test("a representative does all of it for their own hub, but opening a door that the team closed")
  func representative() async throws {
    try await run { server, browser async throws in
      let rita = Browser(server: server, headers: try await server.session(named: "rita"))
      #expect(Self.link(in: try await rita.get(try await rita.workshop()).text) != nil)
      _ = try await browser.post("/hubs/coral/door/close", [("why", "coins are mined")])
      let door = try await rita.get("/hubs/coral/door").text
      #expect(!door.contains("/door/open\"") && door.contains("id=\"make-workshop\""))
      #expect(try await rita.post("/hubs/coral/door/open", [("why", "please")]).status == .forbidden)
      let viewer = Browser(server: server, headers: try await server.session(named: "vic"))
      #expect(!(try await viewer.get("/hubs/coral/door").text.contains("id=\"make-workshop\"")))
      #expect(!(try await viewer.get("/hubs/coral/grants/1").text.contains("id=\"extend\"")))
    }
  }

  @Test("a form without its token does nothing")
  func token() async throws {
    try await run { server, browser async throws in
      let answer = try await server.post(
        "/hubs/coral/door/close", browser.headers + [.contentType: "application/x-www-form-urlencoded"], text: "why=x&csrf=guess")
      #expect(answer.status == .forbidden)
      #expect(try await server.parts.store.closures().isEmpty)
    }
  }
}
