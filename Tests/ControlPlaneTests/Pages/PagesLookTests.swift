import Foundation
import Testing

@testable import ControlPlane

@Suite struct PagesLookTests {
  /// WCAG 2.2, 1.4.3: text needs 4.5 to 1; 1.4.11: marks and borders of controls need 3 to 1.
  @Test("colours have AA contrast in both themes", arguments: ["light", "dark"])
  func contrast(theme: String) throws {
    let css = String(decoding: try PagesExample.pages.get().assets["atoll.css"]?.bytes ?? [], as: UTF8.self)
    let blocks = css.components(separatedBy: ":root {").dropFirst().map { String($0.prefix { $0 != "}" }) }
    #expect(blocks.count == 2)
    var colours = Self.colours(blocks[0])
    if theme == "dark" { colours.merge(Self.colours(blocks[1])) { _, dark in dark } }
    func ratio(_ one: String, _ other: String) throws -> Double {
      let pair = [try #require(colours[one]), try #require(colours[other])].map(Self.luminance).sorted()
      return (pair[1] + 0.05) / (pair[0] + 0.05)
    }
    for ink in ["ink", "soft", "accent", "good", "busy", "bad", "quiet"] {
      for ground in ["paper", "water"] {
        let found = try ratio(ink, ground)
        #expect(found >= 4.5, "\(theme): \(ink) on \(ground) is \(found)")
      }
    }
    #expect(try ratio("on-accent", "accent") >= 4.5)
    #expect(try ratio("paper", "bad") >= 4.5)
    #expect(try ratio("coast", "paper") >= 3)
  }

  @Test("pages are small: the overview of 22 communities weighs less than 60 kB")
  func weight() throws {
    let pages = try PagesExample.pages.get()
    for (name, html) in try PagesGallery().all(pages) { #expect(html.utf8.count < 60_000, "\(name)") }
    let assets = pages.assets.values.map(\.bytes.count).reduce(0, +)
    #expect(assets < 40_000)
    #expect(Set(pages.assets.keys) == ["atoll.css", "atoll.js", "favicon.svg"])
  }

  @Test("a live part is one element with its id, and stays the same while nothing happens")
  func parts() throws {
    let pages = try PagesExample.pages.get()
    let example = try PagesExample()
    var page = RolloutPage(frame: example.frame, record: example.rollout(), steps: example.steps(of: example.rollout()))
    let before = pages.parts(page)
    page.frame.now += 7
    #expect(pages.parts(page) == before)
    for part in before {
      #expect(part.html.contains("id=\"\(part.id)\""))
      #expect(part.event.hasPrefix("event: part\ndata: <"))
      #expect(part.event.hasSuffix("\n\n"))
      #expect(part.event.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("data: ") })
    }
    let page2 = try PagesGallery().overview(facts: example.busyFacts, rollout: example.rollout(), events: "/events")
    #expect(pages.parts(page2).count == 28)
  }

  @Test("line breaks in a log survive the wire, also carriage returns and empty lines")
  func eventLines() {
    let part = PagePart(id: "x", html: "<pre id=\"x\">a\n\nb\r\nc</pre>")
    #expect(part.event == "event: part\ndata: <pre id=\"x\">a\ndata: \ndata: b\ndata: c</pre>\n\n")
  }

  @Test(
    "rendering is fast; the figures are printed",
    .enabled(if: ProcessInfo.processInfo.environment["ATOLL_PAGES_TIME"] != nil))
  func speed() throws {
    let pages = try PagesExample.pages.get()
    let gallery = try PagesGallery()
    let busy = gallery.overview(facts: gallery.example.busyFacts, rollout: gallery.example.rollout(), events: "/events")
    let hub = gallery.hub(awake: true)
    for (name, render) in [("overview", { pages.overview(busy) }), ("hub", { pages.hub(hub) })] {
      var times: [Duration] = []
      for _ in 0..<200 { times.append(ContinuousClock().measure { _ = render() }) }
      times.sort()
      print("\(name): median \(times[100]), 99 % \(times[198])")
    }
  }

  private static func colours(_ block: String) -> [String: String] {
    var found: [String: String] = [:]
    for line in block.split(separator: "\n") {
      let parts = line.split(separator: ":").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " ;")) }
      guard parts.count == 2, parts[0].hasPrefix("--"), parts[1].hasPrefix("#") else { continue }
      found[String(parts[0].dropFirst(2))] = parts[1]
    }
    return found
  }

  /// WCAG's relative luminance.
  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let channels = [16, 8, 0].map { shift -> Double in
      let value = Double((number >> shift) & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }
}
