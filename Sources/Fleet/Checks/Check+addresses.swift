import Basics

extension Check {
  /// Every hub has an address of its own.
  static let addresses = Check(
    "no two hubs share an address",
    [
      FindingExplanation(
        "A311", .error, "two hubs with one address",
        explanation: """
          Two hubs would answer at one address, and people would reach one of them by chance. A hub's address is its \
          `url`, the hosts under `ingress.hosts` in its values, and on a local cluster also `<hub>.localhost`. \
          Addresses that differ only in their port or in http and https count as one: browsers share cookies between \
          them.
          """,
        wrong: "# hubs/reef.yaml\nurl: https://hub.example.org\n# hubs/kelp.yaml\nurl: https://hub.example.org/",
        right: "# hubs/reef.yaml\nurl: https://reef.example.org\n# hubs/kelp.yaml\nurl: https://kelp.example.org"),
      FindingExplanation(
        "A312", .error, "a hub's name that is taken",
        explanation: """
          On a local cluster a hub is reached as `<hub>.localhost`. This name leads elsewhere: `atoll.localhost` is \
          Atoll's own address.

          Rename the hub's file, and the places that name it.
          """,
        wrong: "# hubs/atoll.yaml", right: "# hubs/lagoon.yaml"),
    ]
  ) { checked in
    var findings: [Finding] = []
    var owners: [String: (hub: Hub, place: SourcePlace)] = [:]
    for hub in checked.nativeHubs {
      if Defaults.reservedHubNames.contains(hub.id.rawValue) {
        findings.append(
          Finding(
            "A312", .error, at: checked.place(hub, ""), "no hub can be called '\(hub.id)': the name leads elsewhere",
            next: "rename \(hub.file)"))
      }
      var told: Set<HubID> = []
      for (address, place) in checked.addresses(of: hub) {
        if let owner = owners[address] {
          guard owner.hub.id != hub.id, told.insert(owner.hub.id).inserted else { continue }
          findings.append(
            Finding(
              "A311", .error, at: place, "'\(hub.id)' and '\(owner.hub.id)' would both answer at \(address)",
              next: "give one of them another url",
              related: [Finding.Related(place: owner.place, note: "the address of '\(owner.hub.id)'")]))
        } else {
          owners[address] = (hub, place)
        }
      }
    }
    return findings
  }
}

extension CheckedFleet {
  /// Host and path of every address at which a hub answers, with the place that says so.
  fileprivate func addresses(of hub: Hub) -> [(address: String, place: SourcePlace)] {
    var addresses: [(String, SourcePlace)] = []
    let declared = hub.url.flatMap(WebAddress.init(_:))
    if let declared { addresses.append((declared.host + declared.path, place(hub, "url"))) }
    for host in rawValue(hub, at: ["ingress", "hosts"])?.array ?? [] {
      guard let host = host.string else { continue }
      addresses.append((host.lowercased() + (declared?.path ?? ""), place(hub, "values.ingress.hosts")))
    }
    if fleet.clusters[hub.cluster]?.engine == .local { addresses.append(("\(hub.id).localhost", place(hub, ""))) }
    return addresses
  }
}
