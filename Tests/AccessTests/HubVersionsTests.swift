import Access
import Basics
import Fleet
import Testing

@Suite struct HubVersionsTests {
  private func tree(_ version: String?, nested: Bool = true) -> ChartTree {
    let empty = SourcedValue(.object([:]))
    let jupyterhub = ChartTree.unknown(name: "jupyterhub")
    let place = SourcePlace(file: "helm-charts/basehub/Chart.yaml", line: 8)
    let dependency = Chart.Dependency(key: "jupyterhub", name: "jupyterhub", version: version, place: place, folder: nil)
    let base = Chart(name: "basehub", version: "0.1.0", folder: "helm-charts/basehub", defaults: empty, dependencies: [dependency])
    let tree = ChartTree.known(base, nested: [("jupyterhub", jupyterhub)])
    if !nested { return tree }
    let outer = Chart(name: "daskhub", version: "0.1.0", folder: "helm-charts/daskhub", defaults: empty)
    return .known(outer, nested: [("basehub", tree)])
  }

  private func versions(_ chart: String?) -> HubVersions {
    HubVersions.of(chart: tree(chart), declared: Versions(), jupyterhub: nil)
  }

  @Test("the chart that is nested says the versions, also from a build between two releases")
  func chart() {
    let versions = versions("3.0.0-beta.1.git.6208.h7b44299a")
    #expect(versions.jupyterhub == LibraryVersion(4, 0, 1))
    #expect(versions.oauthenticator == LibraryVersion(15, 1, 0))
    #expect(versions.kubespawner == LibraryVersion(6, 0, 0))
    #expect(versions.basis == .chart("3.0.0-beta.1.git.6208.h7b44299a", release: "3.0.0-beta.1"))
  }

  @Test(
    "releases of the chart",
    arguments: [
      ("0.9.0", 1, 0), ("1.1.3", 1, 14), ("1.2.0", 1, 14), ("2.0.0", 3, 15), ("3.0.0-beta.1", 4, 15), ("3.0.0-beta.3", 4, 16),
      ("3.0.0", 4, 16), ("3.2.1", 4, 16), ("3.3.8", 4, 16), ("4.0.0-beta.2", 4, 16), ("4.0.0", 5, 17), ("4.3.5", 5, 17),
      ("4.5.0", 5, 17), ("4.0.0-0.dev.git.6707.h109668fd", 4, 16), ("v3.1.0", 4, 16),
    ])
  func releases(chart: String, jupyterhub: Int, oauthenticator: Int) {
    #expect(versions(chart).jupyterhub?.major == jupyterhub)
    #expect(versions(chart).oauthenticator?.major == oauthenticator)
  }

  @Test(
    "a chart that is older or much newer than all that are known, or none, says nothing",
    arguments: ["0.7.0", "5.0.0", "latest", nil])
  func unknown(chart: String?) {
    #expect(versions(chart).jupyterhub == nil)
    #expect(versions(chart).basis == .unknown(chart: chart))
  }

  @Test("what the hub declares counts")
  func declared() {
    let declared = HubVersions.of(chart: tree("3.0.0"), declared: Versions(jupyterhub: "5.4.3"), jupyterhub: nil)
    #expect(declared.jupyterhub == LibraryVersion(5, 4, 3))
    #expect(declared.basis == .declared)
    #expect(HubVersions.of(chart: nil, declared: Versions(jupyterhub: "5.4.3"), jupyterhub: nil).oauthenticator?.major == 17)
    #expect(HubVersions.of(chart: nil, declared: Versions(jupyterhub: "4.0.2"), jupyterhub: nil).oauthenticator == nil)
  }

  @Test("a declared oauthenticator counts beside the JupyterHub of the chart")
  func declaredLogin() {
    let versions = HubVersions.of(chart: tree("3.3.8"), declared: Versions(oauthenticator: "15.1.0"), jupyterhub: nil)
    #expect(versions.jupyterhub == LibraryVersion(4, 1, 6))
    #expect(versions.oauthenticator == LibraryVersion(15, 1, 0))
    let door = audience("github", ["Authenticator": ["admin_users": ["ada"]]], versions)
    #expect(door.level == .accounts)
  }

