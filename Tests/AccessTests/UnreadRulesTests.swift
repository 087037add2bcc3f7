import Access
import Basics
import Testing

@testable import Fleet

@Suite("What the hub runs or reads and Atoll does not")
struct UnreadRulesTests {
  private let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]]]

  private func isCertain(_ hub: [String: JSONValue]) -> Bool { audience("github", named, hub: hub, .current).isCertain }

  @Test(
    "a file where the hub reads rules or programs from makes the audience uncertain",
    arguments: [
      "/usr/local/etc/jupyterhub/secret/values.yaml", "/usr/local/etc/jupyterhub/existing-secret/values.yaml",
      "/usr/local/etc/jupyterhub/jupyterhub_config.d/a.json", "/usr/local/etc/../etc//jupyterhub/./values.yaml",
      "/usr/local/lib/python3.11/site-packages/a.pth", "/opt/venv/lib/python3.11/site-packages/a.json", "/srv/x.py",
      "/usr/local/bin/jupyterhub", "/srv/start", "/srv/jupyterhub_config.json",
    ])
  func files(_ path: String) {
    #expect(!isCertain(["extraFiles": ["a": ["mountPath": .string(path)]]]))
  }

  @Test(
    "plain data elsewhere makes no doubt",
    arguments: [
      "/usr/local/etc/jupyterhub-configurator/00.schema.json", "/usr/local/share/jupyterhub/templates/page.html", "/srv/list.csv",
      "/etc/ssl/own.pem",
    ])
  func plainData(_ path: String) {
    #expect(isCertain(["extraFiles": ["a": ["mountPath": .string(path)]]]))
  }

  @Test("a volume over such a folder, or over one that holds it, makes the audience uncertain")
  func volumes() {
    func certain(_ path: String) -> Bool {
      isCertain(["extraVolumeMounts": [["name": "a", "mountPath": .string(path)]], "extraVolumes": [["name": "a"]]])
    }
    for path in [
      "/usr/local/etc/jupyterhub/jupyterhub_config.d", "/usr/local/etc", "/", "/usr/local/lib/python3.11", "/etc/pam.d",
      "/srv/mine.py",
    ] {
      #expect(!certain(path))
    }
    for path in ["/usr/local/share/jupyterhub/custom_templates", "/srv/jupyterhub", "/home"] { #expect(certain(path)) }
  }

  @Test("values that Helm refuses make the audience uncertain")
  func refused() {
    let tree = SourcedValue(["hub": ["config": ["JupyterHub": ["authenticator_class": "null"]]]])
    let refusal = HelmMerge.Refusal(path: ["jupyterhub"], value: SourcedValue("oops"))
    let values = EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: [], refusals: [refusal])
    #expect(Audience.of(values, versions: .current).doubts.map(\.kind) == [.layers])
  }

  @Test("a chart at hand that nests no jupyterhub is not called missing")
  func otherChart() {
    let tree = SourcedValue(.object([:]))
    let values = EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: nil)
    let sentence = Audience.of(values, versions: .unknown).doubts.first?.sentence ?? ""
    #expect(sentence.contains("hold no chart called jupyterhub"))
    let missing = EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: nil, unknown: [.chart(name: "x")])
    #expect(Audience.of(missing, versions: .unknown).doubts.first?.sentence.contains("not at hand") == true)
  }

  @Test("of two JupyterHubs in one chart the wider is told, and that there are two")
  func twoHubs() {
    let tree = SourcedValue([
      "jupyterhub": ["hub": ["config": ["JupyterHub": ["authenticator_class": "null"]]]],
      "other": ["hub": ["config": ["JupyterHub": ["authenticator_class": "tmp"], "Authenticator": ["allow_all": true]]]],
    ])
    let values = EffectiveValues(
      hub: "reef", values: tree, own: tree, jupyterhubPath: ["jupyterhub"], otherJupyterhubs: [["other"]])
    let audience = Audience.of(values, versions: .current)
    #expect(audience.level == .anyone)
    #expect(audience.doubts.first?.sentence.contains("2 JupyterHubs ('jupyterhub' and 'other')") == true)
  }
}
