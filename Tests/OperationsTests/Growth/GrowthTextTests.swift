import Basics
import Foundation
import Operations
import Testing

@Suite("growth as people read it on a terminal")
struct GrowthTextTests {
  private let sample = GrowthSample()

  /// Spaces and breaks of lines are one space, so that a sentence is found wherever it is broken.
  private func flow(_ lines: [String]) -> String {
    lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
  }

  private func all(_ sample: GrowthSample) -> [[String]] {
    [
      GrowthText.growth(sample.growth), GrowthText.slots(sample.slots), GrowthText.capacity(sample.capacity),
      GrowthText.runway(sample.runway), GrowthText.pipeline(sample.pipeline), GrowthText.whatIf(sample.whatIf),
      GrowthText.reviews([sample.review]), GrowthText.hours(hours(sample)),
      sample.infrastructure.items.flatMap { GrowthText.gate($0, at: Timestamp(seconds: GrowthSample.now)) },
    ]
  }

  private func hours(_ sample: GrowthSample) -> [HoursAnswer] {
    [
      HoursAnswer(
        id: 1, person: sample.mark("ada"), day: "2027-02-24", hours: 2.5, workClass: "unplanned", hub: sample.mark("openreef"),
        note: sample.mark("looked for the lost volume"), by: sample.mark("grace")),
      HoursAnswer(
        id: 2, person: "ada", day: "2027-02-25", hours: 4, workClass: "development project", hub: nil, note: "", by: "ada"),
    ]
  }

  @Test("no line is wider than a terminal, or ends with white space, however long the names are")
  func width() {
    var random = SeededRandom(seed: 20_270_301)
    for round in 0..<40 {
      var sample = GrowthSample()
      let long = (0..<Int.random(in: 1...12, using: &random)).map { _ in
        String(repeating: "w", count: Int.random(in: 1...60, using: &random))
      }.joined(separator: " ")
      if round > 0 {
        sample.mark = { "\($0) \(long)" }
        sample.published = { "\(long) \($0)" }
      }
      for line in all(sample).joined() {
        #expect(line.count <= 100, "round \(round): \(line)")
        #expect(!line.hasSuffix(" "))
      }
    }
  }

