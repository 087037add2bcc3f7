import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix

/// Why a test failed, as one plain clause without a full stop.
struct ProbeFailure: Error, Sendable, Equatable {
  let sentence: String
  /// Whether a stranger got further than the door: not merely that something could not be tried.
  let isOpenDoor: Bool

  init(_ sentence: String) {
    self.sentence = sentence
    isOpenDoor = false
  }

  private init(openDoor sentence: String) {
    self.sentence = sentence
    isOpenDoor = true
  }

  /// A stranger got further than the door.
  static func open(_ sentence: String) -> ProbeFailure { ProbeFailure(openDoor: sentence) }

  /// Any error of a test in plain words.
  init(_ error: any Error) {
    switch error {
    case let failure as ProbeFailure: self = failure
    case is CancellationError: self.init("the test was cancelled")
    case let error as HTTPClientError: self.init(error)
    case let error as NIOConnectionError: self.init("nothing answers at \(error.host):\(error.port)")
    case let error as IOError where error.errnoCode == ECONNREFUSED: self.init("nothing answers there")
    case is NIOTooManyBytesError: self.init("an answer was larger than \(Visitor.largestBody / 1_048_576) MB")
    default: self.init("the connection failed: \(error)")
    }
  }

  private init(_ error: HTTPClientError) {
    switch error {
    case .cancelled: self.init("the test was cancelled")
    case .connectTimeout: self.init("no connection was made in time")
    case .deadlineExceeded, .readTimeout: self.init("no answer came in time")
    case .remoteConnectionClosed: self.init("the connection was closed before an answer came")
    default: self.init("the connection failed: \(error.description)")
    }
  }
}

extension Duration {
  var inSeconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  /// Such as `60 s` or `0.4 s`.
  var inWords: String {
    let tenths = (inSeconds * 10).rounded()
    let whole = tenths.truncatingRemainder(dividingBy: 10) == 0
    return whole ? "\(Int(tenths / 10)) s" : "\(tenths / 10) s"
  }
}
