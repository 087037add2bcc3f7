import Basics
public import Fleet
import Foundation

/// Who changed the files of a deployed folder lately, as whoever deploys it tells it: the control plane has a copy of the
/// folder, and not its history.
public struct FolderAuthors: Codable, Sendable, Equatable {
  /// From which day on changes were looked at, as `YYYY-MM-DD`; nil where nobody could look.
  public var since: String?
  /// People by file: a number that tells them apart → name. Every file of the folder that is under version control is in it.
  /// Mail addresses are not told: nothing here needs them.
  public var people: [String: [String: String]]
  /// Why nobody could look.
  public var unknown: String?

  public init(_ authors: ChangeAuthors, of folder: FleetSource) {
    switch authors {
    case .known(let record):
      since = record.since.description
      let told = record.people.filter { folder.files[$0.key] != nil }
      let mails = Set(told.values.flatMap(\.keys)).sorted()
      let numbers = Dictionary(uniqueKeysWithValues: zip(mails, mails.indices.map { String($0 + 1) }))
      people = told.mapValues { people in
        people.reduce(into: [:]) { known, person in if let number = numbers[person.key] { known[number] = person.value } }
      }
    case .unknown(let because):
      people = [:]
      unknown = because
    }
  }

  /// The same as the fleet's features read it.
  var changeAuthors: ChangeAuthors {
    guard let since = since.flatMap({ CalendarDay($0) }) else {
      return .unknown(because: unknown ?? "the history of the folder could not be read")
    }
    return .known(.init(since: since, people: people))
  }
}

/// What was told of the authors of a folder, in a file of the state folder: it outlives the process, and deleting it loses
/// nothing but the bus factors until the next deployment.
struct KeptAuthors: Codable, Sendable {
  /// The hash of the folder that it is of.
  var folder: String
  var authors: FolderAuthors

  /// Nil where there is no such file, or it cannot be read.
  static func read(_ path: String) -> KeptAuthors? {
    guard let text = try? PrivateFile.read(path) else { return nil }
    return try? JSONDecoder().decode(KeptAuthors.self, from: Data(text.utf8))
  }

  func write(to path: String) throws {
    try PrivateFile.write(String(decoding: try JSONEncoder().encode(self), as: UTF8.self), to: path)
  }
}
