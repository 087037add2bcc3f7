import Basics
import Foundation
import Testing

@Suite("Days of the calendar")
struct CalendarDayTests {
  @Test("a day is written and read back, from the year 0 to the year 9999")
  func roundTrip() throws {
    let first = try #require(CalendarDay("0000-01-01"))
    let last = try #require(CalendarDay("9999-12-31"))
    let era = 146_097  // the days after which the calendar repeats itself
    let numbers = Array(-era / 2..<era / 2) + Array(stride(from: first.number, through: last.number, by: 101))
    let lost = numbers.first { CalendarDay(CalendarDay(number: $0).description)?.number != $0 }
    #expect(lost == nil)
    #expect(last.number - first.number == 3_652_424, "10,000 years of the Gregorian calendar, but for a day")
  }

  @Test("each day is the next weekday after the day before it")
  func weekdaysFollow() {
    for number in -150_000..<150_000 {
      let (one, next) = (CalendarDay(number: number).weekday, CalendarDay(number: number + 1).weekday)
      guard next == one % 7 + 1 else {
        Issue.record("\(CalendarDay(number: number)) is \(one), and the day after it \(next)")
        return
      }
    }
  }

  @Test(
    "weekdays are counted from Monday",
    arguments: [
      ("1970-01-01", 4), ("1969-12-31", 3), ("2000-02-29", 2), ("2026-11-23", 1), ("2026-11-29", 7), ("1900-01-01", 1),
    ])
  func weekdays(_ text: String, _ weekday: Int) {
    #expect(CalendarDay(text)?.weekday == weekday)
  }

  @Test(
    "a later month has the same day, or its last",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-11-23", 2, "2027-01-23"),
      ("2026-11-23", 0, "2026-11-23"), ("2026-01-15", -1, "2025-12-15"), ("2026-03-31", -13, "2025-02-28"),
      ("2026-12-31", 12, "2027-12-31"), ("2026-06-30", -600, "1976-06-30"),
    ])
  func months(_ text: String, _ months: Int, _ later: String) {
    #expect(CalendarDay(text)?.advanced(byMonths: months).description == later)
  }

  @Test("twelve months are a year, and months add up from a day that every month has")
  func monthsAddUp() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<2000 {
      let anyDay = CalendarDay(number: Int.random(in: -100_000...100_000, using: &random))
      let day = CalendarDay(number: anyDay.number).advanced(by: 1 - (Int(anyDay.description.suffix(2)) ?? 1))
      let (one, other) = (Int.random(in: -60...60, using: &random), Int.random(in: -60...60, using: &random))
      #expect(day.advanced(byMonths: one).advanced(byMonths: other) == day.advanced(byMonths: one + other))
      #expect(day.advanced(byMonths: 12).description.dropFirst(4) == day.description.dropFirst(4))
    }
  }

  @Test("what is no day is none", arguments: ["", "2026-02-29", "2026-1-1", "2026-13-01", "2026-12-01T00:00Z", "soon"])
  func refused(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test("a moment belongs to its day in UTC, before 1970 too")
  func moments() {
    #expect(CalendarDay(Timestamp(seconds: 86_399.9)).number == 0)
    #expect(CalendarDay(Timestamp(seconds: -0.5)).number == -1)
    #expect(CalendarDay(number: 20_000).start.seconds == 1_728_000_000)
  }

  @Test("a range has both its ends, and none ends before it begins")
  func ranges() throws {
    let (first, last) = (CalendarDay(number: 10), CalendarDay(number: 12))
    let range = try #require(DayRange(first, last))
    #expect((9...13).map { range.contains(CalendarDay(number: $0)) } == [false, true, true, true, false])
    #expect(DayRange(first, first)?.contains(first) == true)
    #expect(DayRange(last, first) == nil)
  }

  @Test("as JSON a day is its text")
  func json() throws {
    let days = [CalendarDay(number: 20_780)]
    let data = try JSONEncoder().encode(days)
    #expect(String(decoding: data, as: UTF8.self) == #"["2026-11-23"]"#)
    #expect(try JSONDecoder().decode([CalendarDay].self, from: data) == days)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode([CalendarDay].self, from: Data(#"["soon"]"#.utf8)) }
  }
}
