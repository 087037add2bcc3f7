import Basics
import Delivery
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import ControlPlane

@Suite("Planning and deploying through the API", .timeLimit(.minutes(5)))
struct PlanTests {
  @Test("the plan of a folder lists what it would start, and changes nothing")
  func plan() async throws {
    try await TestServer.run { server async throws in
      let answer = try await server.post("/api/v1/plan", server.asOperator, json: DeployRequest(folder: try .first()))
      #expect(answer.status == .ok)
      let decoded = try answer.decoded(DeployAnswer.self)
      #expect(decoded.plan.changes.map(\.hub) == ["reading-room"])
      #expect(decoded.plan.changes.map(\.kind) == [.added])
      #expect(decoded.rollout == nil)
      #expect(await server.parts.fleet.deployed == nil)
      #expect(try await server.parts.store.unfinished().isEmpty)
    }
  }

  @Test("a folder with errors is refused with its findings, by plan and by deployment", arguments: ["plan", "deploy"])
  func errors(operation: String) async throws {
    try await TestServer.run { server async throws in
      var folder = try FleetSource.first()
      folder.files["hubs/reading-room.yaml"] = Array("name: Room\nkind: basic\ncommunity: nobody\ncluster: here\n".utf8)
      let answer = try await server.post(
        "/api/v1/\(operation)", server.asOperator, json: DeployRequest(folder: FleetSource(files: folder.files)))
      #expect(answer.status == .unprocessableContent)
      let problem = try answer.decoded(Problem.Body.self)
      #expect(
        problem.findings?.contains { $0.severity == .error && $0.place?.file == "hubs/reading-room.yaml" } == true)
      #expect(await server.parts.fleet.deployed == nil)
    }
  }

  @Test("a deployment begins a rollout and the folder is followed; a second one waits for its end")
  func deploy() async throws {
    try await TestServer.run { server async throws in
      let request = DeployRequest(folder: try .first(), why: "a first hub")
      let answer = try await server.post("/api/v1/deploy", server.asOperator, json: request)
      #expect(answer.status == .accepted)
      let id = try #require(try answer.decoded(DeployAnswer.self).rollout)
      #expect(await server.parts.fleet.deployed?.record.hash == request.folder.hash)
      let report = try await server.get("/api/v1/rollouts/\(id)", server.asOperator).decoded(RolloutReport.self)
      #expect(report.state == .running)
      #expect(report.rollout.request.why == "a first hub")
      let second = try await server.post("/api/v1/deploy", server.asOperator, json: request)
      #expect(second.status == .conflict)
      #expect(try second.decoded(Problem.Body.self).type == "/problems/rollout-running")
    }
  }

  @Test("a refused deployment leaves the way free for the next")
  func refusedThenDeployed() async throws {
    try await TestServer.run { server async throws in
      let bad = DeployRequest(folder: FleetSource(texts: ["fleet.yaml": "nmae: Example\n"]))
      #expect(try await server.post("/api/v1/deploy", server.asOperator, json: bad).status == .unprocessableContent)
      let good = DeployRequest(folder: try .first())
      #expect(try await server.post("/api/v1/deploy", server.asOperator, json: good).status == .accepted)
    }
  }

  @Test("a folder that no longer declares a hub that runs needs its name to remove it")
  func remove() async throws {
    try await TestServer.run { server async throws in
      let store = server.parts.store
      let release = Release(hub: "old", cluster: "here", community: "reef", staging: nil, values: [:], provenance: [:])
      let request = Rollout.Request(by: "ada", why: "", at: 1, folder: FleetFolder(path: "/nowhere"))
      let change = HubChange(hub: "old", kind: .added, before: nil, after: release.hash, values: [])
      let lane = Lane(
        id: "old", cluster: "here",
        waves: [Wave(name: "production", hubs: [HubRollout(change: change, state: .passed)])])
      _ = try await store.record(try await store.begin(request, lanes: [lane], releases: [release]), nil)
      try await store.setRunning("old", release.hash)

      let refused = try await server.post("/api/v1/deploy", server.asOperator, json: DeployRequest(folder: .people))
      #expect(refused.status == .conflict)
      let problem = try refused.decoded(Problem.Body.self)
      #expect(problem.type == "/problems/needs-remove")
      #expect(problem.next?.contains("--remove old") == true)
      #expect(await server.parts.fleet.deployed == nil)

      let plan = try await server.post("/api/v1/plan", server.asOperator, json: DeployRequest(folder: .people))
      #expect(try plan.decoded(DeployAnswer.self).needsRemove == ["old"])

      let begun = try await server.post(
        "/api/v1/deploy", server.asOperator, json: DeployRequest(folder: .people, remove: ["old"]))
      #expect(begun.status == .accepted)
      #expect(try await store.unfinished().first?.request.homes == .keep)
    }
  }
}
