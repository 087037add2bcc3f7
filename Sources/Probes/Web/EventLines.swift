import Basics
import Foundation
import NIOCore

/// Reads server-sent events whose data is JSON, from pieces cut anywhere.
struct EventLines: Sendable {
  private var rest: [UInt8] = []

  /// The events that this piece completes.
  mutating func take(_ piece: ByteBuffer) throws -> [JSONValue] {
    rest.append(contentsOf: piece.readableBytesView)
    guard rest.count <= Visitor.largestBody else { throw NIOTooManyBytesError(maxBytes: Visitor.largestBody) }
    var events: [JSONValue] = []
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: rest[..<end], as: UTF8.self)
      rest.removeSubrange(...end)
      guard line.hasPrefix("data:") else { continue }
      events.append(try JSONDecoder().decode(JSONValue.self, from: Data(line.dropFirst(5).utf8)))
    }
    return events
  }
}