  @Test("wide letters take two columns")
  func wideLetters() {
    var sample = GrowthSample()
    sample.mark = { _ in String(repeating: "海", count: 60) }
    for line in all(sample).joined() { #expect(line.count { $0 == "海" } <= 50) }
  }

  @Test("nothing that commands a terminal comes through")
  func commands() {
    var sample = GrowthSample()
    sample.mark = { "\($0)\u{1B}[31m\n\u{7}" }
    sample.published = { "\($0)\u{1B}]0;title\u{7}" }
    for line in all(sample).joined() { #expect(!line.unicodeScalars.contains { $0.value < 0x20 }) }
  }

  @Test("what is not measured or not answered is said to be not met, with its reason")
  func notMeasured() {
    let text = flow(GrowthText.growth(sample.growth))
    #expect(text.contains("[not met] At least 80 % of alerts are about something not measured yet: no alerts are connected"))
    #expect(text.contains("[not met] Is the hand-over written down? not answered yet answer it: atoll growth answer"))
    #expect(text.contains("[does not hold] At least 95 % of rollouts succeed (30 days) 7 of 9 rollouts (78 %); for 12 days"))
    #expect(text.contains("[yes] Do two people know the first line? answered yes on 2027-02-26 by Grace Hopper"))
    #expect(text.contains("Infrastructure: 1 of 3 hold") && text.contains("Sales and invoicing: nothing is asked"))
    #expect(text.contains("not measured yet: no quota is"))
  }

  @Test("a yes that is too old is said to be answered anew")
  func outdated() {
    var item = sample.operations.items[0]
    (item.holds, item.isKnown) = (false, false)
    let text = flow(GrowthText.gate(item))
    #expect(text.contains("[not met]") && text.contains("to be answered anew; since 2027-02-26"))
  }

  @Test("the plan is told: the phase with what is left, the slots of each kind, the next phase, what limits")
  func growth() {
    let lines = GrowthText.growth(sample.growth)
    let text = flow(lines)
    #expect(text.contains("phase 2 of 4, Colleges, open for 60 days, since 2026-12-31 (by Katherine Johnson)"))
    #expect(lines.contains { $0.split(separator: " ").prefix(5) == ["basic", "20", "5", "1", "14"] })
    #expect(lines.contains { $0.split(separator: " ").prefix(5) == ["basic", "13", "14", "14", "14"] })
    #expect(text.contains("85 % of changes and incidents are done within 5 working days"))
    #expect(text.contains("NEXT PHASE: Binder, with slots for 10 basic and 2 research"))
    #expect(text.contains("+3 basic and +1 research") && text.contains("not bounded"))
    #expect(text.contains("Runway: 18.2 months with 85 %") && text.contains("12 % chance that more come"))
    #expect(text.contains("To review: Dask clusters (was due 2027-02-20): keep"))
  }

  @Test("when all gates hold, the day is told on which the next phase opens")
  func opening() {
    var growth = sample.growth
    growth.next?.allHoldSince = GrowthSample.now - 4 * GrowthSample.day
    growth.next?.opensAt = GrowthSample.now + 10 * GrowthSample.day
    let text = flow(GrowthText.growth(growth))
    #expect(text.contains("must hold for 14 days; they do for 4 days; if that stays so, it opens on 2027-03-11"))
  }

  @Test("the numbers of the answers stand in the texts")
  func numbers() {
    let slots = flow(GrowthText.slots(sample.slots))
    for part in ["13 15 12 to 18", "205", "79 %", "29 are free", "3.6 working days", "2 of 9 rollouts", "Ada", "Grace:"] {
      #expect(slots.contains(part), "\(part)")
    }
    let capacity = flow(GrowthText.capacity(sample.capacity))
    for part in ["Ada Lovelace 32", "61 73 too few", "2027-02-22 6 1 14.5 Open Reef", "43 %", "openreef"] {
      #expect(capacity.contains(part), "\(part)")
    }
    let runway = flow(GrowthText.runway(sample.runway))
    for part in ["60 months or more", "now 18 months grow capacity", "987,654", "Without an agreement: Tide", "+0.7", "2.5 months"]
    {
      #expect(runway.contains(part), "\(part)")
    }
    let pipeline = flow(GrowthText.pipeline(sample.pipeline))
    for part in ["North College prospect basic 2 2027-08-15 70 %", "gpu; offer a research hub", "1.4 14 12 %"] {
      #expect(pipeline.contains(part), "\(part)")
    }
    let hours = flow(GrowthText.hours(hours(sample)))
    #expect(hours.contains("6.5 hours on record: 4 development project and 2.5 unplanned"))
    #expect(hours.contains("looked for the lost volume (logged by grace)"))
  }

  @Test("too much work is said to be too much, and what to do")
  func overload() {
    var slots = sample.slots
    slots.load.free = -6.5
    slots.load.turnaroundDays = nil
    let text = flow(GrowthText.slots(slots))
    #expect(text.contains("6.5 too many are asked for: finish or drop work") && text.contains("nothing can be promised"))
  }

  @Test("cases stand side by side, with their differences to the first")
  func whatIf() {
    let lines = GrowthText.whatIf(sample.whatIf)
    #expect(lines.contains { $0.hasPrefix("basic slots now") && $0.contains("16 (+3)") && $0.contains("12 (−1)") })
    #expect(
      lines.contains {
        $0.hasPrefix("runway with 85 %, months") && $0.contains("14.7 (−3.5)") && $0.contains("60+ (+41.8 or more)")
      })
    var many = sample.whatIf
    many.cases += many.cases.dropFirst().map { one in
      var one = one
      one.title += " and more"
      return one
    }
    #expect(GrowthText.whatIf(many).count { $0.hasPrefix("basic slots now") } == 2, "four cases beside the first take two tables")
    many.cases[1].doneWithin = []
    #expect(flow(GrowthText.whatIf(many)).contains("cannot be done"))
    let words = lines.filter { $0.contains("working") }.map { $0.prefix { $0 != "," } }
    #expect(Set(words).count == words.count, "no row says what another says")
    many.notes = ["How often rollouts fail stands on what is assumed."]
    #expect(flow(GrowthText.whatIf(many)).contains("stands on what is assumed"))
  }

  @Test("what hangs on single people is told, with the hubs and their share of the work")
  func risk() {
    let text = flow(GrowthText.slots(sample.slots))
    #expect(text.contains("13 % of the work, on 4 % of the production hubs, hangs on one person or on nobody: Ada alone ("))
    #expect(text.contains("nobody (bluelamp"))
    var none = sample.slots
    none.risk = .init(shareOfHubs: 0, shareOfWork: 0, people: [], orphaned: [])
    #expect(flow(GrowthText.slots(none)).contains("No hub hangs on one person alone"))
  }

  @Test("a program reads of every condition whether it holds, and whether it was measured")
  func holdsInJSON() throws {
    let item = try #require(sample.growth.next?.areas.flatMap(\.items).first { $0.notMeasured != nil })
    let text = String(decoding: try JSONEncoder().encode(item), as: UTF8.self)
    #expect(text.contains("\"holds\":false") && text.contains("\"isKnown\":false"))
    #expect(item.standing == nil)
  }

  @Test("gates that must hold for an hour are not said to hold for no days")
  func holdsForAnHour() {
    var growth = sample.growth
    growth.next?.holdDays = 1 / 24.0
    #expect(flow(GrowthText.growth(growth)).contains("must hold for 1 hour"))
  }

  @Test("what is not declared names the key of fleet.yaml that would say it")
  func empty() {
    var growth = sample.growth
    growth.phase = nil
    growth.next = nil
    growth.slots = nil
    growth.runway = nil
    growth.pipeline = .init(leads: 0, expectedHubs: 0, overbooking: nil, outsideCatalogue: 0)
    let text = flow(GrowthText.growth(growth))
    for key in ["`team`", "`phases`", "`money`", "`pipeline`"] { #expect(text.contains(key)) }
    #expect(flow(GrowthText.slots(nil)).contains("`team`") && flow(GrowthText.runway(nil)).contains("`money`"))
    #expect(flow(GrowthText.pipeline(.init(leads: [], horizons: []))).contains("`pipeline`"))
    #expect(flow(GrowthText.reviews([])).contains("`review_by`") && flow(GrowthText.hours([])).contains("atoll hours"))
    let idle = CapacityAnswer(
      slots: nil, people: [], weeks: [], ahead: [], costlyTenth: .init(hubs: [], share: 0), limits: [])
    #expect(flow(GrowthText.capacity(idle)).contains("Nothing is on record"))
  }
}

@Suite("words for growth")
struct GrowthTextTestsOfWords {
  @Test("numbers, shares and months are told as they are, and not as nothing or all")
  func numbers() {
    #expect([0, 0.5, 1, 4.94, 4.96, 22.4, -12].map(GrowthWords.number) == ["0", "0.5", "1", "4.9", "5", "22", "−12"])
    #expect(
      [0, 0.001, 0.5, 0.999, 1, 1.3].map(GrowthWords.percent) == ["0 %", "under 1 %", "50 %", "over 99 %", "100 %", "130 %"])
    #expect([1, 18.24, 60, 99].map(GrowthWords.months) == ["1 month", "18.2 months", "60 months or more", "60 months or more"])
    #expect(GrowthWords.percent(.infinity) == "without bound")
  }

  @Test("slots are told by kind in their order, and differences with a real minus sign")
  func slots() {
    #expect(GrowthWords.slots(["research": 1, "basic": 2, "experimental": 0]) == "2 basic and 1 research")
    #expect(GrowthWords.slots([:]) == "none" && GrowthWords.signedSlots(["basic": 0]) == "no slots")
    #expect(GrowthWords.signedSlots(["research": -2, "basic": 3]) == "+3 basic and −2 research")
    #expect([3, -2, 0].map(GrowthWords.signed) == ["+3", "−2", "0"])
    #expect([0.74, -3.52, 0.01].map { GrowthWords.signed($0) } == ["+0.7", "−3.5", "0"])
  }

  @Test("money has its currency, a time its unit, one thing no plural")
  func units() {
    #expect(GrowthWords.money(Money(hundredths: -416_667), "USD") == "−4,166.67 USD")
    #expect(GrowthWords.wholeMoney(Money(hundredths: 123_456)) == "1,235")
    #expect(GrowthWords.duration(since: 0, at: 12.5 * 86400) == "for 12 days")
    #expect(
      GrowthWords.duration(since: 0, at: 86400) == "for 1 day" && GrowthWords.duration(since: 9, at: 0) == "for less than an hour")
    #expect(GrowthWords.count(1, "wish", "wishes") == "1 wish" && GrowthWords.count(2, "wish", "wishes") == "2 wishes")
    #expect(GrowthWords.workingDays(1) == "1 working day" && GrowthWords.hours(2.5) == "2.5 hours")
    #expect(GrowthWords.notMeasured(nil) == "not measured yet")
    #expect([14, 1, 1 / 24.0, 0.5, 1.5].map(GrowthWords.days) == ["14 days", "1 day", "1 hour", "12 hours", "1.5 days"])
    #expect([-0.04, 0.09, 8.42, -1.37].map(GrowthWords.rework) == ["0", "0", "8.4", "−1.4"])
  }
}
