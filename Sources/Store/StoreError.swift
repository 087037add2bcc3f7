internal import Foundation
internal import GRDB

/// What a store could not do, with the facts.
public enum StoreError: Error, Sendable, Equatable {
  /// There is no store at this path.
  case missing(path: String)
  case cannotOpen(path: String, why: String)
  /// A newer Atoll has written this store.
  case newer(path: String, migrations: [String])
  /// The store must be brought up to date by `atoll serve` before it can be read.
  case older(path: String, migrations: [String])
  /// Another process serves this store.
  case alreadyServed(path: String, pid: Int?)
  /// Another process held the file for too long.
  case busy(doing: String)
  /// The disk is full.
  case full(doing: String)
  /// The file is damaged, or what it holds cannot be read.
  case damaged(doing: String, why: String)
  /// The record that the call is about does not exist.
  case unknown(String)
  /// Something exists already: a token's name, the target of a backup.
  case taken(String)
  /// What was to be kept breaks a rule of its record; the sentence says which, and what to do. Nothing was written.
  case refused(String)
  /// The work was given up by whoever asked for it; nothing was written.
  case cancelled(doing: String)
  case failed(doing: String, why: String)
}

extension StoreError: CustomStringConvertible {
  /// One sentence, with what to do where there is something to do.
  public var description: String {
    switch self {
    case .missing(let path): "There is no store at \(path)."
    case .cannotOpen(let path, let why): "The store \(path) cannot be opened: \(why)."
    case .newer(let path, let migrations):
      "The store \(path) was written by a newer Atoll (\(migrations.joined(separator: ", "))): run that version, or restore a backup."
    case .older(let path, let migrations):
      "The store \(path) was written by an older Atoll (it lacks \(migrations.joined(separator: ", "))): start `atoll serve` once."
    case .alreadyServed(let path, let pid):
      "The store \(path) is served already\(pid.map { " by process \($0)" } ?? "")."
    case .busy(let doing): "Could not \(doing): another process holds the store."
    case .full(let doing): "Could not \(doing): the disk is full. Nothing was written."
    case .damaged(let doing, let why): "Could not \(doing): the store is damaged (\(why)). Restore a backup."
    case .unknown(let what): "There is no \(what)."
    case .taken(let what): "There is already \(what)."
    case .refused(let sentence): sentence
    case .cancelled(let doing): "Did not \(doing): it was given up."
    case .failed(let doing, let why): "Could not \(doing): \(why)."
    }
  }
}

extension StoreError {
  /// What went wrong while doing something; `doing` completes "Could not …".
  init(_ doing: String, _ error: any Error) {
    switch error {
    case let error as StoreError: self = error
    case is CancellationError: self = .cancelled(doing: doing)
    case let error as DecodingError: self = .damaged(doing: doing, why: "\(error)")
    case let error as DatabaseError:
      let why = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(doing: doing)
      case .SQLITE_FULL: self = .full(doing: doing)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(doing: doing, why: why)
      case .SQLITE_INTERRUPT, .SQLITE_ABORT: self = .cancelled(doing: doing)
      default: self = .failed(doing: doing, why: why)
      }
    default: self = .failed(doing: doing, why: "\(error)")
    }
  }

  init(opening path: String, _ error: any Error) {
    switch StoreError("open the store", error) {
    case .failed(_, let why): self = .cannotOpen(path: path, why: why)
    case let other: self = other
    }
  }
}

/// The text of `errno`.
func lastSystemError() -> String { String(cString: strerror(errno)) }
