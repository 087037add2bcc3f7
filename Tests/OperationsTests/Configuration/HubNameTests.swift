import Basics
import Fleet
import Operations
import Testing

@Suite("hubs as people name them")
struct HubNameTests {
  private let hubs: [HubID] = ["shore/reef", "shore/sand", "deep/reef", "deep/staging"]

  @Test("a whole name, and a short one that only one hub has, mean the hub")
  func found() throws {
    #expect(try HubName.resolve("shore/reef", among: hubs) == "shore/reef")
    #expect(try HubName.resolve("sand", among: hubs) == "shore/sand")
    #expect(try HubName.resolve("openreef", among: ["openreef"]) == "openreef")
  }

  @Test("a short name of several hubs lists them, and so does a cluster")
  func several() {
    #expect(throws: HubNameError.several("reef", ["deep/reef", "shore/reef"])) {
      try HubName.resolve("reef", among: hubs)
    }
    let error = #expect(throws: HubNameError.self) { try HubName.resolve("shore", among: hubs) }
    #expect(error?.description == "'shore' is a cluster; name one of its hubs: shore/reef and shore/sand")
  }

  @Test("a name that is nearly right is told the right one; another where to look")
  func unknown() {
    let near = #expect(throws: HubNameError.self) { try HubName.resolve("snad", among: hubs) }
    #expect(near?.description == "there is no hub 'snad'; did you mean 'sand'?")
    let far = #expect(throws: HubNameError.self) { try HubName.resolve("volcano", among: hubs) }
    #expect(far?.description.contains("atoll hubs") == true)
  }
}
