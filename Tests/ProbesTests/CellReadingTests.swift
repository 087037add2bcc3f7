import Basics
import Testing

@testable import Probes

@Suite("What a kernel says of a cell")
struct CellReadingTests {
  private let reply: JSONValue = [
    "header": ["msg_type": "execute_reply"], "parent_header": ["msg_id": "mine"], "content": ["status": "ok"],
  ]
  private let idle = CellReadingTests.status("idle")
  private let busy = CellReadingTests.status("busy")

  private static func status(_ state: String, of request: String = "mine") -> JSONValue {
    [
      "header": ["msg_type": "status"], "parent_header": ["msg_id": .string(request)],
      "content": ["execution_state": .string(state)],
    ]
  }

  private func printed(_ text: String, of request: String = "mine", name: String = "stdout") -> JSONValue {
    [
      "header": ["msg_type": "stream"], "parent_header": ["msg_id": .string(request)],
      "content": ["name": .string(name), "text": .string(text)],
    ]
  }

  private func read(_ messages: [JSONValue]) throws -> String? {
    var reading = CellReading(request: "mine")
    for message in messages {
      if let output = try reading.take(message) { return output }
    }
    return nil
  }

  @Test("a cell is done when both its reply and its idle have come, in either order")
  func eitherOrder() throws {
    #expect(try read([busy, printed("42"), reply, idle]) == "42")
    #expect(try read([busy, printed("42"), idle, reply]) == "42")
    #expect(try read([busy, printed("42"), reply]) == nil)
    #expect(try read([busy, printed("42"), idle]) == nil)
  }

  @Test("what is for other requests, and what is no output, is passed over")
  func others() throws {
    let noise = [
      printed("theirs", of: "other"), CellReadingTests.status("idle", of: "other"), printed("!", name: "stderr"),
    ]
    #expect(try read(noise + [reply, busy, printed("4"), printed("2")] + noise + [idle]) == "42")
  }

  @Test("a returned value counts as output")
  func value() throws {
    let value: JSONValue = [
      "header": ["msg_type": "execute_result"], "parent_header": ["msg_id": "mine"],
      "content": ["data": ["text/plain": "42"]],
    ]
    #expect(try read([value, reply, idle]) == "42")
  }

  @Test("an error of the cell is told in the kernel's words")
  func error() {
    let error: JSONValue = [
      "header": ["msg_type": "execute_reply"], "parent_header": ["msg_id": "mine"],
      "content": ["status": "error", "ename": "NameError", "evalue": "name 'x' is not defined"],
    ]
    #expect(throws: ProbeFailure("the cell failed: NameError: name 'x' is not defined")) {
      try read([error, idle])
    }
    let aborted: JSONValue = [
      "header": ["msg_type": "execute_reply"], "parent_header": ["msg_id": "mine"], "content": ["status": "aborted"],
    ]
    #expect(throws: ProbeFailure("the cell failed: the kernel gave up on it")) { try read([aborted, idle]) }
  }

  @Test("a kernel that dies ends the wait", arguments: ["dead", "restarting"])
  func death(state: String) {
    #expect(throws: ProbeFailure("the kernel died")) { try read([CellReadingTests.status(state, of: "")]) }
  }

  @Test("messages of any shape are passed over", arguments: [JSONValue.null, [], "x", 1, [:], ["header": 1]])
  func nonsense(message: JSONValue) throws {
    #expect(try read([message]) == nil)
  }
}
