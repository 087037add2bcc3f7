import Store

/// Who may do what in Atoll: the one table. Routes say in `RouteTable` which permission they need.
enum Permission: String, Sendable, Codable, CaseIterable {
  /// Hubs, doors as declared, rollouts, changes, findings, features and the growth plan of the whole fleet.
  case lookAtFleet = "look-at-fleet"
  /// The same of one's own communities, where it concerns a hub.
  case lookAtOwnHubs = "look-at-own-hubs"
  case seeMoney = "see-money"
  /// Deploy, wake, put to sleep, test.
  case change
  /// Answer the plan's questions, log hours, review features, open a phase.
  case keepGrowthPlan = "keep-growth-plan"
  /// Grants, workshops and who came, of the whole fleet.
  case lookAtDoors = "look-at-doors"
  case lookAtOwnDoors = "look-at-own-doors"
  /// Grants and workshops of any hub.
  case openDoors = "open-doors"
  case openOwnDoors = "open-own-doors"
  /// Sign-in links, and the tokens and sessions of others.
  case letIn = "let-in"
  /// One's own tokens and sessions.
  case keepOwnSignIns = "keep-own-sign-ins"
  /// Ask at the door of one's own hub, as a hub does.
  case beDoor = "door"
}

/// What somebody is to Atoll, and so what they may do.
enum Standing: String, Sendable, Codable, CaseIterable {
  case engineer
  case operationsEngineer = "operations-engineer"
  case steward
  case communityLead = "community-lead"
  case partnerships
  case finance
  case viewer
  /// Of the communities whose files name them.
  case representative = "community-representative"
  /// A hub, by its own token.
  case hub
  /// Whoever holds the token of the machine on which the control plane runs; anyone who signs in, before a fleet is deployed.
  case machine

  /// The table.
  var permissions: Set<Permission> {
    switch self {
    case .engineer, .operationsEngineer, .machine: Permission.ofEveryPerson
    case .steward: Permission.ofTeam.union([.change, .keepGrowthPlan, .openDoors, .openOwnDoors, .letIn])
    case .communityLead: Permission.ofTeam.union([.keepGrowthPlan, .openDoors, .openOwnDoors])
    case .partnerships, .finance: Permission.ofTeam.union([.keepGrowthPlan])
    case .viewer: Permission.ofTeam.subtracting([.seeMoney])
    case .representative: [.lookAtOwnHubs, .lookAtOwnDoors, .openOwnDoors, .keepOwnSignIns]
    case .hub: [.beDoor]
    }
  }
}

extension Permission {
  /// All that a person can have: a door is none.
  static let ofEveryPerson = Set(allCases).subtracting([.beDoor])

  /// What everyone of the team reads.
  fileprivate static let ofTeam: Set<Permission> = [
    .lookAtFleet, .lookAtOwnHubs, .seeMoney, .lookAtDoors, .lookAtOwnDoors, .keepOwnSignIns,
  ]
}

extension TokenScope {
  /// What a token with this scope may do, where its person may.
  var permissions: Set<Permission> {
    switch self {
    case .read: [.lookAtFleet, .lookAtOwnHubs, .seeMoney, .lookAtDoors, .lookAtOwnDoors]
    case .deploy: [.change, .keepGrowthPlan, .openDoors, .openOwnDoors]
    case .administer: [.letIn, .keepOwnSignIns]
    }
  }
}
