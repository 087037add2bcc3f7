import Basics

extension Check {
  /// What is promised to servers can be held.
  static let limits = Check(
    "the nodes of a cluster can hold what its hubs promise",
    [
      FindingExplanation(
        "A501", .error, "a limit that no node can hold",
        explanation: """
          A server runs on one node. This limit is larger than what the largest node of the hub's cluster has, so a \
          server that uses it would be stopped, or never start.

          Lower the limit, or declare a larger node under `nodes` of the cluster. A cluster that declares no nodes is \
          not checked.
          """,
        wrong: "# the largest node of the cluster has 64G\nlimits: {memory: 96G}", right: "limits: {memory: 48G}"),
      FindingExplanation(
        "A502", .warning, "guarantees that the cluster cannot hold",
        explanation: """
          The memory that is guaranteed to each server, times the number of servers that may run at once, is more than \
          all nodes of the cluster have together. Before the last servers start, there is no room.
          """,
        wrong: "limits: {servers: 100}\nvalues: {singleuser: {memory: {guarantee: 8G}}}   # 400G in all nodes",
        right: "limits: {servers: 40}\nvalues: {singleuser: {memory: {guarantee: 8G}}}"),
      FindingExplanation(
        "A506", .warning, "fewer servers than people at once",
        explanation: """
          `effort.usage.at_once` says how many people work on the hub at the same time, and `limits.servers` allows \
          fewer servers. The others are refused at the busiest hour.
          """,
        wrong: "effort: {usage: {people: 60, at_once: 40}}\nlimits: {servers: 20}",
        right: "effort: {usage: {people: 60, at_once: 40}}\nlimits: {servers: 50}"),
    ]
  ) { checked in
    checked.nativeHubs.flatMap { hub in
      checked.tooLarge(hub) + checked.tooMany(hub) + checked.tooFew(hub)
    }
  }
}

extension CheckedFleet {
  fileprivate func tooLarge(_ hub: Hub) -> [Finding] {
    guard let cluster = fleet.clusters[hub.cluster], !cluster.nodes.isEmpty else { return [] }
    var bounds: [(memory: Bytes?, cpu: Double?, path: String)] = [(hub.limits.memory, hub.limits.cpu, "limits")]
    for (index, profile) in hub.profiles.enumerated() {
      bounds.append((profile.memory, profile.cpu, "profiles[\(index)].limits"))
    }
    var findings: [Finding] = []
    for (memory, cpu, path) in bounds {
      let memoryFits = memory.map { memory in cluster.nodes.contains { $0.memory >= memory } } ?? true
      let cpuFits = cpu.map { cpu in cluster.nodes.contains { $0.cpu >= cpu } } ?? true
      if let memory, !memoryFits, let largest = cluster.nodes.map(\.memory).max() {
        findings.append(tooLarge(memory.description, largest.description, hub, "\(path).memory", cluster))
      }
      if let cpu, !cpuFits, let largest = cluster.nodes.map(\.cpu).max() {
        findings.append(tooLarge(CheckedFleet.cores(cpu), CheckedFleet.cores(largest), hub, "\(path).cpu", cluster))
      }
      if let memory, let cpu, memoryFits, cpuFits,
        !cluster.nodes.contains(where: { $0.memory >= memory && $0.cpu >= cpu })
      {
        findings.append(
          tooLarge("\(memory) with \(CheckedFleet.cores(cpu))", "one or the other", hub, "\(path).memory", cluster))
      }
    }
    return findings
  }

  private func tooLarge(_ limit: String, _ largest: String, _ hub: Hub, _ path: String, _ cluster: Cluster) -> Finding {
    Finding(
      "A501", .error, at: place(hub, path),
      "no node of '\(cluster.id)' can hold \(limit): the largest has \(largest)",
      next: "lower the limit, or declare a larger node in \(cluster.file)",
      related: [Finding.Related(place: place(cluster, "nodes"), note: "the nodes of '\(cluster.id)'")])
  }

  static func cores(_ cpu: Double) -> String {
    let number = cpu == cpu.rounded() && abs(cpu) < 1e15 ? String(Int(cpu)) : String(cpu)
    return number == "1" ? "1 core" : "\(number) cores"
  }

  fileprivate func tooMany(_ hub: Hub) -> [Finding] {
    guard let servers = hub.limits.servers, let cluster = fleet.clusters[hub.cluster], !cluster.nodes.isEmpty,
      let guarantee = rawValue(hub, at: ["singleuser", "memory", "guarantee"]),
      let each = guarantee.string.flatMap(Bytes.init(_:)) ?? guarantee.int.map(Bytes.init(_:))
    else { return [] }
    let all = cluster.nodes.reduce(0.0) { $0 + Double($1.memory.count) * Double($1.count) }
    guard Double(servers) * Double(each.count) > all else { return [] }
    return [
      Finding(
        "A502", .warning, at: place(hub, "limits.servers"),
        "\(servers) servers with \(each) each are more than all nodes of '\(cluster.id)' have together",
        next: "allow at most \(Int(all / Double(max(1, each.count)))) servers, or guarantee less to each",
        related: [
          Finding.Related(place: place(hub, "values.singleuser.memory.guarantee"), note: "what is guaranteed to each")
        ])
    ]
  }

  fileprivate func tooFew(_ hub: Hub) -> [Finding] {
    guard let servers = hub.limits.servers, let people = hub.effort.atOnce, servers < people else { return [] }
    return [
      Finding(
        "A506", .warning, at: place(hub, "limits.servers"),
        "\(people) people work here at once, and only \(servers) servers may run",
        next: "allow at least \(people) servers",
        related: [Finding.Related(place: place(hub, "effort.usage.at_once"), note: "people at once")])
    ]
  }
}
