import Basics
import Testing

@Suite("Moments")
struct TimestampTests {
  @Test(
    "ISO 8601 is read with its offset",
    arguments: [
      ("1970-01-01", 0.0), ("1970-01-01T00:00Z", 0), ("2026-12-01T18:00+01:00", 1_796_144_400),
      ("2026-12-01T17:00:00Z", 1_796_144_400), ("2026-12-01 12:00:00.5-0500", 1_796_144_400.5),
      ("2000-02-29", 951_782_400),
      ("2024-02-29T23:59:60Z", 1_709_251_200), ("0000-03-01", -62_162_035_200), ("1969-12-31T23:59:59z", -1),
      ("2026-12-01T18:00+01", 1_796_144_400),
    ])
  func reads(text: String, seconds: Double) {
    #expect(Timestamp(iso8601: text)?.seconds == seconds)
  }

  @Test(
    "what is no moment is refused",
    arguments: [
      "", "2026", "2026-13-01", "2026-02-29", "1900-02-29", "2026-12-1", "26-12-01", "2026-12-01T18:00",
      "2026-12-01T24:00Z",
      "2026-12-01T18:60Z", "2026-12-01T18:00:61Z", "2026-12-01T18Z", "2026-12-01T18:00Zx", "2026-12-01T18:00+25:00",
      "2026-12-01T18:00:00.Z", "２026-12-01", "tomorrow", "2026-12-01T", "2026-12-01T18:00+1:00",
    ])
  func refuses(text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test("a moment is written in UTC and read back, from the year 0 to the year 9999")
  func roundTrip() {
    for seconds in stride(from: -62_167_219_200.0, to: 253_402_300_799, by: 86_399 * 7_919) {
      let moment = Timestamp(seconds: seconds)
      #expect(Timestamp(iso8601: moment.iso8601) == moment)
    }
    #expect(Timestamp(seconds: 1_796_144_400.9).iso8601 == "2026-12-01T17:00:00Z")
    #expect(Timestamp(seconds: -0.5).iso8601 == "1969-12-31T23:59:59Z")
    #expect(Timestamp(seconds: 1_796_144_400).day == "2026-12-01")
    #expect(Timestamp(seconds: 1_796_144_400).timeOfDay == "17:00:00")
  }

  @Test(
    "what lies beyond is cut, and never stops the program",
    arguments: [1e300, -1e300, Double.infinity, -.infinity, .nan])
  func bounds(seconds: Double) {
    #expect(Timestamp(seconds: seconds).iso8601.count == 20)
  }
}
