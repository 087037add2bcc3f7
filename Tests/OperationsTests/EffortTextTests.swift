import Basics
import Fleet
import Growth
import Operations
import Testing

@Suite("effort as people read it")
struct EffortTextTests {
  private func card(_ history: EffortHistory?) -> EffortAnswer {
    let hub = Hub(id: "reef", community: "reef", cluster: "shore")
    let fleet = Fleet(organisation: Organisation(name: "Alpha"), hubs: ["reef": hub])
    return EffortAnswer(EffortCard(hub, in: fleet, history: history, now: Timestamp(seconds: 1_795_460_400)))
  }

  @Test("what happened is told with its time: days at first, quarters later")
  func history() {
    #expect(EffortText.history(card(nil)).hasPrefix("Nothing was recorded"))
    let first = EffortHistory(quarters: 0.001, changes: 1)
    #expect(EffortText.history(card(first)) == "Recorded in less than a day: 1 change, 0 incidents, no hours logged")
    let month = EffortHistory(quarters: 31 / EffortFigures.daysOfQuarter, changes: 2, incidents: 1)
    #expect(EffortText.history(card(month)) == "Recorded in 31 days: 2 changes, 1 incident, no hours logged")
    let year = EffortHistory(quarters: 4, changes: 9, hours: 30, itemsWithHours: 9)
    #expect(EffortText.history(card(year)) == "Recorded in 4 quarters: 9 changes, 0 incidents, 30 hours logged")
  }

  @Test("a fleet without hubs is told what to do")
  func empty() {
    #expect(EffortText.fleet([]).count == 1 && EffortText.fleet([])[0].contains("hubs/"))
  }

  @Test("every driver has a line, and what is not known names the key that would say it")
  func lines() {
    let lines = EffortText.card(card(nil))
    for driver in EffortDriver.allCases { #expect(lines.contains { $0.hasPrefix(driver.title) }) }
    #expect(lines.contains { $0.contains("unknown: declare effort.usage") })
    #expect(lines.allSatisfy { !$0.hasSuffix(" ") })
  }
}
