import AsyncHTTPClient
import Delivery
import Fleet

/// A user logs in, starts each profile, runs a notebook cell, writes and reads a file at home, stops, is deleted.
struct UserTest: Sendable {
  let hub: HubEndpoint
  let configuration: ProbeConfiguration
  let client: HTTPClient
  let steps: StepLog

  /// The sentence that says what was shown.
  func run() async throws -> String {
    try await steps.reach(hub, client, within: configuration.request)
    let api = HubAPI(hub: hub, client: client, patience: configuration.request)
    if try await deleteUser(api, step: "clear away what an earlier test left") {
      await steps.remark("an earlier test had left its user")
    }
    let result: Result<String, ProbeFailure>
    do {
      result = .success(try await work(api))
    } catch {
      result = .failure(ProbeFailure(error))
    }
    try await deleteUserInAnyCase(api, after: result)
    return try result.get()
  }

  private func work(_ api: HubAPI) async throws -> String {
    let visitor = try await logIn(api)
    let choices = hub.profiles.isEmpty ? [nil] : hub.profiles.map(Optional.some)
    for profile in choices {
      let server = ServerTest(
        hub: hub, configuration: configuration, client: client, steps: steps, visitor: visitor, api: api,
        profile: profile)
      try await server.run()
    }
    let way = hub.login.hasForm ? "by the form" : "by the service token, as its login has no form"
    let started =
      switch hub.profiles.count {
      case 0: "started a server"
      case 1: "started the profile \(hub.profiles[0])"
      default: "started \(hub.profiles.count) profiles (\(hub.profiles.joined(separator: ", ")))"
      }
    return
      "a user logged in \(way), \(started), ran a notebook cell, wrote and read a file at home, stopped and was deleted"
  }

  // MARK: Steps

  private func logIn(_ api: HubAPI) async throws -> Visitor {
    guard hub.login.hasForm else {
      return try await steps.step("log in by the service token", within: configuration.request) {
        try await api.create(user: hub.testUser.name)
        return Visitor(to: hub, client: client, patience: configuration.request, token: hub.serviceToken)
      }
    }
    return try await steps.step("log in by the form", within: configuration.request * 2) {
      let visitor = Visitor(to: hub, client: client, patience: configuration.request)
      let outcome = try await LoginForm.logIn(visitor, name: hub.testUser.name, password: hub.testUser.password)
      switch outcome {
      case .refused(let why):
        throw ProbeFailure("the login form refused the test user" + (why.map { ": \($0)" } ?? ""))
      case .noForm(let answer):
        throw ProbeFailure("the login page shows no form for a name and a password; it answered \(answer.account)")
      case .admitted(let name):
        guard name == hub.testUser.name else {
          throw ProbeFailure("the test user \(hub.testUser.name) was logged in as \(name)")
        }
      }
      return visitor
    }
  }

  private func deleteUser(_ api: HubAPI, step: String) async throws -> Bool {
    let last = LastWord()
    let limit = configuration.cleanUp
    return try await steps.step(
      step, within: limit,
      orElse: { "the test user could not be deleted in \(limit.inWords)\(last.ending)" }
    ) {
      try await api.remove(user: hub.testUser.name, lastWord: last)
    }
  }

  /// Deletes the user also when the test has failed or was cancelled: in a task of its own, that is not cancelled.
  private func deleteUserInAnyCase(_ api: HubAPI, after result: Result<String, ProbeFailure>) async throws {
    let deletion = Task { try await deleteUser(api, step: "delete the test user") }
    do {
      _ = try await deletion.value
    } catch {
      // What failed first is what people need to know; the step itself is on record.
      if case .success = result { throw error }
    }
  }
}
