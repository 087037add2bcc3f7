import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Store

/// The parts of a page as they are now.
struct LiveParts: Sendable {
  var parts: [PagePart]
  /// Whether nothing will change any more.
  var areLast = false
}

extension PageRoutes {
  /// Server-sent events: the parts of a page that differ from what was sent before, after each change about one of
  /// `topics` and every 15 s, until they are the last, the reader goes, or the server ends. After ten minutes the reader has
  /// to come again, and to be signed in still.
  func live(about topics: Set<Topic>, _ parts: @escaping @Sendable () async throws -> LiveParts) -> Response {
    var headers: HTTPFields = [.contentType: "text/event-stream"]
    headers[.cacheControl] = "no-store"
    return Response(
      status: .ok, headers: headers,
      body: .init { [store] writer in
        var sent: [String: String] = [:]
        let end = ContinuousClock.now + .seconds(600)
        for await _ in store.changes(about: topics).withHeartbeat().cancelOnGracefulShutdown() {
          let now = try await parts()
          let changed = now.parts.filter { sent[$0.id] != $0.html }
          for part in changed {
            try await writer.write(ByteBuffer(string: part.event))
            sent[part.id] = part.html
          }
          if now.areLast {
            try await writer.write(ByteBuffer(string: PagePart.end))
            break
          }
          if ContinuousClock.now > end { break }
          // Something must be written for a connection that died to be noticed.
          if changed.isEmpty { try await writer.write(ByteBuffer(string: ": still here\n\n")) }
        }
        try await writer.finish(nil)
      })
  }
}

extension AsyncStream where Element == Void {
  /// The elements of this stream, and one more every 15 s.
  fileprivate func withHeartbeat() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let changes = Task {
        for await _ in self { continuation.yield() }
        continuation.finish()
      }
      let beats = Task {
        while (try? await Task.sleep(for: .seconds(15))) != nil { continuation.yield() }
      }
      continuation.onTermination = { _ in
        changes.cancel()
        beats.cancel()
      }
    }
  }
}
