import CryptoExtras
import Delivery
import Foundation

/// The passwords of one hub with `login: password`: their hashes, which the hub reads at each login, and those in clear
/// that the engine made and that are still to be handed over.
struct HubPasswords: Sendable {
  let folder: HubFolder

  /// The fewest characters that a person's password may have; the hub's own tool asks for as many.
  static let shortest = 10

  private struct Hashes: Codable, Equatable { var users: [String: String] = [:] }

  /// Makes a password for each person who has none.
  func ensure(for people: [String], report: @escaping Report) async throws {
    try await locked {
      var hashes = try self.hashes()
      let missing = people.filter { hashes.users[$0] == nil }
      guard !missing.isEmpty else { return }
      report("Making passwords for \(missing.count == 1 ? missing[0] : "\(missing.count) people")")
      var open = try self.open()
      let made = missing.map { ($0, Randomness.password()) }
      for (person, hash) in try await Scrypt.hashes(of: made, cost: .random) { hashes.users[person] = hash }
      for (person, password) in made { open[person] = password }
      // The clear text first: a password that nobody knows would lock its person out.
      try write(open)
      try PrivateFile.write(hashes, asJSONTo: folder.passwords)
    }
  }

  func set(_ password: String, of person: String) async throws {
    guard password.count >= Self.shortest else {
      throw EngineFailure("The password is too short", next: "Use \(Self.shortest) characters or more")
    }
    try await locked {
      var hashes = try self.hashes()
      for (person, hash) in try await Scrypt.hashes(of: [(person, password)], cost: .chosen) {
        hashes.users[person] = hash
      }
      try PrivateFile.write(hashes, asJSONTo: folder.passwords)
      var open = try self.open()
      open[person] = nil
      try write(open)
    }
  }

  /// Notes a password that is to be handed over.
  func handOver(_ password: String, to person: String) async throws {
    try await locked {
      var open = try self.open()
      open[person] = password
      try write(open)
    }
  }

  /// The passwords in clear, by person.
  func open() throws -> [String: String] {
    var found: [String: String] = [:]
    for line in (try PrivateFile.read(folder.initialPasswords) ?? "").split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2, !line.hasPrefix("#") { found[String(parts[0])] = String(parts[1]) }
    }
    return found
  }

  private func write(_ open: [String: String]) throws {
    let lines = open.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)\n" }
    let head = "# Passwords that Atoll made and nobody has changed. Hand them over, then delete this file.\n"
    try PrivateFile.write(head + lines.joined(), to: folder.initialPasswords)
  }

  private func hashes() throws -> Hashes {
    guard let text = try PrivateFile.read(folder.passwords) else { return Hashes() }
    do {
      return try JSONDecoder().decode(Hashes.self, from: Data(text.utf8))
    } catch is DecodingError {
      throw EngineFailure(
        "`\(folder.passwords)` holds something else than passwords", next: "Restore it, or move it away")
    }
  }

  /// The lock that the hub's own tool takes.
  private func locked(_ work: () async throws -> Void) async throws {
    try await FileLock.hold(folder.path + "/passwords.lock", patience: .seconds(60), work)
  }
}

/// Hashes of passwords, in the form that a hub reads: `scrypt$cost$block$parallelism$salt$hash`, the last two in base64.
enum Scrypt {
  /// How much work a guess costs.
  enum Cost {
    /// For what a person chose: OWASP's parameters.
    case chosen
    /// For what the engine made, whose 79 bits no one guesses at any speed.
    case random

    var rounds: Int { self == .chosen ? 1 << 15 : 1 << 12 }
    var parallelism: Int { self == .chosen ? 3 : 1 }
  }

  private static let blockSize = 8

  /// Hashes on a thread of its own: this is slow on purpose.
  static func hashes(of passwords: [(String, String)], cost: Cost) async throws -> [(String, String)] {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try passwords.map { ($0.0, try hash($0.1, cost: cost)) } })
      }
    }
  }

  static func hash(_ password: String, cost: Cost, salt: [UInt8] = Randomness.bytes(16)) throws -> String {
    let key = try KDF.Scrypt.deriveKey(
      from: Data(password.utf8), salt: Data(salt), outputByteCount: 32, rounds: cost.rounds, blockSize: blockSize,
      parallelism: cost.parallelism)
    let parts = [
      String(cost.rounds), String(blockSize), String(cost.parallelism), Data(salt).base64EncodedString(),
      key.withUnsafeBytes { Data($0) }.base64EncodedString(),
    ]
    return (["scrypt"] + parts).joined(separator: "$")
  }
}
