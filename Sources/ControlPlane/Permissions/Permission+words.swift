extension Permission {
  /// What it lets somebody do, after "may".
  var phrase: String {
    switch self {
    case .lookAtFleet: "look at the whole fleet"
    case .lookAtOwnHubs: "look at the hubs of their own communities"
    case .seeMoney: "see money: the runway, and what it would be"
    case .change: "change what runs: deploy, wake, put to sleep, test"
    case .keepGrowthPlan: "keep the growth plan"
    case .lookAtDoors: "look at all doors: grants, workshops, who came"
    case .lookAtOwnDoors: "look at the doors of their own communities"
    case .openDoors: "open the door of any hub: grants and workshops"
    case .openOwnDoors: "open the doors of their own communities"
    case .letIn: "let people in: sign-in links, everyone’s tokens and sessions"
    case .keepOwnSignIns: "keep their own tokens and sessions"
    case .beDoor: "ask who may enter a hub"
    }
  }
}

extension Standing {
  var title: String {
    switch self {
    case .engineer: "Engineer"
    case .operationsEngineer: "Operations engineer"
    case .steward: "Steward"
    case .communityLead: "Community lead"
    case .partnerships: "Partnerships"
    case .finance: "Finance"
    case .viewer: "Viewer"
    case .representative: "Community representative"
    case .hub: "Hub"
    case .machine: "This machine"
    }
  }
}
