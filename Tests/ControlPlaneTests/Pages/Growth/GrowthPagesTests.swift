import Basics
import Fleet
import Foundation
import Operations
import Testing

@testable import ControlPlane

@Suite struct GrowthPagesTests {
  let pages: Pages
  let gallery: GrowthGallery

  init() throws {
    pages = try PagesExample.pages.get()
    gallery = GrowthGallery(frame: try PagesExample().frame)
  }

  @Test("the first line of growth says which slots are open, and what the phase has left")
  func firstLine() {
    #expect(gallery.growth.answer == "3 basic and 1 research slots are open now; the phase “Alpha” has 5 of 8 left")
    #expect(gallery.growth.tone == .good)
    #expect(gallery.bare.answer == "3 basic and 1 research slots are open now; no phases are declared")
    var page = gallery.growth
    page.growth.slots = nil
    #expect(
      page.answer == "How many slots are open is not known: no team is declared; the phase “Alpha” has 5 of 8 left")
    #expect(page.tone == .quiet)
  }

  @Test("where no slot is open, the first line says when the next ones are")
  func noSlots() {
    var page = gallery.growth
    page.growth.phase = nil
    page.growth.slots?.horizons[0].kinds = [GrowthExample.kind("basic", 0, team: 0, phase: 0, median: 0, 0, 0, "work")]
    page.growth.slots?.horizons[1].kinds = [GrowthExample.kind("basic", 1, team: 1, phase: 1, median: 2, 0, 3, "work")]
    #expect(page.answer == "No slot is open now; 1 basic in one month; no phases are declared")
    #expect(page.tone == .busy)
    page.growth.slots?.horizons.removeLast(2)
    #expect(page.answer == "No slot is open now, nor in three months; no phases are declared")
  }

  @Test("a published number leads to what bounds it: the phase, or the load of the team")
  func numbersLink() {
    let html = pages.growth(gallery.growth)
    #expect(html.contains("<a class=\"figure\" href=\"/growth#phase\">3</a>"))
    #expect(html.contains("<a class=\"figure\" href=\"/growth/capacity#load\">1</a>"))
    #expect(html.contains("the team: 9; half of the cases 14, 6 to 22"))
    #expect(html.contains("limit: nobody else knows dask"))
    #expect(html.contains("holds with 85 %"))
    for path in ["/growth/report", "/growth/report.md", "/growth/report.pdf", "/growth/runway", "/growth/pipeline"] {
      #expect(html.contains("href=\"\(path)\""), "\(path)")
    }
  }

  @Test("a phase is told with its day, and with who came where anybody did")
  func phase() {
    let html = pages.growth(gallery.growth)
    #expect(html.contains("open since 30 Sep 2026, by Wren Lagoon"))
    #expect(html.contains("<th scope=\"col\">By</th>"))
    var page = gallery.growth
    if var phase = page.growth.phase {
      for index in phase.slots.indices { phase.slots[index].names = [] }
      phase.newCommunities.names = []
      page.growth.phase = phase
    }
    #expect(!pages.growth(page).contains("<th scope=\"col\">By</th>"))
  }

  @Test("what is not measured or answered is shown as not met, with its reason, and does not count as holding")
  func notMeasured() {
    let html = pages.growth(gallery.growth)
    #expect(html.contains("not measured, so not met"))
    #expect(html.contains("not answered, so not met"))
    #expect(html.contains("No alerts are recorded: alerts come with the next issue."))
    #expect(html.contains("0 of 3 hold"))
    #expect(html.contains("3 items of 5 do not hold. All must have held for 14 days."))
    let gate = pages.gate(gallery.gate(GrowthExample.unmeasured))
    #expect(gate.contains("Not measured yet, so not met"))
    #expect(gate.contains("Nothing is on record for it yet."))
    #expect(html.contains("not measured</span> <span class=\"detail\">No cluster tells its quota."))
  }

  @Test("a gate shows what was measured, what changes it, and links to the events behind it")
  func gate() {
    let html = pages.gate(gallery.gate(GrowthExample.failing))
    #expect(html.contains("Does not hold: 7 of 9 rollouts (78 %)"))
    #expect(html.contains("<a href=\"/rollouts/11\">Rollout 11 failed in 1 of 3 lanes: bluelamp-staging</a>"))
    #expect(html.contains("13 rollouts in a row that succeed"))
    #expect(!html.contains("answer-form"))
  }

  @Test("only who keeps the growth plan gets the form that answers a question")
  func question() {
    let html = pages.gate(gallery.gate(GrowthExample.question))
    #expect(html.contains("method=\"post\" action=\"/growth/gates/restore-drill/answer\""))
    #expect(html.contains("name=\"csrf\" value=\"token-of-the-form\""))
    let onlooker = gallery.all(pages).first { $0.name == "gate-onlooker" }?.html ?? ""
    #expect(!onlooker.contains("answer-form"))
    #expect(onlooker.contains("Someone of the team answers it here."))
    let answered = pages.gate(gallery.gate(GrowthExample.answered))
    #expect(answered.contains("<b>Yes</b>: <a href=\"https://alpha.example/invoices/2026-10\""))
    #expect(answered.contains("Xenia Ledger, 3 Nov 2026"))
  }

  @Test(
    "an empty page names the key of fleet.yaml that fills it, with an example",
    arguments: [
      ("growth-empty", ["<code>team:</code>", "<code>phases:</code>", "\n phases:"]), ("capacity-empty", ["<code>team:</code>"]),
      ("runway-empty", ["<code>money:</code>", "cash: {amount"]),
      ("pipeline-empty", ["<code>pipeline:</code>", "stage: prospect"]),
      ("growth-bare", ["<code>phases:</code>", "<code>money:</code>", "<code>pipeline:</code>"]),
      ("reviews-empty", ["<code>review_by: 2027-03-01</code>"]),
    ])
  func empty(name: String, parts: [String]) throws {
    let html = try #require(gallery.all(pages).first { $0.name == name }?.html)
    for part in parts { #expect(html.contains(part.replacing("\n ", with: "\n")), "\(name): \(part)") }
  }

  @Test("the example of an empty page is one that Atoll reads", arguments: ["growth-empty", "runway-empty", "pipeline-empty"])
  func examples(name: String) throws {
    let html = try #require(gallery.all(pages).first { $0.name == name }?.html)
    let example = try #require(html.components(separatedBy: "<pre>").dropFirst().first?.components(separatedBy: "</pre>").first)
    let text = example.replacing("&#32;", with: " ").replacing("&quot;", with: "\"")
    let loaded = FleetLoader.load(FleetSource(texts: ["fleet.yaml": "name: Alpha\n\(text)\n"]))
    #expect(loaded.findings.filter { $0.severity == .error } == [])
    #expect(loaded.fleet != nil)
  }

  @Test("every page of growth marks its place in both rows of navigation")
  func navigation() {
    for (name, html) in gallery.all(pages) where name != "open-phase" {
      #expect(html.contains("<a href=\"/growth\" aria-current=\"page\">Growth</a>"), "\(name)")
      #expect(html.components(separatedBy: "aria-current=\"page\"").count == 3, "\(name)")
    }
  }

  @Test("the first line of capacity says what is asked for, of how much, and what is free or too much")
  func capacity() {
    #expect(
      gallery.capacity.answer
        == "69 of the 76 changes and incidents a quarter that 4 people can do within the promise are asked for; 7.6 are free")
    var page = gallery.capacity
    page.capacity.slots?.load.free = -12
    #expect(page.answer.hasSuffix("12 too many"))
    #expect(page.tone == .bad)
    #expect(pages.capacity(page).contains("Too many"))
    page.capacity.slots?.load.turnaroundDays = nil
    #expect(pages.capacity(page).contains("At this load the work cannot be done"))
  }

  @Test("the bar of the load fills what is possible, and its table says the same")
  func loadBar() {
    let bar = LoadBar(GrowthExample.load)
    #expect(abs(bar.segments.reduce(0) { $0 + $1.width } - 1000) < 1)
    #expect(bar.mark == "780.0")
    #expect(bar.segments.map(\.style) == ["hubs", "platform", "rework", "reserved", "free", "kept"])
    var load = GrowthExample.load
    load.possible = 0
    for segment in LoadBar(load).segments { #expect(segment.x.isFinite && segment.width <= 1000) }
    let html = pages.capacity(gallery.capacity)
    #expect(html.contains("<a href=\"/rollouts\">8.4</a>"))
    #expect(html.contains("href=\"/hubs/openreef#effort\""))
    #expect(html.contains("<a href=\"/rollouts\">2 of 9 rollouts failed</a>"))
    #expect(html.contains("for the pipeline, by its chances"))
    #expect(html.contains("<th scope=\"row\">23 Nov</th>"))
  }

  @Test("work by week sums the rows it leaves out, so that nothing is missing")
  func work() throws {
    let html = pages.capacity(gallery.capacity)
    #expect(html.contains("3 more"))
    #expect(html.contains("the fleet’s own"))
    #expect(WorkTable([]).fields == nil)
  }

  @Test("the runway is told with its chance, each month opens into its lines, and 60 stands for 60 or more")
  func runway() {
    #expect(gallery.runway.answer == "The money lasts 16.2 months with 85 %: ideal")
    let html = pages.runway(gallery.runway)
    #expect(html.contains("<details class=\"month\" id=\"month-2026-12\"><summary><b>Dec 2026</b>"))
    #expect(html.contains("agreement until 2027-06-30, renewed with 85 %"))
    #expect(html.contains("aria-current=\"true\""))
    #expect(html.contains("24 months: 24 %"))
    #expect(html.contains("−50,000"))
    #expect(Words.runway(60) == "60 or more months")
    #expect(html.contains("<a href=\"/communities/whelk\">whelk</a>"))
  }

  @Test("a wish outside the catalogue is told with what is offered instead")
  func pipeline() {
    let html = pages.pipeline(gallery.pipeline)
    #expect(html.contains("dask is not offered; instead: a research hub, which has it"))
    #expect(html.contains("binderhub is not offered</span>"))
    #expect(html.contains("overbooking: under 1 %"))
    #expect(html.contains("room not known"))
    #expect(
      gallery.pipeline.answer
        == "4 leads; about 3.3 hubs are expected in three months; more research hubs than slots with 14 % in three months")
  }

  @Test("a difference of less than a tenth of a working day is none")
  func smallDifferences() {
    var page = gallery.whatIf
    page.whatIf?.cases[0].doneWithin = [1, 4, 8]
    page.whatIf?.cases[1].doneWithin = [1, 4.08, 8]
    #expect(!pages.whatIf(page).contains("+0.08"))
    page.whatIf?.cases[1].doneWithin = [1, 4.12, 8]
    #expect(pages.whatIf(page).contains("+0.12"))
  }

  @Test("reviews show who uses a feature, what it asks for, and what was decided before")
  func reviews() {
    let html = pages.reviews(gallery.reviews)
    #expect(html.contains("1 review is overdue: Dask Gateway"))
    #expect(html.contains("30 hours a quarter with it; the same hubs, as declared but without it: 19.6 (1.5 times as many)"))
    #expect(html.contains("<b>keep</b>: only one hub used it"))
    #expect(html.contains("method=\"post\" action=\"/growth/reviews/dask\""))
    #expect(html.contains("Choose promote, keep or retire"))
  }

  @Test("after an outcome, a review says which keys of the folder are to follow it, until they do")
  func followUp() {
    func text(_ outcome: String, next: String?, due: String?) -> String {
      var page = gallery.reviews
      page.reviews[0].due = due
      page.reviews[0].last = .init(outcome: outcome, because: "it is used", on: "2026-11-20", by: "Wren Lagoon", next: next)
      return pages.reviews(page)
    }
    let promoted = text("promote", next: "2027-06-01", due: "2026-11-01")
    #expect(
      promoted.contains(
        "<code>stage: beta</code>, <code>review_by: 2027-06-01</code>, in <code>features/dask.yaml</code>"))
    #expect(text("keep", next: "2027-06-01", due: "2026-11-01").contains("<dd><code>review_by: 2027-06-01</code>, in"))
    #expect(
      text("retire", next: nil, due: "2026-11-01").contains("<code>stage: retired</code>, no <code>review_by</code>, in"))
    #expect(!text("promote", next: "2027-06-01", due: "2027-06-01").contains("To write"))
    #expect(!text("retire", next: nil, due: nil).contains("To write"))
  }

  @Test("opening a phase early asks first, and names the gates that are not met")
  func openPhase() {
    let html = pages.confirmation(gallery.confirmation)
    #expect(html.contains("3 items of its gates are not met"))
    #expect(html.contains("not answered, so not met: Did we restore"))
    #expect(html.contains("name=\"phase\" value=\"Beta\""))
    #expect(!pages.growth(gallery.opening).contains("open-phase"))
  }

  @Test("the tone of the runway follows the bands that are declared")
  func runwayTone() {
    func tone(_ months: Double, _ bands: [Double]) -> Tone {
      var runway = GrowthExample.runway
      runway.months = months
      runway.bands = bands.map { .init(months: $0, advice: "do", isCurrent: false) }
      return RunwayPage(frame: gallery.frame, runway: runway).tone
    }
    let usual = [24.0, 18, 15, 12, 9, 3]
    #expect([30, 15, 14, 9, 8, 2].map { tone($0, usual) } == [.good, .good, .busy, .busy, .bad, .bad])
    #expect([40, 36, 20, 12, 5].map { tone($0, [36, 24, 12, 6]) } == [.good, .good, .busy, .busy, .bad])
    #expect([8, 4].map { tone($0, [6]) } == [.good, .bad] && tone(8, []) == .quiet)
  }
}
