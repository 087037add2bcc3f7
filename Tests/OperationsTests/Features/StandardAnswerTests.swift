import Basics
import Fleet
import Foundation
import Operations
import Testing

@Suite("The standard hub, over real charts")
struct StandardAnswerTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../../shared/data").standardizedFileURL
  private static let isThere = FileManager.default.fileExists(atPath: data.appending(path: "fleet-2023-10").path)

  /// A fleet of one hub of each kind, each with its kind's example as its only values file, over the charts of a public fleet.
  private func source() throws -> FleetSource {
    var texts: [String: String] = [
      "fleet.yaml": "name: Alpha\nhubs:\n"
        + HubKind.allCases.map { "  reef/\($0.rawValue): {kind: \($0.rawValue)}\n" }.joined(),
      "config/clusters/reef/cluster.yaml": "name: reef\nprovider: gcp\nhubs:\n"
        + HubKind.allCases.map {
          "  - {name: \($0.rawValue), domain: reef.alpha.example, helm_chart: basehub, "
            + "helm_chart_values_files: [\($0.rawValue).values.yaml]}\n"
        }.joined(),
    ]
    for kind in HubKind.allCases {
      texts["config/clusters/reef/\(kind.rawValue).values.yaml"] = StandardStructure.example(of: kind)
    }
    for (folder, name) in [("fleet-2023-10/helm-charts/basehub", "helm-charts/basehub"), ("charts/jupyterhub-3.0.0-beta.1", nil)] {
      for file in try FileManager.default.contentsOfDirectory(atPath: Self.data.appending(path: folder).path) {
        texts["\(name ?? folder)/\(file)"] = try String(
          contentsOf: Self.data.appending(path: "\(folder)/\(file)"), encoding: .utf8)
      }
    }
    return FleetSource(texts: texts)
  }

  @Test(
    "laid over the charts of a public fleet, the examples are no exception and as the schemas want them",
    .enabled(if: StandardAnswerTests.isThere, "skipped: the shared fleet is not beside the repository"))
  func overRealCharts() throws {
    let check = FleetCheck.run(try source(), now: FeaturesExample.now)
    let fleet = try #require(check.loaded.fleet)
    #expect(fleet.hubs.count == 3)
    for hub in fleet.hubs.values { #expect(fleet.effectiveValues(of: hub).own.isMap) }
    let exceptions = FleetExceptions(fleet)
    #expect(exceptions.byHub.isEmpty, "\(exceptions.byHub.values.flatMap { $0 }.map(\.path))")
    #expect(exceptions.leaves > 60)
    // The schemas were there to be asked.
    let chart = try #require(check.loaded.texts["charts/jupyterhub-3.0.0-beta.1/values.schema.json"])
    #expect(!chart.isEmpty)
    let codes: Set<FindingCode> = ["A911", "A912", "A913", "A923", "A924", "A925"]
    let found = check.findings.filter { codes.contains($0.code) }
    #expect(found.map { "\($0.place?.file ?? ""):\($0.place?.line ?? 0) \($0.code) \($0.what)" } == [])
  }

  @Test("the answer is of the folder's layout, with what its catalogue adds")
  func layouts() throws {
    let adopted = try ConfigurationExample.fleet(
      ConfigurationExample.adoptedTexts.merging(
        ["fleet.yaml": "name: Shore\ncatalogue: {basic: {standard: [cull, custom.reef]}}\n"]) { $1 })
    let basic = StandardAnswer(of: .basic, in: adopted)
    #expect(basic.added == ["cull", "custom.reef"])
    #expect(basic.text.hasSuffix("#   cull\n#   custom.reef\n") && basic.text.hasPrefix(basic.example))
    #expect(basic.parts.flatMap(\.paths).contains("singleuser.memory.limit"))
    let research = StandardAnswer(of: .research, in: adopted)
    #expect(research.text == research.example && research.example.contains("profileList:"))
    let native = StandardAnswer(of: .basic, in: try ConfigurationExample.fleet(ConfigurationExample.nativeTexts))
    #expect(native.parts.isEmpty && native.example.contains("\nkind: basic "))
    #expect(try JSONDecoder().decode(StandardAnswer.self, from: JSONEncoder().encode(basic)) == basic)
  }
}
