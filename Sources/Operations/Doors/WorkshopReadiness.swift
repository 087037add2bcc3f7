public import Access
public import Basics
public import Fleet

/// Whether a hub can take a workshop: what holds, what does not, and what nobody knows.
public struct WorkshopReadiness: Sendable, Equatable, Codable {
  public var items: [Item]

  /// One thing that a workshop needs.
  public struct Item: Sendable, Equatable, Codable {
    public var state: State
    /// Without a full stop.
    public var sentence: String
    /// What to do; nil where it holds.
    public var next: String?

    public init(_ state: State, _ sentence: String, next: String? = nil) {
      self.state = state
      self.sentence = sentence
      self.next = next
    }
  }

  /// The states of an item, the worst last.
  public enum State: String, Sendable, Codable, CaseIterable { case holds, unknown, fails }

  public var state: State {
    if items.contains(where: { $0.state == .fails }) { return .fails }
    return items.contains { $0.state == .unknown } ? .unknown : .holds
  }

  /// - Parameters:
  ///   - others: workshops of the same hub at the same time.
  ///   - isRunning: whether the hub runs now; nil: nobody watches it.
  public init(
    _ workshop: Workshop, on hub: Hub, in fleet: Fleet, beside others: [Workshop] = [], isRunning: Bool?
  ) {
    let atOnce = workshop.serversAtOnce.map { min($0, workshop.seats) } ?? workshop.seats
    let all = others.reduce(atOnce) { $0 + ($1.serversAtOnce ?? $1.seats) }
    items = [
      Self.runs(hub, isRunning), Self.login(hub, workshop), Self.servers(hub, all), Self.memory(hub, fleet, all),
    ]
    if let starts = Self.starts(hub, atOnce) { items.append(starts) }
  }

  private static func runs(_ hub: Hub, _ isRunning: Bool?) -> Item {
    switch isRunning {
    case true?: Item(.holds, "the hub runs")
    case false?: Item(.fails, "the hub does not run", next: "wake it: atoll wake \(hub.id)")
    case nil: Item(.unknown, "nobody watches whether the hub runs", next: "look at it before the workshop")
    }
  }

  /// Unknown people must be able to prove who they are, or at least to come with a password that all share.
  private static func login(_ hub: Hub, _ workshop: Workshop) -> Item {
    switch hub.access.login {
    case .github, .google, .cilogon, .oidc:
      Item(.holds, "people log in by \(hub.access.login.rawValue), and need no account of this hub")
    case .sharedPassword:
      Item(.holds, "people log in by any name and the shared password, which they have to be told")
    case .password:
      Item(
        .fails, "only people with a password of this hub can log in",
        next: "name them under access.allow.people, or use a hub with another login")
    case .none: Item(.fails, "nobody logs in to this hub", next: "use a hub with a login")
    case .other:
      Item(.unknown, "Atoll does not know this hub's login", next: "try the join link with somebody from outside")
    }
  }

  private static func servers(_ hub: Hub, _ wanted: Int) -> Item {
    guard let most = hub.limits.servers else { return Item(.holds, "the hub has no bound on servers") }
    if most >= wanted { return Item(.holds, "the hub may have \(most) servers at once, for \(wanted) of workshops") }
    return Item(
      .fails, "the hub may have \(most) servers at once, and workshops need \(wanted)",
      next: "raise limits.servers, or limit the workshop with servers at once")
  }

  private static func memory(_ hub: Hub, _ fleet: Fleet, _ wanted: Int) -> Item {
    guard let each = (hub.profiles.first { $0.isDefault } ?? hub.profiles.first)?.memory ?? hub.limits.memory else {
      return Item(.unknown, "the hub does not say how much memory a server has", next: "say it: limits.memory")
    }
    let nodes = fleet.clusters[hub.cluster]?.nodes ?? []
    guard !nodes.isEmpty else {
      return Item(.unknown, "the cluster '\(hub.cluster)' does not say which nodes it has", next: "declare its nodes")
    }
    // Servers do not spread over nodes: each node takes whole ones.
    let room = nodes.reduce(0) { sum, node in
      let fits = each.count > 0 ? Int(node.memory.count / each.count) : 0
      return sum + fits * node.count
    }
    if room >= wanted { return Item(.holds, "the nodes of '\(hub.cluster)' have room for \(room) servers of \(each.quantity)") }
    return Item(
      .fails, "the nodes of '\(hub.cluster)' have room for \(room) servers of \(each.quantity), and workshops need \(wanted)",
      next: "add nodes, or offer a smaller server")
  }

  private static func starts(_ hub: Hub, _ wanted: Int) -> Item? {
    guard let atOnce = hub.limits.startsAtOnce, wanted > atOnce else { return nil }
    return Item(
      .holds, "\(atOnce) servers start at once, so \(wanted) people start in \((wanted + atOnce - 1) / atOnce) rounds")
  }
}
