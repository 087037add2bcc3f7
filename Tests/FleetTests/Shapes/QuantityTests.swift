import Basics
import Testing

@testable import Fleet

@Suite("Quantities and forms of texts")
struct QuantityTests {
  @Test(
    "an amount of memory has its unit",
    arguments: [
      ("2G", 2 << 30), ("512M", 512 << 20), ("1.5Gi", 3 << 29), ("1K", 1024), ("1T", 1 << 40),
    ])
  func bytes(_ text: String, _ count: Int) { #expect(Quantity.bytes(text)?.count == count) }

  @Test(
    "what is no amount of memory is none",
    arguments: [
      "", "2", "G", "2GB", "2g", "-2G", "0G", "1.G", ".5G", "1..5G", "2 G", "1e3G", "99999999999999T", "2GG",
    ])
  func noBytes(_ text: String) { #expect(Quantity.bytes(text) == nil) }

  @Test("a length of time has its units", arguments: [("45s", 45), ("90m", 5400), ("1h30m", 5400), ("7d", 604_800)])
  func seconds(_ text: String, _ count: Int) { #expect(Quantity.seconds(text) == count) }

  @Test(
    "what is no length of time is none",
    arguments: [
      "", "1", "h", "1h30", "0m", "1.5h", "-1h", "1 h", "9999999999999999999999s", "20000d",
    ])
  func noSeconds(_ text: String) { #expect(Quantity.seconds(text) == nil) }

  /// A few texts of each sort, right and wrong.
  private static let samples = [
    "", "a", "reef", "open-reef", "-reef", "reef-", "Reef", "reef_1", "a.b", "ada@alpha.example", "a@b@c",
    "alpha.example",
    "https://alpha.example", "http://localhost:8000/x?y#z", "https://", "https://user@host", "ftp://x",
    "smtp://mail:25",
    "smtp://mail", "smtp://user@mail:25", "smtp://mail:99999", "content/course", "/etc/passwd", "../x", "a//b", "./a",
    "2026-12-01", "2026-02-30", "2026-1-1", "2026-12-01T18:00+01:00", "2026-12-01T18:00Z", "2026-12-01T18:00",
    "5.4.3", "5", "latest", "5.0.0rc1", "access.allow", "a..b", ".a", "with space", "two\nlines", "tab\there", "é",
    "organisation:team", "A301", "USD", "usd", "*.edu", String(repeating: "a", count: 64), String(repeating: "a", count: 300),
  ]

  @Test("an editor refuses nothing that is accepted", arguments: TextForm.allCases)
  func patterns(_ form: TextForm) throws {
    guard let pattern = form.pattern else { return }
    let regex = try Regex(pattern)
    for sample in Self.samples where form.accepts(sample) {
      #expect(sample.firstMatch(of: regex) != nil, "\(form): '\(sample)'")
    }
    #expect(Self.samples.contains { form.accepts($0) }, "a sample of each form is accepted")
    #expect(Self.samples.contains { !form.accepts($0) }, "a sample of each form is refused")
  }

  @Test("what is proposed in place of a text is accepted", arguments: TextForm.allCases)
  func mended(_ form: TextForm) {
    for sample in Self.samples where !form.accepts(sample) {
      if let mended = form.mended(sample) { #expect(form.accepts(mended), "\(form): '\(sample)'") }
    }
  }
}
