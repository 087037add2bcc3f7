public import Basics
import Engines
public import Fleet

/// What the version control of a folder tells.
public enum FolderHistory {
  /// Who changed the files of a folder in the last ``ChangeAuthors/days`` days.
  public static func authors(of folder: String, now: Timestamp) async -> ChangeAuthors {
    await GitAuthors.read(folder: folder, since: CalendarDay(now).advanced(by: -ChangeAuthors.days))
  }
}
