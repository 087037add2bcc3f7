import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Whether the server has gone through its start: told by `/readyz`.
final class Readiness: Sendable {
  private let state = Mutex(false)
  var isReady: Bool { state.withLock { $0 } }
  func set() { state.withLock { $0 = true } }
}

/// `/healthz`: the process answers. `/readyz`: it has read its store and takes requests. Neither tells anything else.
enum HealthRoutes {
  static func add(to router: Router<AtollRequestContext>, readiness: Readiness) {
    router.get("/healthz") { _, _ in text("ok\n") }
    router.get("/readyz") { _, _ in
      readiness.isReady ? text("ready\n") : text("starting\n", status: .serviceUnavailable)
    }
  }

  private static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }
}
