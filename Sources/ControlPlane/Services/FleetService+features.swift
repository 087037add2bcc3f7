import Basics
import Fleet
import Growth
import Operations
import Store

extension FleetService {
  /// The features of the deployed folder, made once until the folder or the day changes.
  /// - Throws: a 409 problem before the first deployment.
  func features() async throws -> FleetFeatures {
    guard let deployed else { throw Problem.nothingDeployed }
    let now = Timestamp(seconds: self.now())
    let authors = changeAuthors(of: deployed)
    return try await keptFeatures.value(for: FolderDay(deployed, now, authors: authors)) {
      FleetFeatures(deployed.fleet, answer: FeaturesAnswer(deployed.fleet, authors: authors, now: now))
    }
  }

  /// What no feature of the deployed folder explains, with what it is expected to cost; made once until the folder or the day
  /// changes. What hubs cost is taken from their declarations, as `atoll exceptions` does.
  /// - Throws: a 409 problem before the first deployment.
  func unexplained() async throws -> FleetUnexplained {
    guard let deployed else { throw Problem.nothingDeployed }
    let now = Timestamp(seconds: self.now())
    let found = try await exceptions(of: deployed)
    return try await keptUnexplained.value(for: FolderDay(deployed, now)) {
      let effort = FleetEffort(deployed.fleet, now: now)
      return FleetUnexplained(ExceptionsAnswer(found, in: deployed.fleet, effort: effort))
    }
  }

  /// The exceptions of the deployed folder, made once until the folder changes.
  /// - Throws: a 409 problem before the first deployment.
  func exceptions() async throws -> FleetExceptions {
    guard let deployed else { throw Problem.nothingDeployed }
    return try await exceptions(of: deployed)
  }

  private func exceptions(of folder: DeployedFolder) async throws -> FleetExceptions {
    try await keptExceptions.value(for: folder.record.hash) { FleetExceptions(folder.fleet) }
  }

  /// Who changed the files of a folder lately, as far as whoever deployed it told.
  private func changeAuthors(of folder: DeployedFolder) -> ChangeAuthors {
    guard let authors, authors.folder == folder.record.hash else {
      return .unknown(because: "whoever deployed the folder did not tell its history; `atoll deploy` does")
    }
    return authors.authors.changeAuthors
  }
}

/// A deployed folder on a day: reviews become overdue, and the first quarters of hubs end, while a folder stays.
struct FolderDay: Sendable, Equatable {
  var folder: String
  var day: CalendarDay
  var authors: ChangeAuthors?

  init(_ folder: DeployedFolder, _ now: Timestamp, authors: ChangeAuthors? = nil) {
    self.folder = folder.record.hash
    self.authors = authors
    day = CalendarDay(now)
  }
}
