import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

@Suite("Parts of the local engine")
struct PartsTests {
  @Test("a process's entry is read whatever its program is called")
  func processEntry() throws {
    let rest = "S 1 2 2 0 -1 4 0 0 0 0 1 2 0 0 20 0 1 0 8123 99"
    #expect(ProcessTable.parse("7 (a (b) c) \(rest)") == ProcessTable.Entry(startTime: 8123, state: "S"))
    #expect(ProcessTable.parse("7 (x) Z") == nil)
    #expect(ProcessTable.parse("") == nil)
  }

  @Test("a process is itself, and no other with its number")
  func processIdentity() throws {
    let own = try #require(ProcessRecord(pid: getpid()))
    #expect(own.isAlive)
    var older = own
    older.startTime -= 1
    #expect(!older.isAlive)
    var formerBoot = own
    formerBoot.bootID = "another"
    #expect(!formerBoot.isAlive)
    #expect(ProcessRecord(pid: .max) == nil)
  }

  @Test("a process that ignores the request to end is ended by force; one that has ended is left alone")
  func ending() async throws {
    try await withFolder { folder in
      let stubborn = "trap '' TERM; echo $$ > \(folder)/pid; while :; do sleep 0.1; done"
      let task = Task { try await Command("/bin/sh", ["-c", stubborn], timeout: .seconds(30)).run() }
      #expect(try await Wait.until(within: .seconds(10)) { try PrivateFile.read(folder + "/pid")?.isEmpty == false })
      let pid = try #require(try PrivateFile.read(folder + "/pid").flatMap { Int32($0.dropLast()) })
      let record = try #require(ProcessRecord(pid: pid))
      #expect(try await record.end(grace: .milliseconds(200)))
      #expect(try await task.value.succeeded == false)
      #expect(try await record.end(grace: .milliseconds(200)))
    }
  }

  @Test("a command that takes too long is ended, with its children")
  func timeout() async throws {
    let marker = "61.\(Int.random(in: 10_000...99_999))"
    let failure = try await #require(throws: EngineFailure.self) {
      _ = try await Command("/bin/sh", ["-c", "sleep \(marker) & sleep \(marker)"], timeout: .milliseconds(300)).run()
    }
    #expect(failure.sentence.contains("`sh` took longer"))
    #expect(try await Wait.until(within: .seconds(5)) { try processes(with: "sleep \(marker)").isEmpty })
  }

  @Test("a port that is taken is told with the program that uses it, and how to choose another")
  func takenPort() async throws {
    try await withFolder { folder in
      let port = 22_900
      let server =
        "import socket,time; s=socket.socket(); s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1);"
        + "s.bind(('127.0.0.1',\(port))); s.listen(); time.sleep(60)"
      let task = Task { try await Command("/usr/bin/python3", ["-c", server], timeout: .seconds(60)).run() }
      #expect(try await Wait.until(within: .seconds(90)) { try Ports.listener(at: port) != nil })
      #expect(!Ports.isFree(port))
      let engine = TestMachine.engine(state: folder + "/state", ports: port...(port + 9))
      let failure = try await #require(throws: EngineFailure.self) { try await engine.ensureGateway(report: { _ in }) }
      #expect(failure.sentence.contains("Port 22900") && failure.sentence.contains("python3"))
      #expect(failure.next?.contains("ATOLL_GATEWAY_PORT=22901") == true)
      task.cancel()
      _ = await task.result
      #expect(try await Wait.until(within: .seconds(5)) { Ports.isFree(port) })
    }
  }

  @Test("no two hubs get one port or one uid, and a hub keeps its own")
  func identities() async throws {
    try await withFolder { folder in
      let state = StateFolder(path: folder)
      try state.make()
      let identities = HubIdentities(state: state, ports: 22_910...22_919, reserved: [22_910], firstUID: 5000)
      var all: [HubIdentity] = []
      for name in ["reef", "atoll-staging", "tide"] {
        let hub = try state.hub(HubID(name))
        try Folder.make(hub.path, mode: 0o711)
        all.append(try await identities.ensure(hub, runs: false))
        #expect(try await identities.ensure(hub, runs: false) == all.last)
      }
      #expect(Set(all.map(\.port)).count == 3 && all.allSatisfy { (22_911...22_919).contains($0.port) })
      #expect(all.map(\.uidStart) == [5000, 15_000, 25_000])
      #expect(Set(all.map(\.serviceToken)).count == 3)
    }
  }

  @Test(
    "names that cannot be host names, or that the gateway uses, are refused",
    arguments: [
      "Reef", "reef!", "-reef", "", "atoll", "../etc", String(repeating: "a", count: 64),
    ])
  func names(_ name: String) {
    #expect(throws: EngineFailure.self) { try HubName.folder(of: HubID(name)) }
  }

  @Test("a hub of an adopted layout has one label as its name")
  func adoptedName() throws { #expect(try HubName.folder(of: "harbour/reef") == "harbour--reef") }

  @Test("private files are readable for their owner only, and always whole")
  func privateFiles() async throws {
    try await withFolder { folder in
      let path = folder + "/secret"
      try PrivateFile.write("one", to: path)
      try PrivateFile.write(String(repeating: "two", count: 100_000), to: path)
      #expect(try mode(path) == 0o600)
      #expect(try PrivateFile.read(path)?.count == 300_000)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["secret"])
      #expect(try PrivateFile.read(folder + "/none") == nil)
    }
  }

  @Test("one lock is held by one at a time")
  func locks() async throws {
    try await withFolder { folder in
      let inside = Lines()
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<4 {
          group.addTask {
            try await FileLock.hold(folder + "/lock", patience: .seconds(10)) {
              inside.add("in \(index)")
              try await Task.sleep(for: .milliseconds(10))
              inside.add("out \(index)")
            }
          }
        }
        try await group.waitForAll()
      }
      let lines = inside.all
      #expect(lines.count == 8)
      for pair in stride(from: 0, to: 8, by: 2) {
        #expect(lines[pair].dropFirst(3) == lines[pair + 1].dropFirst(4), "nobody comes in before the other is out")
      }
    }
  }

  @Test("the end of a log is read within bounds")
  func logs() async throws {
    try await withFolder { folder in
      let lines = (0..<50_000).map { "line \($0) with some words" }
      try PrivateFile.write(lines.joined(separator: "\n") + "\n", to: folder + "/log")
      #expect(LogTail.read(folder + "/log", lines: 3) == Array(lines.suffix(3)))
      #expect(LogTail.read(folder + "/log", lines: 50_000).count < 20_000)
      #expect(LogTail.read(folder + "/none", lines: 3) == [])
    }
  }

  @Test("pauses before starting again grow up to five minutes")
  func pauses() {
    #expect((0...5).map(Supervision.pause) == [0, 1, 2, 4, 8, 16])
    #expect(Supervision.pause(after: 1000) == 300)
  }

  @Test("what is said of isolation names what is not there")
  func isolation() {
    #expect(Isolation.sentence(users: true, limits: .cgroup1).contains("uid of its own"))
    #expect(Isolation.sentence(users: false, limits: .process).contains("NOT isolated"))
  }
}
