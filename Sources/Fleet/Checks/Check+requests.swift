import Basics

extension Check {
  /// What a server or a part of a hub asks for can be given.
  static let requests = Check(
    "what is asked for fits under its limit and on its node",
    [
      FindingExplanation(
        "A934", .error, "a request above its limit",
        explanation: """
          What is guaranteed is more than what is allowed at most. Kubernetes refuses to start such a server: whoever chooses \
          it waits in vain. A profile that says only one of the two has the other from `singleuser`.

          In `singleuser` and profiles K, M, G and T are powers of 1024; in `resources` of other parts M and G are powers of \
          1000, and Mi and Gi powers of 1024.
          """,
        wrong: "singleuser:\n  memory: {guarantee: 4G, limit: 2G}", right: "singleuser:\n  memory: {guarantee: 2G, limit: 4G}"),
      FindingExplanation(
        "A935", .warning, "a request that no node can hold",
        explanation: """
          A server gets what is guaranteed to it from one node. This is as much as the node has or more, and each node keeps \
          a part for its own system, so that the server never starts. The node is the one that `node_selector` names by its \
          instance type, where Atoll knows the type, or else the largest that the cluster declares under `nodes`.
          """,
        wrong: "kubespawner_override:\n  mem_guarantee: 52G\n  node_selector: {node.kubernetes.io/instance-type: n1-highmem-8}",
        right: "kubespawner_override:\n  mem_guarantee: 46G\n  node_selector: {node.kubernetes.io/instance-type: n1-highmem-8}"),
    ]
  ) { checked in
    var requests = Requests()
    for hub in checked.hubs {
      guard let chart = checked.values[hub.id]?.jupyterhub else { continue }
      requests.look(at: chart, nodes: checked.fleet.clusters[hub.cluster]?.nodes ?? [])
    }
    return requests.findings
  }
}

/// What servers ask for, one choice after the other. Profiles that hubs share are looked at once.
private struct Requests {
  private(set) var findings: [Finding] = []
  private var seen: Set<Key> = []

  private struct Key: Hashable {
    let profile: ObjectIdentifier?
    let general: Asked
    let largest: [Double]
  }

  mutating func look(at chart: SourcedValue, nodes: [Cluster.Node]) {
    lookAtParts(chart)
    guard let singleuser = chart["singleuser"] else { return }
    var general = Asked()
    general.memory = singleuser["memory"]?.said("guarantee").flatMap(ResourceAmount.spawnerMemory)
    general.memoryLimit = singleuser["memory"]?.said("limit").flatMap(ResourceAmount.spawnerMemory)
    general.cpu = singleuser["cpu"]?.said("guarantee").flatMap(ResourceAmount.spawnerCPU)
    general.cpuLimit = singleuser["cpu"]?.said("limit").flatMap(ResourceAmount.spawnerCPU)
    general.take(nodeSelector: singleuser["nodeSelector"])
    let largest = nodes.isEmpty ? [] : [nodes.map { Double($0.memory.count) }.max() ?? 0, nodes.map(\.cpu).max() ?? 0]
    if seen.insert(Key(profile: nil, general: general, largest: largest)).inserted { tell(general, largest) }
    for profile in singleuser["profileList"]?.elements ?? [] {
      guard seen.insert(Key(profile: ObjectIdentifier(profile), general: general, largest: largest)).inserted else { continue }
      let asked = general.overridden(by: profile["kubespawner_override"])
      tell(asked, largest)
      for (_, option) in profile["profile_options"]?.members ?? [:] {
        for (_, choice) in option["choices"]?.members ?? [:] {
          tell(asked.overridden(by: choice["kubespawner_override"]), largest)
        }
      }
    }
  }

  private mutating func tell(_ asked: Asked, _ largest: [Double]) {
    tellAboveLimit(asked.memory, asked.memoryLimit)
    tellAboveLimit(asked.cpu, asked.cpuLimit)
    if let type = asked.instanceType, let size = MachineSize(instanceType: type) {
      tellAboveNode(asked.memory, size.memory, "a node of the type '\(type)' has", asked.typePlace)
      tellAboveNode(asked.cpu, size.cpu, "a node of the type '\(type)' has", asked.typePlace)
    } else if asked.instanceType == nil, largest.count == 2 {
      tellAboveNode(asked.memory, largest[0], "the largest node of the cluster has", nil)
      tellAboveNode(asked.cpu, largest[1], "the largest node of the cluster has", nil)
    }
  }

