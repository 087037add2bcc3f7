import AsyncHTTPClient
import Basics
import Engines
import Fleet
import Logging
import Notify
import ServiceLifecycle
import Store

/// Sends what waits in the outbox, by what the deployed folder declares under `notify`.
struct OutboxService: Service {
  let fleet: FleetService
  let store: Store
  let secrets: FolderSecrets
  let logger: Logger
  let now: @Sendable () -> Double

  func run() async throws {
    try await store.recoverOutbox(at: now())
    try await HTTPClient.withHTTPClient(configuration: Webhook.configuration) { client in
      let mover = OutboxMover(
        outbox: StoredOutbox(store: store),
        messenger: DeployedMessenger(fleet: fleet, secrets: secrets, client: client), logger: logger, clock: now)
      await cancelWhenGracefulShutdown { await mover.run(changes: store.changes(about: [.outbox])) }
    }
  }
}

/// The store's outbox, as the mover knows one.
private struct StoredOutbox: Outbox {
  let store: Store

  func claimDue(now: Double, limit: Int, lease: Double) async throws -> [Message] {
    try await store.claimDue(now: now, limit: limit, lease: lease).map { kept in
      Message(
        id: kept.id, attempt: kept.attempts, delivery: kept.delivery, channel: channel(kept.message.channel),
        recipient: kept.message.recipient, kind: kept.message.kind.rawValue, subject: kept.message.subject,
        text: kept.message.text, json: kept.message.json, created: Timestamp(seconds: kept.created))
    }
  }

  func handOver(_ message: Message, at now: Double) async throws -> Bool {
    try await store.handOver(message.id, attempt: message.attempt, at: now)
  }

  func settle(_ message: Message, _ verdict: Verdict, at now: Double) async throws {
    switch verdict {
    case .sent: try await store.markSent(message.id, attempt: message.attempt, at: now)
    case .again(let next, let reason):
      try await store.retry(message.id, attempt: message.attempt, at: next, error: reason)
    case .givenUp(let reason):
      try await store.giveUp(message.id, attempt: message.attempt, at: now, error: reason)
      try await store.append(event(.messageGivenUp, message, at: now, "was not delivered and is given up: \(reason)"))
    case .inDoubt(let reason):
      try await store.markInDoubt(message.id, attempt: message.attempt, at: now, error: reason)
      try await store.append(event(.messageInDoubt, message, at: now, "may or may not have arrived: \(reason)"))
    }
  }

  func nextAttempt() async throws -> Double? { try await store.nextAttempt() }

  private func event(_ kind: Event.Kind, _ message: Message, at now: Double, _ what: String) -> Event.Draft {
    .init(
      kind, .message(message.id), by: "atoll", at: now, "The \(message.channel.rawValue) “\(message.subject)” \(what)")
  }

  private func channel(_ channel: OutboxMessage.Channel) -> Message.Channel {
    switch channel {
    case .mail: .mail
    case .webhook: .webhook
    }
  }
}

/// Sends each message by what the folder that is deployed at that moment says, so that a change needs no restart.
private struct DeployedMessenger: Messenger {
  let fleet: FleetService
  let secrets: FolderSecrets
  let client: HTTPClient

  func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome {
    let declared = await fleet.deployed?.fleet.organisation.notify
    do {
      let messenger = ChannelMessenger(
        mail: try declared?.mail.flatMap(mail), webhook: try declared?.webhook.map(webhook))
      return await messenger.send(message, handOver: handOver)
    } catch {
      return .retry(after: nil, reason: "\(error)")
    }
  }

  private func mail(_ declared: Notification.Mail) throws -> (any Messenger)? {
    guard let from = MailAddress(declared.from) else { return nil }
    switch declared.transport {
    case .sendmail: return Sendmail(from: from)
    case .smtp(let host, let port):
      var credentials: SMTPServer.Credentials?
      if let user = declared.user, let name = declared.password {
        credentials = .init(user: user, password: try secret(name))
      }
      return SMTPClient(SMTPServer(host: host, port: port, credentials: credentials), from: from)
    }
  }

  private func webhook(_ declared: Notification.Webhook) throws -> any Messenger {
    Webhook(
      client: client, signingKey: try declared.signingKey.map { Webhook.SigningKey(try secret($0)) })
  }

  private func secret(_ name: SecretName) throws -> String {
    guard let value = try secrets.value(of: name) else { throw MissingSecret(name: name) }
    return value
  }
}

/// A secret that the folder names and nobody has put.
private struct MissingSecret: Error, CustomStringConvertible {
  let name: SecretName
  var description: String {
    "the secret \(name) is nowhere; put it into the environment as ATOLL_SECRET_… or into the state folder's secrets/\(name)"
  }
}
