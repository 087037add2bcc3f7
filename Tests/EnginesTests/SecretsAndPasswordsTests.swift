import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

@Suite("Secrets and passwords")
struct SecretsAndPasswordsTests {
  @Test("a secret comes from the environment, else from its file")
  func places() async throws {
    try await withFolder { folder in
      let secrets = FolderSecrets(folder: folder, environment: ["ATOLL_SECRET_REEF_CLIENT": "from the environment"])
      #expect(try secrets.value(of: "reef-client") == "from the environment")
      #expect(try secrets.value(of: "tide") == nil)
      try secrets.keep("from a file", as: "tide")
      #expect(try secrets.value(of: "tide") == "from a file")
      #expect(try mode(folder + "/tide") == 0o600)
      #expect(throws: EngineFailure.self) { try secrets.value(of: "../tide") }
    }
  }

  @Test("a secret's place in the values is taken by its value, and a missing one is named with where to put it")
  func references() async throws {
    try await withFolder { folder in
      let secrets = FolderSecrets(folder: folder, environment: ["ATOLL_SECRET_A": "x"])
      let values: JSONValue = ["list": [["secret": "a"], ["secret": "a", "more": 1]], "text": "secret"]
      let resolved = try SecretReferences.resolve(values, from: secrets)
      #expect(resolved == ["list": ["x", ["secret": "a", "more": 1]], "text": "secret"])
      let failure = try #require(throws: EngineFailure.self) {
        _ = try SecretReferences.resolve(["client": ["secret": "b"]], from: secrets)
      }
      #expect(failure.sentence == "The secret `b` is nowhere to be found")
      #expect(failure.next?.contains("ATOLL_SECRET_B") == true)
    }
  }

  @Test("the hub's own code accepts the hashes that the engine makes", .enabled(if: TestMachine.obstacle == nil))
  func hashes() async throws {
    for cost in [Scrypt.Cost.random, .chosen] {
      let hash = try Scrypt.hash("correct horse", cost: cost)
      let program = """
        from atoll_hub.passwords import verify_password as v
        import sys
        print(v("correct horse", sys.argv[1]), v("wrong horse", sys.argv[1]))
        """
      let environment = ["PYTHONPATH": TestMachine.package + "/hub", "PYTHONDONTWRITEBYTECODE": "1"]
      let outcome = try await Command(
        "/usr/bin/python3", ["-c", program, hash], environment: environment, timeout: .seconds(60)
      ).run()
      #expect(outcome.lines == ["True False"])
    }
  }

  @Test("people without a password get one, to be handed over until they change it")
  func making() async throws {
    try await withFolder { folder in
      let passwords = HubPasswords(folder: HubFolder(path: folder, name: "reef"))
      try await passwords.ensure(for: ["ada", "grace"], report: { _ in })
      let first = try passwords.open()
      #expect(Set(first.keys) == ["ada", "grace"])
      #expect(first["ada"] != first["grace"])
      try await passwords.ensure(for: ["ada", "grace", "katherine"], report: { _ in })
      #expect(try passwords.open().filter { $0.key != "katherine" } == first, "nobody's password changes")
      try await passwords.set("a longer one", of: "ada")
      #expect(try Set(passwords.open().keys) == ["grace", "katherine"])
      for name in ["passwords.json", "initial-passwords"] { #expect(try mode(folder + "/" + name) == 0o600) }
      await #expect(throws: EngineFailure.self) { try await passwords.set("short", of: "ada") }
    }
  }
}
