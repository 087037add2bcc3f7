import Basics
import Operations
import Testing

@testable import ControlPlane

@Suite struct GrowthFormsTests {
  @Test("a form that is filled in becomes what is recorded; one that is not says what is wrong beside the field")
  func gateForm() {
    let good = GateForm(answer: "no", evidence: " took \n 3 hours ", on: "2026-11-20", isSent: true)
    #expect(
      good.request(area: "infrastructure", question: "restore-drill", phase: "Beta")
        == GrowthRequests.Answer(
          phase: "Beta", area: "infrastructure", question: "restore-drill", yes: false, evidence: "took 3 hours",
          on: "2026-11-20"))
    let bad = GateForm(answer: "maybe", evidence: "  ", on: "2026-02-31")
    #expect(Set(bad.problems.keys) == ["answer", "evidence", "on"])
    #expect(bad.request(area: "a", question: "q", phase: "p") == nil)
  }

  @Test("hours are above 0 and at most a day, of a known class of work")
  func hours() {
    var form = HoursForm(person: "Wren Lagoon", hours: "1.5", workClass: "unplanned", hub: "", isSent: true)
    #expect(form.request == GrowthRequests.Hours(person: "Wren Lagoon", hours: 1.5, workClass: "unplanned"))
    for wrong in ["0", "-1", "25", "nan", "inf", "x", ""] {
      form.hours = wrong
      #expect(form.request == nil, "\(wrong)")
      #expect(form.problems["hours"] != nil, "\(wrong)")
    }
    form.hours = "2"
    form.workClass = "fun"
    #expect(Set(form.problems.keys) == ["workClass"])
  }

  @Test("a review needs an outcome and a reason; its next day may be left out")
  func review() {
    #expect(
      ReviewForm(outcome: "retire", because: "nobody uses it", next: "").request
        == GrowthRequests.Review(outcome: "retire", because: "nobody uses it"))
    #expect(Set(ReviewForm(next: "soon").problems.keys) == ["outcome", "because", "next"])
  }

  @Test("the fields of the what-if form make one case, and the address keeps the others")
  func whatIf() {
    let query = WhatIfQuery { name in
      switch name {
      case "case": ["turnaround=5", " "]
      case "engineer": ["2027-03-01"]
      case "kind": ["research"]
      case "hubs": ["2"]
      case "starts": ["2027-08-01"]
      case "failures": ["0.5"]
      default: [""]
      }
    }
    #expect(query.cases == ["turnaround=5"])
    #expect(query.addition.text == "engineer@2027-03-01,2*research@2027-08-01,failures*0.5")
    #expect(query.isForm)
    #expect(
      query.address
        == "/growth/what-if?case=turnaround%3D5&case=engineer%402027-03-01%2C2%2Aresearch%402027-08-01%2Cfailures%2A0.5")
    #expect(query.address(without: "turnaround=5") == "/growth/what-if")
    #expect(!WhatIfQuery { $0 == "kind" ? ["basic"] : [] }.isForm)
  }

  @Test(
    "what cannot be computed is said, and what was typed stays in the form",
    arguments: [
      WhatIfQuery.Addition(engineer: "March"), .init(hubs: "5"), .init(hubs: "0", starts: "2027-08-01"), .init(failures: "-1"),
      .init(turnaround: "0"), .init(turnaround: "nan"),
    ])
  func wrong(addition: WhatIfQuery.Addition) throws {
    #expect(addition.problem != nil)
    #expect(addition.text == nil)
    let page = WhatIfPage(frame: try PagesExample().frame, whatIf: nil, query: WhatIfQuery(addition: addition))
    let html = try PagesExample.pages.get().whatIf(page)
    #expect(html.contains("id=\"what-if-problem\""))
    if let typed = addition.engineer ?? addition.hubs { #expect(html.contains("value=\"\(typed)\"")) }
  }

  @Test("what if shows each case beside what is, with its difference, good or bad")
  func sideBySide() throws {
    let gallery = GrowthGallery(frame: try PagesExample().frame)
    let html = try PagesExample.pages.get().whatIf(gallery.whatIf)
    #expect(gallery.whatIf.answer == "One engineer from 2027-03-01: +3 basic, +3 research in three months")
    #expect(html.contains(">6 <b class=\"good-text\">+3</b>"))
    #expect(html.contains(">1 <b class=\"bad-text\">−2</b>"))
    #expect(html.contains(">2.9 <b class=\"good-text\">−1.2</b>"))
    #expect(html.contains(">13.1 <b class=\"bad-text\">−3.1</b>"))
    #expect(html.contains("cannot be done"))
    #expect(html.contains("none within a year"))
    #expect(html.contains("href=\"/growth/what-if?case=engineer%402027-03-01\">remove</a>"))
  }

  @Test(
    "numbers have as many digits as they mean",
    arguments: [
      (0, "0"), (0.004, "0"), (0.42, "0.42"), (0.996, "1"), (3.44, "3.4"), (7, "7"), (-0.25, "−0.25"), (19.96, "20"),
      (1240.4, "1,240"), (.infinity, "–"), (.nan, "–"), (0.05, "0.05"),
    ] as [(Double, String)])
  func decimals(value: Double, text: String) { #expect(Words.decimal(value) == text) }

  @Test("shares, signs, days and kinds in words")
  func words() {
    #expect(Words.percent(0.853) == "85 %")
    #expect(Words.percent(0.001) == "under 1 %")
    #expect(Words.percent(0.999) == "over 99 %")
    #expect(Words.percent(1) == "100 %")
    #expect(Words.signed(-2) == "−2")
    #expect(Words.signed(0.0) == "±0")
    #expect(Words.day("2027-03-01") == "1 Mar 2027")
    #expect(Words.day("2027-03") == "Mar 2027")
    #expect(Words.day("soon") == "soon")
    #expect(Words.byKind(["research": 1, "basic": 6, "experimental": 0]) == "6 basic and 1 research")
    #expect(Words.byKind(["basic": 0]) == nil)
    #expect(Words.addedByKind(["research": -1, "basic": 3]) == "+3 basic, −1 research")
    #expect(Words.amount(Money(nearest: -4166.67)) == "−4,167")
  }
}
