import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

@Suite("A hub on this machine", .serialized, .enabled(if: TestMachine.obstacle == nil, "Python or git is missing"))
struct HubLifeTests {
  @Test("a hub is applied, seen, found again, changed and removed", .timeLimit(.minutes(10)))
  func life() async throws {
    let machine = try TestMachine(ports: 22000...22019)
    let engine = machine.engine
    let start = ContinuousClock.now
    let endpoint = try await engine.apply(.example(), from: machine.fleet) { print("  ", $0) }
    print("first apply", ContinuousClock.now - start)
    print(endpoint)
    print(try await engine.observe())
    try await machine.end()
  }
}
