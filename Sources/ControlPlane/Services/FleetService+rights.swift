import Basics
import Fleet

extension FleetService {
  /// What a person is to the deployed fleet today.
  func rights(of person: PersonID) -> Rights {
    Rights(of: person, in: deployed?.fleet, on: CalendarDay(Timestamp(seconds: now())))
  }
}

extension FleetService {
  /// Who may do what, as far as somebody sees it.
  func permissions(_ sight: Sight) -> PermissionsAnswer {
    PermissionsAnswer(deployed?.fleet, sight: sight, on: CalendarDay(Timestamp(seconds: now())))
  }
}

extension Fleet {
  /// Everyone who may sign in: the team, and the representatives of communities.
  var everyone: Set<PersonID> {
    communities.values.reduce(into: Set(organisation.people.keys)) { $0.formUnion($1.representatives.keys) }
  }
}
