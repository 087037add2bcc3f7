import Basics

/// Reads what a kernel says until one cell is done.
///
/// A cell is done when both its `execute_reply` and its `status: idle` have come, in either order; what comes for
/// other requests is passed over.
struct CellReading: Sendable {
  private let request: String
  private var output = ""
  private var reply: Reply?
  private var isIdle = false

  private enum Reply { case ok, error(String) }

  init(request: String) { self.request = request }

  /// What the cell printed and returned, once it is done; throws where it raised an error or the kernel died.
  mutating func take(_ message: JSONValue) throws -> String? {
    let type = message["header"]?["msg_type"]?.string ?? message["msg_type"]?.string
    let content = message["content"]
    if type == "status", let state = content?["execution_state"]?.string, ["dead", "restarting"].contains(state) {
      throw ProbeFailure("the kernel died")
    }
    guard message["parent_header"]?["msg_id"]?.string == request else { return nil }
    switch type {
    case "stream" where content?["name"]?.string == "stdout":
      output += content?["text"]?.string ?? ""
    case "execute_result":
      output += content?["data"]?["text/plain"]?.string ?? ""
    case "execute_reply":
      reply = content?["status"]?.string == "ok" ? .ok : .error(CellReading.error(in: content))
    case "status":
      isIdle = content?["execution_state"]?.string == "idle"
    default: break
    }
    guard isIdle, let reply else { return nil }
    switch reply {
    case .ok: return output
    case .error(let error): throw ProbeFailure("the cell failed: \(error)")
    }
  }

  private static func error(in content: JSONValue?) -> String {
    let words = [content?["ename"]?.string, content?["evalue"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
    return words.isEmpty ? "the kernel gave up on it" : words.joined(separator: ": ")
  }
}
