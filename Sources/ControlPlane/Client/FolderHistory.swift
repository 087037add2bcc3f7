public import Basics
import Engines
public import Fleet
import Foundation

/// What the version control of a folder tells.
public enum FolderHistory {
  /// Who changed the files of a folder in the last ``ChangeAuthors/days`` days.
  public static func authors(of folder: String, now: Timestamp) async -> ChangeAuthors {
    await GitAuthors.read(folder: folder, since: CalendarDay(now).advanced(by: -ChangeAuthors.days))
  }

  /// The same for a folder that is about to be deployed, to go with it.
  public static func authors(of folder: String, with source: FleetSource) async -> FolderAuthors {
    FolderAuthors(await authors(of: folder, now: Timestamp(seconds: Date().timeIntervalSince1970)), of: source)
  }
}
