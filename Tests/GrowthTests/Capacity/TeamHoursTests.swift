import Basics
import Fleet
import Growth
import Testing

@Suite("the hours of a team")
struct TeamHoursTests {
  private func hours(_ fleet: Fleet) throws -> TeamHours {
    let first = CapacityExample.now
    return TeamHours(fleet.organisation, over: try #require(DayRange(first, first.advanced(by: 90))))
  }

  @Test("five engineers with 3 hours a day each have 15 on each of 65 working days")
  func usual() throws {
    let hours = try hours(CapacityExample.fleet(hubs: [:], engineers: 5, team: CapacityExample.team()))
    #expect(CapacityExample.now.weekday == 1)
    #expect(hours.workingDays == 65)
    #expect(abs(hours.operationsHoursADay - 15) < 1e-9)
    #expect(hours.people.map(\.person) == ["e0", "e1", "e2", "e3", "e4"])
    #expect(hours.people.allSatisfy { abs($0.operationsHours - 65 * 3) < 1e-9 })
  }

  @Test("leave, a last day and a share of the calendar take hours, and the breakdown says which")
  func away() throws {
    var fleet = CapacityExample.fleet(hubs: [:], engineers: 3, team: CapacityExample.team())
    let first = CapacityExample.now
    fleet.organisation.people["e0"]?.leave = [try #require(DayRange(first, first.advanced(by: 13)))]
    fleet.organisation.people["e1"]?.ends = first.advanced(by: 6)
    fleet.organisation.people["e2"]?.hours = 20
    fleet.organisation.calendar.reduced = [
      WorkCalendar.Reduced(
        days: try #require(DayRange(first.advanced(by: 28), first.advanced(by: 32))), share: 0.2, because: "end of the year")
    ]
    fleet.organisation.calendar.holidays = [first.advanced(by: 35)]
    let hours = try hours(fleet)
    #expect(abs(hours.workingDays - 60) < 1e-9)
    #expect(hours.people.map(\.leaveDays) == [10, 0, 0])
    #expect(hours.people.map(\.workingDays).map { $0.rounded() } == [60, 5, 60])
    #expect(abs(hours.people[0].operationsHours - 50 * 3) < 1e-9)
    #expect(abs(hours.people[2].operationsHours - 60 * 1.5) < 1e-9)
  }

  @Test("duty takes the same hours however many share it")
  func duty() throws {
    for onRota in 1...4 {
      var team = CapacityExample.team()
      team.rota = Team.Rota(people: (0..<onRota).map { PersonID("e\($0)") }, atOnce: 1, share: 0.5)
      let hours = try hours(CapacityExample.fleet(hubs: [:], engineers: 4, team: team))
      #expect(abs(hours.people.reduce(0) { $0 + $1.dutyHours } - 65 * 1.5) < 1e-9)
      #expect(hours.people.count { $0.duty > 0 } == onRota)
    }
  }

  @Test("a hire does nothing on the first day and as much as the others after a quarter")
  func ramp() throws {
    var team = CapacityExample.team()
    team.hires = [
      Team.Hire(name: "new", starts: CapacityExample.now), Team.Hire(name: "old", starts: CapacityExample.now.advanced(by: -91)),
      Team.Hire(name: "later", starts: CapacityExample.now.advanced(by: 91)),
    ]
    let hours = try hours(CapacityExample.fleet(hubs: [:], engineers: 0, team: team))
    #expect(hours.hires.map(\.name) == ["new", "old"])
    #expect(abs(hours.hires[0].operationsHours / hours.hires[1].operationsHours - 0.5) < 0.02)
    #expect(abs(hours.hires[1].operationsHours - 65 * 3) < 1e-9)
  }

  @Test("those who are no engineers, and a team that is not declared, have no hours for operations")
  func nobody() throws {
    var fleet = CapacityExample.fleet(hubs: [:], engineers: 0, team: CapacityExample.team())
    fleet.organisation.people["lead"] = Person(name: "Lead", roles: [.communityLead])
    #expect(try hours(fleet).people.isEmpty)
    #expect(try hours(CapacityExample.fleet(hubs: [:], engineers: 5, team: nil)).operationsHours == 0)
  }
}
