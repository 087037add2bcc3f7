import Basics

extension TypedValues {
  /// Bounds of the hub and of each server.
  mutating func addServers(of hub: Hub) {
    let limits = hub.limits
    if let servers = limits.servers { set("hub.activeServerLimit", .int(servers), from: "limits.servers") }
    if let starts = limits.startsAtOnce {
      set("hub.concurrentSpawnLimit", .int(starts), from: "limits.starts_at_once")
    }
    set(
      "singleuser.memory.limit", .string((limits.memory ?? Defaults.memoryLimit).quantity),
      from: limits.memory == nil ? nil : "limits.memory")
    if let cpu = limits.cpu { set("singleuser.cpu.limit", .cores(cpu), from: "limits.cpu") }
    set("singleuser.startTimeout", .int(Defaults.startTimeout), from: nil)
  }

  /// The choices offered to users.
  mutating func addProfiles(of hub: Hub) {
    guard !hub.profiles.isEmpty else { return }
    let path = "singleuser.profileList"
    set(path, .array(hub.profiles.map(JSONValue.profile)), from: "profiles")
    for (index, profile) in hub.profiles.enumerated() {
      let element = "\(path)[\(index)]"
      let field = "profiles[\(index)]"
      setPlace(element, of: field)
      setPlace("\(element).display_name", of: "\(field).name")
      setPlace("\(element).slug", of: "\(field).name")
      if profile.description != nil { setPlace("\(element).description", of: "\(field).description") }
      if profile.isDefault { setPlace("\(element).default", of: "\(field).default") }
      setPlace("\(element).kubespawner_override.mem_limit", of: "\(field).limits.memory")
      setPlace("\(element).kubespawner_override.cpu_limit", of: "\(field).limits.cpu")
    }
  }

  /// When servers that nobody uses are stopped.
  mutating func addIdle(of hub: Hub) {
    let field = hub.idle.stopAfter == nil ? nil : "idle.stop_after"
    let stopAfter = hub.idle.stopAfter ?? Defaults.idleStopAfter
    set("cull.enabled", .bool(stopAfter > 0), from: field)
    guard stopAfter > 0 else { return }
    set("cull.timeout", .int(stopAfter), from: field)
    set("cull.every", .int(max(1, min(Defaults.idleCheckEvery, stopAfter / 2))), from: nil)
  }
}

extension JSONValue {
  /// Whole cores as an integer, so that `1` and `1.0` are one value.
  static func cores(_ cpu: Double) -> JSONValue {
    cpu == cpu.rounded() && abs(cpu) < 1e15 ? .int(Int(cpu)) : .double(cpu)
  }

  static func profile(_ profile: Profile) -> JSONValue {
    var members: [String: JSONValue] = [
      "display_name": .string(profile.name),
      "slug": .string(profile.slug),
    ]
    if let description = profile.description { members["description"] = .string(description) }
    if profile.isDefault { members["default"] = true }
    var overrides: [String: JSONValue] = [:]
    if let memory = profile.memory { overrides["mem_limit"] = .string(memory.quantity) }
    if let cpu = profile.cpu { overrides["cpu_limit"] = .cores(cpu) }
    if !overrides.isEmpty { members["kubespawner_override"] = .object(overrides) }
    return .object(members)
  }
}

extension Bytes {
  /// As KubeSpawner reads it, in the largest unit that says it exactly: `2G`, `1536M`, `1000`.
  public var quantity: String {
    for (unit, size) in [("T", 1_099_511_627_776), ("G", 1_073_741_824), ("M", 1_048_576), ("K", 1024)]
    where count >= size && count % size == 0 {
      return "\(count / size)\(unit)"
    }
    return String(count)
  }
}
