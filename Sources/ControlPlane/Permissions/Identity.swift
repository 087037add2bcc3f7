import Basics
import Fleet
import HTTPTypes

/// A person or program that has proved who it is.
struct Identity: Sendable, Equatable {
  /// The name in the event log.
  var name: String
  var permissions: Set<Permission>
  /// The communities that they represent.
  var communities: Set<CommunityID> = []
  var proof: Proof

  enum Proof: Sendable, Equatable {
    /// A browser's session, by its id: forms of it carry a token derived from the id.
    case session(String)
    /// A bearer token.
    case token
    /// A hub's own token: it speaks for this hub only.
    case hub(HubID)
    /// The token of the machine on which the control plane runs.
    case machine
  }

  func may(_ permission: Permission) -> Bool { permissions.contains(permission) }

  /// What of the fleet they see.
  var sight: Sight {
    may(.lookAtFleet) ? .everything : Sight(communities: may(.lookAtOwnHubs) ? communities : [])
  }

  /// Whether they may do something to a hub: by the permission for all hubs, or by the one for those of their communities.
  func may(_ all: Permission, orOwn own: Permission, _ hub: Hub) -> Bool {
    may(all) || (may(own) && communities.contains(hub.community))
  }
}

extension Identity {
  /// The command line of this machine, whoever sits at it.
  static let localOperator = Identity(name: "operator", permissions: Standing.machine.permissions, proof: .machine)

  /// A hub, by its own token.
  static func hub(_ hub: HubID) -> Identity {
    Identity(name: "hub \(hub)", permissions: Standing.hub.permissions, proof: .hub(hub))
  }

  /// In whose name something is done. Whoever holds this machine's own token may say a person of the folder; everyone
  /// else speaks for themselves.
  /// - Throws: a 404 problem for someone whom the folder does not name.
  func actor(speakingFor person: String?, among folder: FleetSource) throws -> String {
    guard let person, proof == .machine else { return name }
    let people = FleetLoader.load(folder).fleet?.organisation.people ?? [:]
    guard people[PersonID(person)] != nil else {
      throw Problem.noSuchPerson(PersonID(person), among: people.keys.map(\.rawValue))
    }
    return person
  }
}

extension Problem {
  static func noSuchPerson(_ person: PersonID, among names: [String]) -> Problem {
    let near = Suggestion.nearest(to: person.rawValue, among: names)
    return Problem(
      .notFound, "no-such-person", "No such person", detail: "The fleet names no person \(person).",
      next: near.map { "Did you mean \($0)?" }
        ?? "People are declared under `people` in fleet.yaml, representatives in communities/*.yaml.")
  }
}
