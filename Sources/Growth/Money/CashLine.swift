public import Basics
public import Fleet

/// One amount of one month of a ``CashPlan``, and what it stands on.
public struct CashLine: Sendable, Equatable {
  public let part: CashPart
  /// For people: the name of the community, lead, person, position or cost.
  public let name: String
  /// What is expected: the declared amount times `probability`, halves of a hundredth away from 0. 0 or more, whether it
  /// comes in or goes out.
  public let amount: Money
  /// That it is paid in this month. Within 0…1.
  public let probability: Double
  public let source: CashSource
  /// For people: `agreement until 2027-06-30, renewed with 85 %`.
  public let note: String
}

/// What comes in and what goes out.
public enum CashPart: String, Sendable, Codable, CaseIterable {
  /// For hubs, and for users, by agreements.
  case fees, usage
  /// Fees of leads and of additional communities.
  case pipeline
  /// `money.income`.
  case income
  /// What communities pay back of their cloud.
  case cloudPassedOn = "cloud_passed_on"
  case people, hires
  /// `money.costs`.
  case costs
  /// Cloud that the organisation pays.
  case cloud
  /// Cloud that communities pay back, in the same month.
  case cloudOfCommunities = "cloud_of_communities"

  public var isIncome: Bool {
    switch self {
    case .fees, .usage, .pipeline, .income, .cloudPassedOn: true
    case .people, .hires, .costs, .cloud, .cloudOfCommunities: false
    }
  }

  /// Whether it is what communities pay for the service: the upper side of cost recovery.
  public var isFee: Bool {
    switch self {
    case .fees, .usage, .pipeline: true
    case .income, .cloudPassedOn, .people, .hires, .costs, .cloud, .cloudOfCommunities: false
    }
  }

  /// Whether it is what the service costs the organisation: the lower side of cost recovery.
  public var isOwnCost: Bool {
    switch self {
    case .people, .hires, .costs, .cloud: true
    case .fees, .usage, .pipeline, .income, .cloudPassedOn, .cloudOfCommunities: false
    }
  }
}

/// Where an amount is declared.
public enum CashSource: Hashable, Sendable {
  /// Its agreement.
  case community(CommunityID)
  case lead(LeadID)
  case person(PersonID)
  /// By its place in `team.hires`.
  case hire(Int)
  /// By their places in `money.costs` and `money.income`.
  case cost(Int)
  case income(Int)
  /// The scenario.
  case scenario
}
