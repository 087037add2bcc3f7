public import Basics
public import Fleet

/// What communities pay a month by their agreements, exact to the hundredth.
public struct Fees: Sendable, Equatable {
  /// Of each community that has an agreement, by name; whether it runs on a day, the agreement says.
  public let communities: [CommunityFee]
  /// Those that pay nothing since nothing was agreed, by name.
  public let withoutAgreement: [CommunityID]

  /// Nil where no money is declared.
  public init?(_ fleet: Fleet) {
    guard let finances = fleet.organisation.finances else { return nil }
    let all = fleet.communities.values.sorted { $0.id < $1.id }
    communities = all.compactMap { community in
      community.agreement.map { CommunityFee(community, $0, in: fleet, finances) }
    }
    withoutAgreement = all.filter { $0.agreement == nil }.map(\.id)
  }

  public subscript(community: CommunityID) -> CommunityFee? { communities.first { $0.community == community } }

  /// What is paid a month by agreements that run on this day; cloud that is passed on is not in it.
  public func total(on day: CalendarDay) -> Money {
    Money.sum(communities.filter { $0.agreement.runs(on: day) }.map(\.total))
  }

  /// What so many users (below 0 counts as 0) pay a month by steps: each user the price of the step they are in. It never
  /// falls with more users, and one more user never adds more than one price. Where the last step has an end, further
  /// users pay its price.
  public static func usage(users: Int, _ tiers: [Finances.UsageTier]) -> Money {
    var charged = 0
    var sum = Money.zero
    for (place, tier) in tiers.enumerated() {
      let isLast = place == tiers.count - 1
      let upTo = isLast ? users : min(users, tier.upTo ?? users)
      guard upTo > charged else { continue }
      sum = sum + (upTo - charged) * tier.each
      charged = upTo
    }
    return sum
  }

  /// What a hub of a kind pays a month; nil where nothing is declared for the kind.
  public static func hub(_ kind: HubKind, isDedicated: Bool, _ finances: Finances) -> Money? {
    finances.fees[kind].map { isDedicated ? $0.times(finances.dedicatedFactor) : $0 }
  }
}

/// What one community pays a month, and of what it is made.
public struct CommunityFee: Sendable, Equatable {
  public let community: CommunityID
  public let name: String
  public let agreement: Agreement
  /// Its production hubs by name, where the agreement names no fee for all of them; else none.
  public let hubs: [HubFee]
  /// What it pays for its hubs.
  public let flat: Money
  /// Who pays by steps.
  public let users: ActiveUsers
  /// What it pays for its users.
  public let usage: Money
  /// What is not known of it and counts as 0.
  public let notes: [MoneyNote]

  /// For hubs and users; cloud that is passed on is not in it.
  public var total: Money { flat + usage }
  /// What its cloud costs a month and is passed on to it; 0 where it is not known or the organisation pays.
  public var cloudPassedOn: Money { agreement.paysCloud ? agreement.cloud ?? .zero : .zero }
  /// What its cloud costs the organisation a month; 0 where that is not known.
  public var cloudPaid: Money { agreement.paysCloud ? .zero : agreement.cloud ?? .zero }

  init(_ community: Community, _ agreement: Agreement, in fleet: Fleet, _ finances: Finances) {
    self.community = community.id
    name = community.name
    self.agreement = agreement
    let staging = fleet.stagingHubs
    let production = fleet.hubs(of: community.id).filter { !staging.contains($0.id) }
    let hubs = production.map { HubFee($0, in: fleet, finances) }
    self.hubs = agreement.fee == nil ? hubs : []
    flat = agreement.fee ?? Money.sum(hubs.compactMap(\.fee))
    users = agreement.paysUsage ? ActiveUsers(agreed: agreement.activeUsers, production) : .notCharged
    usage = Fees.usage(users: users.count, finances.usage)
    notes = CommunityFee.notes(community.id, agreement, self.hubs, users, finances)
  }

  private static func notes(
    _ community: CommunityID, _ agreement: Agreement, _ hubs: [HubFee], _ users: ActiveUsers, _ finances: Finances
  ) -> [MoneyNote] {
    var notes: [MoneyNote] = []
    for kind in HubKind.allCases where hubs.contains(where: { $0.kind == kind && $0.fee == nil }) {
      notes.append(.noFeeOfKind(community, kind))
    }
    if agreement.paysUsage, finances.usage.isEmpty { notes.append(.noUsagePrices(community)) }
    if case .declared(_, let unknown) = users, !unknown.isEmpty { notes.append(.usersUnknown(community, hubs: unknown)) }
    if !agreement.paysCloud, agreement.cloud == nil { notes.append(.cloudUnknown(community)) }
    return notes
  }
}

/// What one hub pays a month.
public struct HubFee: Sendable, Equatable {
  public let hub: HubID
  public let kind: HubKind
  /// Whether its cluster is its own: then it pays `money.dedicated_factor` times the fee.
  public let isDedicated: Bool
  /// Nil where none is declared for the kind; counts as 0.
  public let fee: Money?

  init(_ hub: Hub, in fleet: Fleet, _ finances: Finances) {
    self.hub = hub.id
    kind = hub.kind
    isDedicated = fleet.clusters[hub.cluster]?.tenancy == .dedicated
    fee = Fees.hub(hub.kind, isDedicated: isDedicated, finances)
  }
}

/// How many monthly active users are paid for, and how that is known.
public enum ActiveUsers: Sendable, Equatable {
  /// The agreement does not charge for users.
  case notCharged
  /// As the agreement says.
  case agreed(Int)
  /// As the hubs say together, but for those of which it is not known.
  case declared(Int, unknown: [HubID])

  init(agreed: Int?, _ hubs: [Hub]) {
    if let agreed {
      self = .agreed(agreed)
    } else {
      let known = hubs.compactMap(\.effort.people)
      self = .declared(known.reduce(0, +), unknown: hubs.filter { $0.effort.people == nil }.map(\.id))
    }
  }

  /// Those that are charged for: 0 where it is not known.
  public var count: Int {
    switch self {
    case .notCharged: 0
    case .agreed(let users): users
    case .declared(let users, _): users
    }
  }
}

extension Agreement {
  /// Whether a day is within it, renewals aside.
  public func runs(on day: CalendarDay) -> Bool { from <= day && until.map { day <= $0 } ?? true }
}
