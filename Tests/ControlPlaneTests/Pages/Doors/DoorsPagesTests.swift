import Access
import Basics
import Operations
import Testing

@testable import ControlPlane

@Suite("Pages of doors") struct DoorsPagesTests {
  let pages: Pages
  let gallery: DoorsGallery
  var example: DoorsExample { gallery.example }

  init() throws {
    pages = try PagesExample.pages.get()
    gallery = DoorsGallery(try PagesExample())
  }

  @Test("the first line says how many doors let strangers in, and what is not as it was")
  func firstLine() {
    #expect(gallery.none.answer == "There is no hub, and so no door")
    #expect(gallery.none.tone == .quiet)
    let page = gallery.doors
    #expect(page.answer.contains("; closed: limpet"))
    #expect(page.answer.hasSuffix("2 grants are open"))
    #expect(page.tone == .busy)
    let alarming = gallery.alarming
    #expect(alarming.answer.contains("a stranger got in at openreef; wider than a week ago: openreef"))
    #expect(alarming.tone == .bad)
  }

  @Test("a row says who may enter, the line that decided, what is open and until when, and how a stranger was received")
  func row() throws {
    let html = pages.doors(DoorsPage(frame: example.frame, doors: [try #require(example.standing())]))
    #expect(html.contains("<a href=\"/hubs/openreef/door\">openreef</a>"))
    #expect(html.contains("<code class=\"place\">hubs/openreef.yaml:"))
    #expect(html.contains("<a href=\"/hubs/openreef/grants/4\">Coral workshop</a> until <time"))
    #expect(html.contains(", by ines</span>"))
    #expect(html.contains("<a href=\"/hubs/openreef/grants/5\">Dive week</a> from <time"))
    #expect(html.contains("refused</span> <time"))
    let alarming = pages.doors(gallery.alarming)
    #expect(alarming.contains("a made-up name was let in") && alarming.contains("2 more"))
    #expect(alarming.contains("<span class=\"flag\">closed</span>") && alarming.contains("a week ago: nobody"))
  }

  @Test("an uncertain door has a question mark, and is found by what it is with")
  func uncertain() {
    var doors = example.standings
    doors[0].door.isCertain = false
    let page = DoorsPage(frame: example.frame, doors: doors, filter: DoorsFilter(matter: .uncertain))
    #expect(page.found.map(\.door.hub) == [doors[0].door.hub])
    #expect(pages.doors(page).contains("\(doors[0].door.audience.shortTitle)?"))
  }

  @Test("the form asks for community, cluster, audience, what a door is with, and text; its address asks for the same")
  func filter() throws {
    func found(_ filter: DoorsFilter) -> [DoorStanding] {
      DoorsPage(frame: example.frame, doors: example.standings, filter: filter).found
    }
    let all = found(DoorsFilter())
    let reef = try #require(example.standing()).door
    #expect(found(DoorsFilter(community: reef.community)) == all.filter { $0.door.community == reef.community })
    #expect(found(DoorsFilter(cluster: reef.cluster)) == all.filter { $0.door.cluster == reef.cluster })
    #expect(found(DoorsFilter(audience: reef.audience)) == all.filter { $0.door.audience == reef.audience })
    #expect(found(DoorsFilter(matter: .timed)).map(\.door.hub) == ["openreef"])
    #expect(found(DoorsFilter(matter: .closed)).map(\.door.hub) == ["limpet"])
    #expect(found(DoorsFilter(text: "LIMPET")).contains { $0.door.hub == "limpet" })
    #expect(found(DoorsFilter(text: "zebra")).isEmpty)
    let wanted = DoorsFilter(
      text: "a", community: "b", cluster: "c", audience: .teams, matter: .wider, page: 3)
    let parameters = wanted.parameters(page: 3)
    #expect(DoorsFilter { name in parameters.first { $0.0 == name }?.1 } == wanted)
    #expect(DoorsFilter { _ in "nonsense" }.audience == nil)
  }

  @Test("a long list is cut into parts; the table to be saved has all that the form asks for")
  func long() {
    let page = gallery.many
    let html = pages.doors(page)
    #expect(html.components(separatedBy: "<tr id=\"door-").count - 1 == DoorsPage.shown)
    #expect(html.contains("rel=\"next\" href=\"/doors?page=3\""))
    let lines = gallery.doors.csv.split(separator: "\r\n")
    #expect(lines.count == example.standings.count + 1)
    #expect(lines[0].hasPrefix("hub,community,cluster,audience,certain,"))
    #expect(lines.contains { $0.hasPrefix("limpet,") && $0.contains(",the course is over,") })
  }

  @Test("empty states say what to do")
  func empty() {
    #expect(pages.doors(gallery.none).contains("atoll deploy"))
    #expect(pages.doors(gallery.noneFound).contains("No door is like that"))
    let quiet = pages.door(example.quietDoor())
    for sentence in [
      "The hub has not told its user list yet", "Nobody beyond the rules", "The hub has not asked about anybody yet",
    ] {
      #expect(quiet.contains(sentence))
    }
    #expect(!quiet.contains("<form method=\"post\" action=\"/hubs"), "who may look only is offered nothing")
  }

  @Test("a door names its rules with their lines, what is open, who is shut out, and who would not be admitted today")
  func door() {
    let page = example.door()
    #expect(page.answer.hasSuffix(" may enter openreef; 2 grants are open, 1 to come"))
    let html = pages.door(page)
    #expect(html.contains("<code class=\"place\">hubs/openreef.yaml:"))
    #expect(html.contains("1 grant over") && html.contains("Kelp day") && html.contains("ended early"))
    #expect(html.contains("mined coins") && html.contains("action=\"/hubs/openreef/door/let-back\""))
    #expect(html.contains("name=\"person\" value=\"adam\"") && html.contains("only a login can tell for certain"))
    #expect(html.contains("<a href=\"/hubs/openreef/door?person=ada#answers\">ada</a>"))
    #expect(html.contains("In UTC") || html.contains("in UTC"))
    #expect(html.contains("href=\"/hubs/openreef/door/close\"") && !html.contains("href=\"/hubs/openreef/door/open\""))
  }

  @Test("a closed door says since when, by whom and why, and what was typed stays in its forms")
  func closed() {
    let page = example.closedDoor()
    #expect(page.answer == "openreef is closed to all but its admins: a stranger got in")
    #expect(page.tone == .bad)
    let html = pages.door(page)
    #expect(html.contains("href=\"/hubs/openreef/door/open\"") && !html.contains("href=\"/hubs/openreef/door/close\""))
    for problem in [
      "Name it as people know it", "Give a day and a time such as 2026-12-01T18:00", "Give a number of people, from 1 on",
      "Give days from 0 to 3650, or leave it empty", "Say whom, by the name that the hub knows them by",
      "It would be over already.",
    ] {
      #expect(html.contains(problem), "\(problem)")
    }
    #expect(html.contains("name=\"until\" value=\"y\""))
  }

  @Test("a workshop's first line says how long it lasts, its seats, and who waits")
  func grant() {
    #expect(
      example.grant().answer
        == "Coral workshop is open for 2 h 5 min more: 3 of 30 seats are taken, 1 waits to be let in; "
        + "openreef cannot take it as it is: 1 thing to do")
    #expect(example.grant(example.coming).answer == "Dive week begins in 2 d 4 h; openreef cannot take it as it is: 1 thing to do")
    #expect(example.grant(example.past).answer == "Kelp day is over, ended early by wren: 1 person came")
    #expect(example.grant(example.visit).answer == "eve may enter openreef for 1 d more")
    #expect(example.grant(example.past).tone == .quiet)
  }

  @Test("who waits stands first; each has the buttons that fit; nobody who may only look has any")
  func participants() throws {
    let html = pages.grant(example.grant())
    let order = ["ben", "ada", "cy"].compactMap { html.range(of: "id=\"participant-\($0)\"")?.lowerBound }
    #expect(order.count == 3 && order == order.sorted())
    for label in ["Let in", "Take off", "Let back"] { #expect(html.contains(">\(label)</button>"), "\(label)") }
    #expect(html.contains("2.5 hours"))
    #expect(html.contains("Declare its nodes.") && html.contains("Raise limits.servers."))
    for page in [example.grant(mayChange: false), example.grant(example.past)] {
      let html = pages.grant(page)
      #expect(!html.contains("<button name=\"state\"") && !html.contains("id=\"extend-it\"") && !html.contains("id=\"new-link\""))
    }
  }

  @Test("the join link is on the page only where it was just made, with words for an invitation")
  func link() {
    let html = pages.grant(gallery.link)
    #expect(html.contains("value=\"http://openreef.localhost:8000/hub/join/abcd-efgh-jkmn\" readonly"))
    #expect(html.contains("You are invited to Coral workshop on Open Reef"))
    #expect(html.contains("data-copy=\"join-link\"") && html.contains(" UTC"))
    #expect(!pages.grant(example.grant()).contains("/hub/join/"))
  }

  @Test("an end is offered an hour later for a workshop and a day later for a person")
  func proposed() {
    let workshop = example.grant()
    #expect(workshop.proposedEnd.seconds == workshop.grant.until + 3600)
    let visit = example.grant(example.visit)
    #expect(visit.proposedEnd.seconds == visit.grant.until + 86_400)
    #expect(pages.grant(workshop).contains("value=\"\(FormMoment.written(workshop.proposedEnd))\""))
  }

  @Test("a hub's and a community's page say who may enter now and which workshop comes next")
  func lines() throws {
    let door = try #require(example.standing())
    let fields = pages.door(example.door())
    #expect(!fields.isEmpty)
    let hub = pages.hub(try PagesGallery().hub(awake: true))
    #expect(hub.contains("id=\"door\"") && hub.contains("/door\">Its door</a>"))
    let community = pages.community(try PagesGallery().community())
    #expect(community.contains("id=\"doors\""))
    #expect(door.nextWorkshop?.title == "Dive week")
  }
}

@Suite("Forms of doors") struct DoorFormsTests {
  @Test("moments are read as UTC; with an offset they are taken as they are; anything else is none")
  func moments() {
    #expect(FormMoment.read("2026-12-01T18:00")?.iso8601 == "2026-12-01T18:00:00Z")
    #expect(FormMoment.read("2026-12-01T18:00:30")?.iso8601 == "2026-12-01T18:00:30Z")
    #expect(FormMoment.read("2026-12-01T18:00+01:00")?.iso8601 == "2026-12-01T17:00:00Z")
    #expect(FormMoment.read("2026-12-01")?.iso8601 == "2026-12-01T00:00:00Z")
    for text in ["", "soon", "2026-13-01T00:00", "2026-12-01T25:00"] { #expect(FormMoment.read(text) == nil, "\(text)") }
    #expect(FormMoment.written(Timestamp(seconds: 1_795_403_000)) == "2026-11-23T03:03")
    #expect(FormMoment.words(1_795_403_000) == "2026-11-23 03:03 UTC")
  }

  @Test("a person is let in from now where no beginning is said")
  func letIn() {
    let form = LetInForm(person: " Eve ", from: "", until: "2026-12-01T18:00", because: "a\nvisit")
    let request = form.request
    #expect(request?.person == "Eve" && request?.from == nil && request?.until == "2026-12-01T18:00:00Z")
    #expect(request?.because == "a visit")
    #expect(Set(LetInForm(from: "x").problems.keys) == ["person", "from", "until", "because"])
  }

  @Test("a workshop's numbers may be left out but for its seats")
  func workshop() {
    var form = WorkshopForm(name: "Coral", until: "2026-12-01T18:00", seats: "30", because: "reefs")
    #expect(form.request?.seats == 30 && form.request?.needsApproval == false)
    #expect(form.request?.serversAtOnce == nil && form.request?.keepHomesDays == nil)
    form.approval = "yes"
    form.servers = "10"
    form.homes = "0"
    #expect(form.request?.needsApproval == true && form.request?.serversAtOnce == 10 && form.request?.keepHomesDays == 0)
    form.seats = "many"
    form.servers = "0"
    form.homes = "9999"
    #expect(Set(form.problems.keys) == ["seats", "servers", "homes"])
    #expect(form.request == nil)
  }

  @Test("another end needs a moment and a reason")
  func extend() {
    #expect(Set(ExtendForm().problems.keys) == ["until", "because"])
    #expect(ExtendForm(until: "2026-12-01T19:00", because: "more reefs").request?.until == "2026-12-01T19:00:00Z")
  }
}
