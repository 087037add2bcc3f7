import AsyncHTTPClient
import Basics
import Delivery
import Fleet
import Foundation
import NIOHTTP1

/// One server of the test user: started with a profile, worked in, stopped.
struct ServerTest: Sendable {
  let hub: HubEndpoint
  let configuration: ProbeConfiguration
  let client: HTTPClient
  let steps: StepLog
  let visitor: Visitor
  let api: HubAPI
  /// The slug of the profile; nil where the hub offers no choice.
  let profile: String?

  private static let notebook = "atoll-test.ipynb"
  private var user: String { hub.testUser.name }
  private var server: String { "/user/\(URLText.encoded(user))/" }
  private var hubUser: String { "/hub/api/users/\(URLText.encoded(user))" }
  /// Ends the names of steps, so that each profile's steps are told apart.
  private var suffix: String { profile.map { " (\($0))" } ?? "" }

  func run() async throws {
    try await start()
    let kernel = try await openKernel()
    try await runCell(kernel)
    try await useHome(kernel)
    try await refuseStrangers(kernel)
    try await stop()
  }

  // MARK: Starting

  private func start() async throws {
    let last = LastWord()
    let limit = configuration.start
    try await steps.step(
      "start the server" + suffix, within: limit,
      orElse: { "the server did not start in \(limit.inWords)\(last.ending)" }
    ) {
      if hub.login.hasForm { try await askByForm() } else { try await askByToken() }
      try await followProgress(last)
      try await enter(last)
    }
  }

  private func askByForm() async throws {
    let page = try await visitor.get("/hub/spawn")
    guard page.succeeded else { throw ProbeFailure("the hub did not offer to start a server: \(page.account)") }
    guard let form = HTML.forms(in: page.body).first(where: { $0.id == "spawn_form" }) else {
      // Where there is nothing to choose, asking for the page starts the server.
      guard let profile, hub.profiles.count > 1 else { return }
      throw ProbeFailure("the hub asks for no profile; \(profile) was expected")
    }
    let choice = try choice(in: form)
    let fields = form.fields.filter { $0.isChosen && $0.name != choice?.name } + (choice.map { [$0] } ?? [])
    let action = URLText.path(of: form.action, from: page.path, hosts: [hub.hostHeader]) ?? "/hub/spawn"
    let answer = try await visitor.post(form: fields.map { ($0.name, $0.value) }, to: action)
    guard answer.succeeded else { throw ProbeFailure("the hub did not start the server: \(answer.account)") }
  }

  private func choice(in form: HTML.Form) throws -> HTML.Field? {
    guard let profile else { return nil }
    let offered = form.fields.filter { $0.type == "radio" || $0.type == "option" }
    guard let choice = offered.first(where: { $0.value == profile }) else {
      let names = offered.map(\.value).joined(separator: ", ")
      throw ProbeFailure("the hub does not offer the profile \(profile); it offers \(names.isEmpty ? "none" : names)")
    }
    return choice
  }

  private func askByToken() async throws {
    let choice: JSONValue = profile.map { ["profile": .string($0)] } ?? [:]
    let answer = try await visitor.call(.POST, "\(hubUser)/server", choice)
    guard answer.succeeded else { throw ProbeFailure("the hub did not start the server: \(answer.account)") }
  }

  private func followProgress(_ last: LastWord) async throws {
    let isReady = try await visitor.events("\(hubUser)/server/progress") { event -> Bool? in
      if let message = event["message"]?.string { last.text = message }
      if event["failed"]?.bool == true { return false }
      return event["ready"]?.bool == true ? true : nil
    }
    guard isReady == true else { throw ProbeFailure("the server did not start\(last.ending)") }
  }

  /// Comes to the server by its address, as the hub sends a browser there.
  private func enter(_ last: LastWord) async throws {
    try await poll { () -> Void? in
      let path = hub.login.hasForm ? server : server + "api/status"
      let answer = try await visitor.get(path)
      if answer.succeeded, answer.page.hasPrefix(server) { return () }
      last.text = answer.elsewhere.map { "the gateway sent it to \($0)" } ?? "\(answer.page) answered \(answer.account)"
      return nil
    }
  }

  // MARK: Working

