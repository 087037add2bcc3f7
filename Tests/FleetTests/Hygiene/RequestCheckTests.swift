import Basics
import Testing

@testable import Fleet

@Suite("Requests, limits and nodes")
struct RequestCheckTests {
  private func found(_ values: String) -> [String] {
    AdoptedFleet.findings(AdoptedFleet.source(["a": values]), ["A934", "A935"]).map(\.short)
  }

  @Test("what is guaranteed stays under the limit", arguments: ["memory", "cpu"])
  func general(kind: String) {
    let unit = kind == "memory" ? "G" : ""
    #expect(found("singleuser:\n  \(kind):\n    guarantee: 4\(unit)\n    limit: 2\(unit)") == ["c/a.yaml:4 A934"])
    #expect(found("singleuser:\n  \(kind):\n    guarantee: 2\(unit)\n    limit: 2\(unit)").isEmpty)
  }

  @Test("a limit under what the chart guarantees is told at the limit")
  func chart() {
    #expect(found("singleuser:\n  memory:\n    limit: 512M") == ["c/a.yaml:4 A934"])
  }

  @Test("a profile has from singleuser what it does not say, and null takes a limit away")
  func profiles() {
    let general = "singleuser:\n  memory: {guarantee: 1G, limit: 2G}\n  profileList:\n"
    #expect(found(general + "  - kubespawner_override:\n      mem_guarantee: 4G") == ["c/a.yaml:6 A934"])
    #expect(found(general + "  - kubespawner_override:\n      mem_guarantee: 4G\n      mem_limit: null").isEmpty)
    #expect(found(general + "  - kubespawner_override: {mem_guarantee: 4G, mem_limit: 8G}").isEmpty)
  }

  @Test("a choice has from its profile what it does not say")
  func choices() {
    let text = """
      singleuser:
        profileList:
        - kubespawner_override: {cpu_limit: 2}
          profile_options: {size: {choices: {big: {kubespawner_override: {
            cpu_guarantee: 3}}}}}
      """
    #expect(found(text) == ["c/a.yaml:6 A934"])
  }

  @Test("the parts of a hub count as Kubernetes does: M is a thousand thousands, Mi is not")
  func parts() {
    let resources = { (request: String, limit: String) in
      "hub:\n  resources:\n    requests:\n      memory: \(request)\n    limits: {memory: \(limit)}"
    }
    #expect(found(resources("1Gi", "1G")) == ["c/a.yaml:5 A934"])
    #expect(found(resources("1G", "1Gi")).isEmpty)
    #expect(found("proxy: {chp: {resources: {requests: {cpu: 500m}, limits: {cpu: 0.4}}}}") == ["c/a.yaml:2 A934"])
  }

  @Test("a request fits on the node that is named, which keeps a part for itself")
  func nodes() {
    let profile = { (memory: String, type: String) in
      """
      singleuser:
        profileList:
        - kubespawner_override:
            mem_limit: null
            mem_guarantee: \(memory)
            node_selector: {node.kubernetes.io/instance-type: \(type)}
      """
    }
    #expect(found(profile("52G", "n1-highmem-8")) == ["c/a.yaml:6 A935"])
    #expect(found(profile("40G", "n1-highmem-8")).isEmpty)
    #expect(found(profile("40G", "r5.xlarge")) == ["c/a.yaml:6 A935"])
    #expect(found(profile("400G", "nobody-knows-8")).isEmpty)
  }

  @Test("the nodes that a cluster declares bound the requests of its hubs")
  func declared() {
    let fleet = Fleet.example {
      cluster("shore") { $0.nodes = [Cluster.Node(name: "n", memory: Bytes(8 << 30), cpu: 4)] }
      bothHubs { $0.values = ["singleuser": ["memory": ["guarantee": "16G", "limit": "32G"]]] }
    }
    #expect(fleet.codes.contains("A935"))
  }

  @Test(
    "the sizes of instance types are those of their providers",
    arguments: [
      ("n1-highmem-4", 26.0, 4.0), ("n2-standard-16", 64, 16), ("n2-highmem-16", 128, 16), ("e2-highmem-8", 64, 8),
      ("r5.large", 16, 2), ("r5.xlarge", 32, 4), ("r5.4xlarge", 128, 16), ("m5.2xlarge", 32, 8), ("t3.medium", 4, 2),
      ("t3.xlarge", 16, 4), ("g4dn.xlarge", 16, 4), ("c5.9xlarge", 72, 36), ("Standard_E8s_v5", 64, 8),
      ("n1-highcpu-96", 86.4, 96), ("n2d-standard-224", 896, 224), ("c2d-highcpu-56", 112, 56), ("g2-standard-96", 384, 96),
      ("a2-ultragpu-4g", 680, 48), ("e2-medium", 4, 2), ("r4.16xlarge", 488, 64), ("r6i.32xlarge", 1024, 128),
      ("m5dn.24xlarge", 384, 96), ("p2.16xlarge", 732, 64), ("p4d.24xlarge", 1152, 96), ("g5.48xlarge", 768, 192),
      ("Standard_D96as_v4", 384, 96), ("Standard_E64_v3", 432, 64), ("Standard_E64ds_v4", 504, 64),
      ("Standard_E64as_v4", 512, 64), ("Standard_E96s_v5", 672, 96),
    ])
  func sizes(type: String, gib: Double, cpu: Double) {
    #expect(MachineSize(instanceType: type) == MachineSize(gib: gib, cpu: cpu))
  }

  @Test(
    "another name has no size",
    arguments: [
      "", "n1-highmem-", "r5.metal", "x9.large", "Standard_E8-2s_v5", "Standard_E80ids_v4", "Standard_E96s_v4",
      // Its sources disagree.
      "n2-highmem-128",
    ])
  func noSize(type: String) {
    #expect(MachineSize(instanceType: type) == nil)
  }

  @Test("KubeSpawner counts M in powers of 1024 and Kubernetes in powers of 1000")
  func units() {
    let text = SourcedValue(.string("1.5M"))
    #expect(ResourceAmount.spawnerMemory(text)?.value == 1.5 * 1_048_576)
    #expect(ResourceAmount.quantity(text, isMemory: true)?.value == 1_500_000)
    #expect(ResourceAmount.quantity(SourcedValue(.string("250m")), isMemory: false)?.value == 0.25)
    #expect(ResourceAmount.spawnerMemory(SourcedValue(.string("much"))) == nil)
    #expect(ResourceAmount.spawnerMemory(SourcedValue(.int(-1))) == nil)
  }
}
