import Basics
import Fleet

/// The part of a fleet that only some people can maintain: hubs with one feature (or of one type), and these people.
struct CapacityScope: Sendable {
  /// The name of the feature or the type.
  let skill: String
  let people: Set<PersonID>

  func needs(_ hub: Hub) -> Bool { hub.features.contains(FeatureID(skill)) }

  func needs(_ lead: Lead) -> Bool { lead.wishes.contains(skill) || lead.type.rawValue == skill }
}