  private func openKernel() async throws -> Kernel {
    try await steps.step("open a notebook" + suffix, within: configuration.cell) {
      let specification = try await kernelName()
      let notebook: JSONValue = [
        "type": "notebook", "format": "json",
        "content": ["cells": [], "metadata": [:], "nbformat": 4, "nbformat_minor": 5],
      ]
      let path = ServerTest.notebook
      _ = try await answer(.PUT, "api/contents/\(path)", notebook, "the server did not save a notebook")
      let session = try await answer(
        .POST, "api/sessions",
        [
          "path": .string(path), "name": .string(path), "type": "notebook",
          "kernel": ["name": .string(specification)],
        ],
        "the server did not start a kernel")
      guard let id = session["kernel"]?["id"]?.string else {
        throw ProbeFailure("the server started a kernel and did not say which")
      }
      return Kernel(id: id, server: server, hub: hub)
    }
  }

  /// The server's own choice where it speaks Python, else any that does: the cells are Python.
  private func kernelName() async throws -> String {
    let answer = try await answer(.GET, "api/kernelspecs", nil, "the server did not list its kernels")
    let kernels = answer["kernelspecs"]?.object ?? [:]
    let python = kernels.keys.filter { kernels[$0]?["spec"]?["language"]?.string == "python" }.sorted()
    if let standard = answer["default"]?.string, python.contains(standard) { return standard }
    guard let first = python.first else {
      let names = kernels.keys.sorted().joined(separator: ", ")
      throw ProbeFailure("the server has no Python kernel; it has \(names.isEmpty ? "none" : names)")
    }
    return first
  }

  private func runCell(_ kernel: Kernel) async throws {
    let limit = configuration.cell
    try await steps.step(
      "run a notebook cell" + suffix, within: limit, orElse: { "the kernel did not answer in \(limit.inWords)" }
    ) {
      let mark = ServerTest.mark()
      let output = try await kernel.run("print(6 * 7, '\(mark)')", as: visitor)
      guard output.trimmingCharacters(in: .whitespacesAndNewlines) == "42 \(mark)" else {
        throw ProbeFailure("the cell gave “\(output)” in place of 42")
      }
    }
  }

  private func useHome(_ kernel: Kernel) async throws {
    let account = try await steps.step("write and read a file at home" + suffix, within: configuration.cell) {
      let mark = ServerTest.mark()
      let file: JSONValue = ["type": "file", "format": "text", "content": .string(mark)]
      _ = try await answer(.PUT, "api/contents/\(HomeReport.written)", file, "the server did not save a file at home")
      let report = try HomeReport(try await kernel.run(HomeReport.code, as: visitor))
      guard report.found == mark else { throw ProbeFailure("the kernel does not see the file that was saved at home") }
      let back = try await answer(
        .GET, "api/contents/\(HomeReport.answered)?content=1&type=file&format=text", nil,
        "the file that the kernel wrote at home could not be read")
      guard back["content"]?.string == mark + "!" else {
        throw ProbeFailure("a file that the kernel wrote at home came back changed")
      }
      try report.check(refusesRoot: configuration.refusesRoot)
      return report.account
    }
    await steps.remark(account)
  }

  /// While the server runs, someone without a login gets neither its files nor its kernel.
  private func refuseStrangers(_ kernel: Kernel) async throws {
    try await steps.step("keep strangers out of the server" + suffix, within: configuration.request) {
      let stranger = Visitor(to: hub, client: client, patience: configuration.request)
      let files = try await stranger.call(.GET, server + "api/contents")
      guard files.status >= 300 else { throw ProbeFailure("a stranger could list the files of a running server") }
      guard try await !kernel.opens(for: stranger) else {
        throw ProbeFailure("a stranger could open the websocket of a running kernel")
      }
    }
  }

  private func answer(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue?, _ failure: String
  ) async throws -> JSONValue {
    let answer = try await visitor.call(method, server + path, body)
    guard answer.succeeded else { throw ProbeFailure("\(failure): \(answer.account)") }
    return try answer.json()
  }

  // MARK: Stopping

  private func stop() async throws {
    let limit = configuration.stop
    try await steps.step(
      "stop the server" + suffix, within: limit, orElse: { "the server did not stop in \(limit.inWords)" }
    ) {
      let answer = try await visitor.call(.DELETE, "\(hubUser)/server")
      guard answer.succeeded else { throw ProbeFailure("the hub did not stop the server: \(answer.account)") }
      try await poll { try await api.hasServer(user) ? nil : () }
    }
  }

  /// A value that no earlier test can have left.
  private static func mark() -> String { UUID().uuidString.lowercased() }
}
