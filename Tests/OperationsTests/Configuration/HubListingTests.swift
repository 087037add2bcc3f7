import Access
import Basics
import Fleet
import Operations
import Testing

@Suite("the hubs of a fleet, listed")
struct HubListingTests {
  private func adopted() throws -> Fleet { try ConfigurationExample.fleet(ConfigurationExample.adoptedTexts) }
  private func native() throws -> Fleet { try ConfigurationExample.fleet(ConfigurationExample.nativeTexts) }

  @Test("every hub has its line in both layouts, with who may enter it")
  func all() throws {
    let adopted = try HubFilter().hubs(of: adopted())
    try #require(adopted.map(\.hub) == ["deep/reef", "shore/reef", "shore/sand"])
    #expect(adopted[1].login == "github" && !adopted[1].audienceIsCertain && adopted[1].chart == "basehub")
    let native = try HubFilter().hubs(of: native())
    try #require(native.map(\.hub) == ["reef", "reef-staging"])
    #expect(native[0].audience == .people && native[0].staging == "reef-staging" && native[1].isStaging)
  }

  @Test("filters narrow each other")
  func filters() throws {
    let fleet = try adopted()
    #expect(try HubFilter(cluster: "shore").hubs(of: fleet).count == 2)
    #expect(try HubFilter(feature: "dask").hubs(of: fleet).map(\.hub) == ["shore/reef", "shore/sand"])
    #expect(try HubFilter(audienceAtLeast: "nobody").hubs(of: fleet).count == 3)
    let native = try native()
    #expect(try HubFilter(staging: true).hubs(of: native).map(\.hub) == ["reef-staging"])
    #expect(try HubFilter(staging: false).hubs(of: native).map(\.hub) == ["reef"])
    #expect(try HubFilter(audienceAtLeast: "accounts").hubs(of: native).isEmpty)
  }

  @Test("a filter that names nothing of the fleet is told the nearest name, or all")
  func unknown() throws {
    let fleet = try adopted()
    let near = #expect(throws: UnknownFilterValue.self) { try HubFilter(cluster: "shor").hubs(of: fleet) }
    #expect(near?.description == "there is no cluster 'shor'; did you mean 'shore'?")
    let far = #expect(throws: UnknownFilterValue.self) { try HubFilter(audienceAtLeast: "public").hubs(of: fleet) }
    #expect(far?.description.contains("nobody, people") == true)
  }

  @Test("where nothing fits, a sentence says what to do")
  func empty() {
    #expect(HubListingText.table([], filter: HubFilter(kind: "basic"))[0].hasPrefix("No hub fits"))
    #expect(HubListingText.table([])[0].contains("docs/how-to/add-a-hub.md"))
  }

  @Test("the table fits the terminal, keeps hubs whole, and marks what is uncertain")
  func table() throws {
    let hubs = try HubFilter().hubs(of: adopted())
    let wide = HubListingText.table(hubs)
    #expect(wide[0].hasPrefix("HUB") && wide.contains { $0.hasPrefix("? the audience") })
    let narrow = HubListingText.table(hubs, width: 84)
    #expect(narrow.prefix(4).allSatisfy { $0.count <= 84 })
    #expect(narrow[2].hasPrefix("shore/reef "))
  }

  @Test("CSV quotes what has commas, quotes and line breaks, and ends lines as RFC 4180 has it")
  func csv() throws {
    var hub = try #require(try HubFilter().hubs(of: native()).first)
    hub.name = "Reef, \"the\"\nfirst"
    let text = HubListingText.csv([hub])
    #expect(text.hasPrefix("hub,name,community,") && text.hasSuffix("\r\n"))
    #expect(text.contains("reef,\"Reef, \"\"the\"\"\nfirst\",reef,"))
  }
}