  @Test("what is declared and is no version is unknown, and told", arguments: ["4.x", "latest", ">=4", "4.*", ""])
  func unreadable(_ text: String) {
    let versions = HubVersions.of(
      chart: tree("4.3.5"), declared: Versions(jupyterhub: text, oauthenticator: text), jupyterhub: nil)
    #expect(versions.jupyterhub == nil)
    #expect(versions.oauthenticator == nil)
    let door = audience("github", ["Authenticator": ["admin_users": ["ada"]]], versions)
    #expect(door.level == .accounts)
    #expect(door.doubts.map(\.kind) == [.version, .version])
    #expect(door.doubts.first?.sentence.contains("'\(text)' is no version of JupyterHub") == true)
  }

  @Test("a declared JupyterHub that is not the chart's leaves oauthenticator open", arguments: ["4.0.1", "4.x"])
  func otherJupyterHub(_ text: String) {
    let versions = HubVersions.of(chart: tree("4.3.5"), declared: Versions(jupyterhub: text), jupyterhub: nil)
    #expect(versions.oauthenticator == nil)
    #expect(audience("github", ["Authenticator": ["admin_users": ["ada"]]], versions).level == .accounts)
  }

  @Test("the version of a chart that is found counts, and the wanted one where another stands in for it")
  func found() {
    func versions(isStandIn: Bool) -> HubVersions {
      let place = SourcePlace(file: "helm-charts/basehub/Chart.yaml", line: 8)
      let empty = SourcedValue(.object([:]))
      let inner = Chart(name: "jupyterhub", version: "3.0.0", folder: "x", defaults: empty)
      let dependency = Chart.Dependency(
        key: "hub", name: "jupyterhub", version: "4.3.5", place: place, folder: "x", isStandIn: isStandIn)
      let base = Chart(name: "basehub", version: "1", folder: "y", defaults: empty, dependencies: [dependency])
      return .of(chart: .known(base, nested: [("hub", .known(inner, nested: []))]), declared: Versions(), jupyterhub: nil)
    }
    #expect(versions(isStandIn: false).jupyterhub?.major == 4)
    #expect(versions(isStandIn: true).jupyterhub?.major == 5)
  }

  @Test("Atoll's own engine has its own versions")
  func engine() {
    let values = SourcedValue(["custom": ["atoll": ["jupyterhub": "6.1.1"]]])
    let versions = HubVersions.of(chart: nil, declared: Versions(), jupyterhub: values)
    #expect(versions.jupyterhub == LibraryVersion(6, 1, 1))
    #expect(versions.oauthenticator == LibraryVersion(17, 4, 0))
    #expect(versions.basis == .engine)
  }

  @Test("a hub image of its own makes the versions an assumption, of the lesser kind")
  func ownImage() {
    func versions(_ image: String) -> HubVersions {
      let values = SourcedValue(["hub": ["image": ["name": .string(image), "tag": "0.1"]]])
      return HubVersions.of(chart: tree("3.0.0"), declared: Versions(), jupyterhub: values)
    }
    #expect(versions("quay.io/jupyterhub/k8s-hub").ownImage == nil)
    #expect(versions("quay.io/2i2c/pilot-hub").ownImage?.name == "quay.io/2i2c/pilot-hub:0.1")
    let audience = audience("github", ["Authenticator": ["allowed_users": ["ada"]]], versions("quay.io/2i2c/pilot-hub"))
    #expect(audience.doubts.map(\.isSlight) == [true])
    #expect(!audience.isCertain)
  }

  @Test("versions of libraries are read and ordered")
  func order() {
    #expect(LibraryVersion("5.0.0b1") == LibraryVersion(5, 0, 0))
    #expect(LibraryVersion("16.3") == LibraryVersion(16, 3, 0))
    #expect(LibraryVersion("beta") == nil)
    #expect(LibraryVersion(15, 1, 0) < LibraryVersion(16, 0, 0))
  }
}
