import AsyncHTTPClient
import Basics
import Foundation
import Testing

@testable import Notify

@Suite("Webhooks, with a real server", .timeLimit(.minutes(2)))
struct WebhookTests {
  private func call(
    _ server: TestServer, _ path: String, attempt: Int = 1, timeout: Double = 120, key: String? = "a key of the tests"
  ) async throws -> Outcome {
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Webhook.configuration)
    let webhook = Webhook(client: client, signingKey: key.map { Webhook.SigningKey($0) }, timeout: timeout)
    let outcome = await webhook.send(
      .example(to: "http://127.0.0.1:\(server.port)/\(path)", channel: .webhook, subject: "Grüße", attempt: attempt),
      handOver: { true })
    try await client.shutdown()
    return outcome
  }

  @Test("a call says what happened, when, and which delivery it is, and is signed")
  func calls() async throws {
    let server = try TestServer.hook()
    #expect(try await call(server, "204") == .sent)
    let call = try #require(try server.records("calls").first)
    let headers = try #require(call["headers"])
    #expect(headers["x-atoll-signature"] == call["signature"])
    #expect(headers["x-atoll-delivery"] == "delivery-1" && headers["idempotency-key"] == "delivery-1")
    #expect(headers["content-type"] == "application/json" && headers["x-atoll-event"] == "rollout-failed")
    let body = try #require(call["body"])
    #expect(body["event"] == "rollout-failed" && body["at"] == "2026-12-01T17:00:00Z" && body["subject"] == "Grüße")
    #expect(body["data"] == ["rollout": 7] && body["delivery"] == "delivery-1")
  }

  @Test("another attempt has the same body and the same id")
  func repeats() async throws {
    let server = try TestServer.hook()
    for attempt in [1, 2] { _ = try await call(server, "204", attempt: attempt) }
    let calls = try server.records("calls")
    #expect(calls.count == 2 && calls[0]["body"] == calls[1]["body"] && calls[0]["signature"] == calls[1]["signature"])
    #expect(calls[0]["headers"]?["idempotency-key"] == calls[1]["headers"]?["idempotency-key"])
  }

  @Test("without a key it is not signed")
  func unsigned() async throws {
    let server = try TestServer.hook()
    #expect(try await call(server, "200", key: nil) == .sent)
    #expect(try server.records("calls").first?["headers"]?["x-atoll-signature"] == nil)
  }

  @Test(
    "the answer decides: sent, later, or never",
    arguments: [
      ("200", Outcome.sent),
      ("202", .sent),
      ("400", .failed(reason: "the webhook answered 400: the answer 400")),
      ("410", .failed(reason: "the webhook answered 410: the answer 410")),
      ("408", .retry(after: nil, reason: "the webhook answered 408: the answer 408")),
      ("429", .retry(after: 7, reason: "the webhook answered 429: the answer 429")),
      ("503", .retry(after: nil, reason: "the webhook answered 503: the answer 503")),
      ("302", .failed(reason: "the webhook answered 302: the answer 302 (redirects are not followed)")),
      ("307", .failed(reason: "the webhook answered 307: the answer 307 (redirects are not followed)")),
    ])
  func answers(_ path: String, _ outcome: Outcome) async throws {
    let server = try TestServer.hook()
    #expect(try await call(server, path) == outcome)
    #expect(try server.records("calls").count == 1)
  }

  @Test("an answer without end is not read to its end")
  func endless() async throws {
    let server = try TestServer.hook()
    #expect(try await call(server, "endless") == .sent)
  }

  @Test("a server that does not answer, or is not there, is called again later")
  func silent() async throws {
    let server = try TestServer.hook()
    guard case .retry = try await call(server, "hang", timeout: 0.5) else {
      Issue.record("a call without an answer is made again")
      return
    }
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Webhook.configuration)
    let nowhere = Message.example(to: "http://127.0.0.1:24998/", channel: .webhook)
    guard case .retry = await Webhook(client: client).send(nowhere, handOver: { true }) else {
      Issue.record("a call to nobody is made again")
      return
    }
    for address in ["", "file:///etc/passwd", "hello", "http://"] {
      let message = Message.example(to: address, channel: .webhook)
      #expect(await Webhook(client: client).send(message, handOver: { true }).isFailed(with: "no address of a webhook"))
    }
    try await client.shutdown()
  }

  @Test("a key is never printed")
  func secret() {
    let key = Webhook.SigningKey("hush")
    #expect(!"\(key)".contains("hush") && !String(reflecting: key).contains("hush"))
  }
}
