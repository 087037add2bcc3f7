public import Basics
public import Fleet

/// What a community of one hub of a kind would pay a month, as hubs of that kind are used.
public struct TypicalFee: Sendable, Equatable {
  public let kind: HubKind
  /// For the hub; nil where none is declared for the kind.
  public let flat: Money?
  /// The median of those that hubs of this kind in production serve (of two in the middle, their mean); nil where no hub
  /// says it.
  public let users: Int?
  /// For these users; 0 where they are not known or no prices are declared.
  public let usage: Money

  public var total: Money { (flat ?? .zero) + usage }

  /// - Parameter isDedicated: whether on a cluster of its own.
  public init(_ kind: HubKind, isDedicated: Bool = false, in fleet: Fleet, _ finances: Finances) {
    self.kind = kind
    flat = Fees.hub(kind, isDedicated: isDedicated, finances)
    let staging = fleet.stagingHubs
    let people = fleet.hubs.values.filter { $0.kind == kind && !staging.contains($0.id) }.compactMap(\.effort.people).sorted()
    users = TypicalFee.median(people)
    usage = Fees.usage(users: users ?? 0, finances.usage)
  }

  private static func median(_ sorted: [Int]) -> Int? {
    guard !sorted.isEmpty else { return nil }
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    return low + (high - low + 1) / 2
  }
}
