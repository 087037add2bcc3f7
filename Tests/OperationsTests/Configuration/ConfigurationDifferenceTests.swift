import Basics
import Fleet
import Operations
import Testing

@Suite("how two configurations differ")
struct ConfigurationDifferenceTests {
  @Test("a hub does not differ from itself")
  func same() throws {
    let reef = try ConfigurationExample.adopted("shore/reef")
    let difference = ConfigurationDifference.between(reef, reef)
    #expect(difference.changes.isEmpty)
    #expect(DifferenceText.lines(difference)[0] == "shore/reef and shore/reef have the same values")
  }

  @Test("the same chart is compared with the same, also where one hub's chart nests the other's")
  func nested() throws {
    let difference = ConfigurationDifference.between(
      try ConfigurationExample.adopted("shore/reef"), try ConfigurationExample.adopted("sand"))
    let paths = difference.changes.map(\.path)
    #expect(!paths.contains("jupyterhub.singleuser.memory.limit"), "both say 4G")
    let guarantee = try #require(difference.changes.first { $0.path == "jupyterhub.singleuser.memory.guarantee" })
    #expect(guarantee.before == "256M" && guarantee.after == "512M" && guarantee.section == "jupyterhub.singleuser")
    #expect(guarantee.afterPlace?.file == "helm-charts/daskhub/values.yaml")
    #expect(paths.contains("jupyterhub.singleuser.profileList[0].display_name"))
  }

  @Test("what only says each hub's own name or address is natural")
  func natural() throws {
    let difference = ConfigurationDifference.between(
      try ConfigurationExample.adopted("shore/reef"), try ConfigurationExample.adopted("sand"))
    #expect(difference.changes.filter(\.isNatural).map(\.path) == ["jupyterhub.ingress.hosts"])
    #expect(DifferenceText.lines(difference).contains { $0.contains("is natural") })
  }

  @Test("secrets that differ are told to differ, and not shown")
  func secrets() throws {
    let file = "config/clusters/shore/reef.values.yaml"
    let changed = ConfigurationExample.adoptedTexts[file]?.replacing("hunter2hunter2", with: "hunter3hunter3") ?? ""
    let difference = ConfigurationDifference.between(
      try ConfigurationExample.adopted("shore/reef"),
      try ConfigurationExample.adopted("shore/reef", changing: [file: changed]), revision: "main")
    #expect(difference.changes.map(\.path) == ["jupyterhub.singleuser.extraEnv.UPSTREAM_TOKEN"])
    let text = DifferenceText.lines(difference).joined(separator: "\n")
    #expect(!text.contains("hunter") && text.hasPrefix("shore/reef at main and shore/reef differ in 1 value"))
  }

  @Test("own values leave out what charts say, and files that cannot be read are named")
  func own() throws {
    let difference = ConfigurationDifference.between(
      try ConfigurationExample.adopted("shore/reef"), try ConfigurationExample.adopted("sand"), own: true)
    #expect(!difference.changes.contains { $0.path.hasSuffix("guarantee") })
    #expect(difference.doubts.count == 1 && difference.doubts[0].contains("enc-reef.secret.values.yaml is encrypted"))
  }

  @Test("native hubs are compared with what their fields make")
  func native() throws {
    let difference = ConfigurationDifference.between(
      try ConfigurationExample.native("reef-staging"), try ConfigurationExample.native("reef"))
    let limit = try #require(difference.changes.first { $0.path == "singleuser.memory.limit" })
    #expect(limit.beforePlace?.file == "hubs/reef-staging.yaml" && limit.afterPlace?.line == 11)
    #expect(difference.doubts.isEmpty)
  }
}
