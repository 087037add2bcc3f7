import Basics
import Fleet
import Testing

@Suite("When the team works")
struct WorkCalendarTests {
  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test("without a word the team works from Monday to Friday")
  func usual() throws {
    let calendar = WorkCalendar()
    let monday = try day("2026-11-23")
    #expect((0..<7).map { calendar.share(of: monday.advanced(by: $0)) } == [1, 1, 1, 1, 1, 0, 0])
  }

  @Test("nobody works on a holiday, and some on a day of a quiet time; where two overlap, the smaller share holds")
  func exceptions() throws {
    let quiet = try #require(DayRange(day("2026-12-18"), day("2027-01-08")))
    let quieter = try #require(DayRange(day("2026-12-28"), day("2026-12-31")))
    let calendar = WorkCalendar(
      holidays: [try day("2026-12-25")],
      reduced: [
        .init(days: quiet, share: 0.5, because: "the end of the year"), .init(days: quieter, share: 0.2, because: "leave"),
      ])
    let told = ["2026-12-17", "2026-12-18", "2026-12-19", "2026-12-25", "2026-12-29", "2027-01-08", "2027-01-11"]
    #expect(try told.map { try calendar.share(of: day($0)) } == [1, 0.5, 0, 0, 0.2, 0.5, 1])
  }

  @Test("other weeks than the usual one are possible")
  func otherWeeks() throws {
    let calendar = WorkCalendar(workingDays: [7, 1, 2, 3, 4])
    #expect(try calendar.share(of: day("2026-11-29")) == 1)
    #expect(try calendar.share(of: day("2026-11-27")) == 0)
  }
}
