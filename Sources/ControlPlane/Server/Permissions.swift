import Basics
import Fleet

/// What somebody may do beside looking.
struct Permissions: Sendable, Equatable {
  /// Deploy, wake and put to sleep.
  var mayChange: Bool
  /// Keep the growth plan: answer its questions, log hours, review features, open a phase.
  var mayPlan: Bool

  static let all = Permissions(mayChange: true, mayPlan: true)

  /// Of a person of the team, by their roles. Before anything is deployed, whoever is at the machine may do everything.
  init(of person: PersonID, in organisation: Organisation?) {
    guard let organisation, let known = organisation.people[person] else {
      let isAll = organisation == nil || person == "operator"
      self.init(mayChange: isAll, mayPlan: isAll)
      return
    }
    self.init(
      mayChange: known.roles.contains(where: \.mayChange), mayPlan: known.roles.contains(where: \.mayPlan))
  }

  init(mayChange: Bool, mayPlan: Bool) {
    self.mayChange = mayChange
    self.mayPlan = mayPlan
  }

  /// The page that opens first: the hubs for those who operate them, the growth plan for everybody else.
  var firstPage: String { mayChange ? Paths.overview : Paths.growth }
}

extension Role {
  /// Whether someone with this role may deploy, wake and put to sleep.
  fileprivate var mayChange: Bool {
    switch self {
    case .engineer, .operationsEngineer, .steward: true
    case .communityLead, .partnerships, .finance, .viewer: false
    }
  }

  /// Whether someone with this role keeps the growth plan.
  fileprivate var mayPlan: Bool {
    switch self {
    case .engineer, .operationsEngineer, .steward, .communityLead, .partnerships, .finance: true
    case .viewer: false
    }
  }
}
