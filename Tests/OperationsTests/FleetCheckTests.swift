import Basics
import Fleet
import Operations
import Testing

struct FleetCheckTests {
  private static let now = Timestamp(seconds: 1_795_403_000)  // 2026-11-23

  private static func texts(_ comment: String = "", checks: String = "") -> [String: String] {
    [
      "fleet.yaml": "name: Example\n\(checks)",
      "config/clusters/shore/cluster.yaml":
        "name: shore\nhubs:\n  - {name: reef, helm_chart: basehub, helm_chart_values_files: [reef.yaml]}\n",
      "config/clusters/shore/reef.yaml":
        "jupyterhub:\n  hub:\n    config:\n      JupyterHub:\n        authenticator_class: github\(comment)\n",
      "helm-charts/basehub/Chart.yaml": "name: basehub\nversion: 0.1.0\ndependencies: [{name: jupyterhub, version: 2.0.0}]\n",
      "helm-charts/basehub/values.yaml": "jupyterhub: {}\n",
      "charts/jupyterhub-2.0.0/values.yaml": "hub: {}\n",
    ]
  }

  private static func check(_ texts: [String: String]) -> FleetCheck { .run(FleetSource(texts: texts), now: now) }

  @Test("what another room finds is silenced by a comment as well")
  func silence() {
    #expect(Self.check(Self.texts()).findings.contains { $0.code == "A921" && $0.severity == .error })
    let silenced = Self.check(Self.texts(" # atoll: allow A921 until 2027-01-31 because the workshop runs"))
    #expect(!silenced.findings.contains { ["A921", "A951", "A953"].contains($0.code) })
    #expect(silenced.silenced.map(\.finding.code) == ["A921"])
  }

  @Test("a fleet changes the severity of what another room finds")
  func severity() {
    let changed = Self.check(Self.texts(checks: "checks: {A921: note}\n"))
    #expect(changed.findings.filter { $0.code == "A921" }.map(\.severity) == [.note])
    #expect(!changed.findings.contains { $0.code == "A955" })
    #expect(changed.soundFleet != nil)
  }

  @Test("every code of every room can be named in a comment and under checks")
  func codes() {
    let codes = FindingCatalogue.ofAllRooms.map(\.code.rawValue)
    let comment = " # atoll: allow \(codes.joined(separator: ",")) until 2027-01-31 because it is tried"
    let checks = "checks:\n" + codes.map { "  \($0): error\n" }.joined()
    let found = Self.check(Self.texts(comment, checks: checks)).findings
    #expect(!found.contains { ["A951", "A955"].contains($0.code) })
    let unknown = Self.check(
      Self.texts(" # atoll: allow A999 until 2027-01-31 because it is tried", checks: "checks: {A999: note}\n"))
    #expect(Set(unknown.findings.map(\.code)).isSuperset(of: ["A951", "A955"]))
  }
}
