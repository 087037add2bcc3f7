import Access
import Basics
import Fleet
import Operations
import Testing

@Suite("the doors of a fleet")
struct DoorListingTests {
  private func adopted() throws -> Fleet { try ConfigurationExample.fleet(ConfigurationExample.adoptedTexts) }
  private func native() throws -> Fleet { try ConfigurationExample.fleet(ConfigurationExample.nativeTexts) }

  @Test("the widest door comes first, and a filter leaves out the narrower ones")
  func order() throws {
    for fleet in [try adopted(), try native()] {
      let doors = DoorListing.all(of: fleet)
      #expect(doors.count == fleet.hubs.count)
      #expect(doors.map(\.audience) == doors.map(\.audience).sorted(by: >))
      #expect(DoorListing.all(of: fleet, atLeast: .accounts).allSatisfy { $0.audience >= .accounts })
    }
  }

  @Test("a table says how many are uncertain, CSV has a line each, and nothing found is said")
  func texts() throws {
    let doors = DoorListing.all(of: try adopted())
    let table = DoorText.table(doors)
    #expect(table.first?.hasPrefix("HUB") == true)
    #expect(table.contains("3 doors"))
    #expect(table.last?.contains("uncertain, and at least as wide as shown") == true)
    #expect(DoorText.csv(doors).split(separator: "\r\n").count == 4)
    #expect(DoorText.table([], atLeast: .anyone) == ["No door is open to anyone at all, or wider."])
  }

  @Test("the native layout answers by the same rules: its people are in, and strangers out, with the line")
  func nativeLayout() throws {
    let fleet = try native()
    let hub = try HubName.resolve("reef", in: fleet)
    let door = DoorAnswer(hub, in: fleet)
    #expect(DoorText.lines(door).first == "reef: \(door.door.whoEnters)")
    let name = try #require(door.people.first)
    let inside = AdmissionAnswer(Identity(login: name, userList: .has(false)), to: hub, in: fleet)
    #expect(inside.answer == .yes, "\(inside)")
    #expect(inside.reasons.first?.place != nil)
    let outside = AdmissionAnswer(Identity(login: "mallory", userList: .has(false)), to: hub, in: fleet)
    #expect(outside.answer == .no, "\(outside)")
    #expect(DoorText.lines(outside).first == "no")
  }

  @Test("where code may change it, the answer is uncertain and says what the values answer")
  func uncertain() throws {
    let fleet = try adopted()
    let hub = try HubName.resolve("shore/reef", in: fleet)
    let answer = AdmissionAnswer(Identity(login: "mallory"), to: hub, in: fleet)
    #expect(answer.answer == .uncertain)
    #expect(DoorText.lines(answer).first?.hasPrefix("uncertain") == true)
    #expect(!answer.doubts.isEmpty)
  }
}