  private mutating func tellAboveLimit(_ request: ResourceAmount?, _ limit: ResourceAmount?) {
    guard let request, let limit, request.value > limit.value, let place = request.isOwn ? request.place : limit.place,
      request.isOwn || limit.isOwn
    else { return }
    let other = request.isOwn ? (limit.place, "its limit") : (request.place, "what is asked for")
    findings.append(
      Finding(
        "A934", .error, at: place, "\(request) are asked for, and \(limit) allowed at most: such a server is refused",
        next: "ask for at most \(limit), or raise the limit",
        related: other.0.map { [.init(place: $0, note: other.1)] } ?? []))
  }

  private mutating func tellAboveNode(_ request: ResourceAmount?, _ node: Double, _ whose: String, _ named: SourcePlace?) {
    guard let request, request.isOwn, request.value >= node, let place = request.place else { return }
    let has = request.isMemory ? Bytes(Int(node)).description : CheckedFleet.cores(node)
    let rest = request.value > node ? "" : " and keeps a part for itself"
    findings.append(
      Finding(
        "A935", .warning, at: place, "\(request) are asked for, and \(whose) \(has)\(rest): such a server never starts",
        next: "ask for less, or choose a larger node",
        related: named.flatMap { $0.file.isEmpty ? nil : [.init(place: $0, note: "the node is named here")] } ?? []))
  }

  // MARK: - Parts of the hub

  private static let parts: [[String]] = [
    ["hub"], ["proxy", "chp"], ["proxy", "traefik"], ["proxy", "secretSync"], ["scheduling", "userScheduler"],
    ["prePuller", "hook"], ["singleuser", "networkTools"],
  ]
  private static let containers: [[String]] = [
    ["hub", "initContainers"], ["hub", "extraContainers"], ["singleuser", "initContainers"], ["singleuser", "extraContainers"],
  ]

  private mutating func lookAtParts(_ chart: SourcedValue) {
    for path in Self.parts { lookAtResources(chart[path: path]?["resources"]) }
    for path in Self.containers {
      for container in chart[path: path]?.elements ?? [] { lookAtResources(container["resources"]) }
    }
  }

  private mutating func lookAtResources(_ resources: SourcedValue?) {
    guard let requests = resources?["requests"], let limits = resources?["limits"] else { return }
    for (key, isMemory) in [("memory", true), ("cpu", false)] {
      let request = requests.said(key).flatMap { ResourceAmount.quantity($0, isMemory: isMemory) }
      let limit = limits.said(key).flatMap { ResourceAmount.quantity($0, isMemory: isMemory) }
      tellAboveLimit(request, limit)
    }
  }
}

/// What one choice of server asks for.
private struct Asked: Hashable {
  var memory: ResourceAmount?
  var memoryLimit: ResourceAmount?
  var cpu: ResourceAmount?
  var cpuLimit: ResourceAmount?
  var instanceType: String?
  var typePlace: SourcePlace?

  /// With what an override of KubeSpawner says; null takes a bound away.
  func overridden(by override: SourcedValue?) -> Asked {
    guard let override else { return self }
    var asked = self
    if let value = override["mem_guarantee"] { asked.memory = ResourceAmount.spawnerMemory(value) }
    if let value = override["mem_limit"] { asked.memoryLimit = ResourceAmount.spawnerMemory(value) }
    if let value = override["cpu_guarantee"] { asked.cpu = ResourceAmount.spawnerCPU(value) }
    if let value = override["cpu_limit"] { asked.cpuLimit = ResourceAmount.spawnerCPU(value) }
    if override["node_selector"] != nil { asked.take(nodeSelector: override["node_selector"]) }
    return asked
  }

  /// A selector stands for the whole of the one before.
  mutating func take(nodeSelector: SourcedValue?) {
    let label = MachineSize.labels.lazy.compactMap { nodeSelector?[$0] }.first
    instanceType = label?.string
    typePlace = label?.place
  }
}
