import ArgumentParser
import Basics
import ControlPlane
import Delivery

struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test a hub now, as a user and as a stranger.",
    discussion: """
      A user logs in, starts each profile, runs a cell, writes and reads a file, stops and is deleted; a stranger is
      refused. Exit code 1 where a test fails.

      Example:
        atoll test tidepool
      """)

  @Argument(help: "The hub.") var hub: String
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let results = try await state.client().test(HubID(hub))
      if output.json {
        try Terminal.printJSON(results)
      } else {
        Terminal.say(results.map(text).joined(separator: "\n"))
      }
      if results.contains(where: { !$0.passed }) { throw ExitCode(1) }
    }
  }

  private func text(of result: TestResult) -> String {
    let steps = result.steps.map { step in
      "  \(step.passed ? "✓" : "✗") \(step.name) (\(RolloutText.seconds(step.seconds)))"
        + (step.detail.map { ": \($0)" } ?? "")
    }
    let login = result.login.map { $0 == .form ? ", logged in by the form" : ", logged in by a service token" } ?? ""
    let head = "\(result.kind.rawValue) test \(result.passed ? "passed" : "failed")\(login): \(result.sentence)"
    return ([head] + steps).joined(separator: "\n")
  }
}

struct Logs: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs",
    abstract: "Print the last lines of a hub's log, or of the control plane's.",
    discussion: """
      Examples:
        atoll logs tidepool --lines 50
        atoll logs
      """)

  @Argument(help: "The hub; the control plane where none is named.") var hub: String?
  @Option(help: "How many lines, 1 to 10000.") var lines = 100
  @OptionGroup var state: StateOption

  func run() async throws {
    try await Command.run {
      guard (1...10_000).contains(lines) else { throw Mistake(what: "--lines is a number from 1 to 10000, not \(lines)") }
      let shown: [String]
      if let hub {
        shown = try await state.client().log(of: HubID(hub), lines: lines)
      } else {
        shown = try Machine(state: state.folder).serverLog(lines: lines)
      }
      if shown.isEmpty { return Terminal.complain("The log of \(hub ?? "the control plane") is empty.") }
      Terminal.say(shown.joined(separator: "\n"))
    }
  }
}

struct Passwords: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "passwords",
    abstract: "Say who can log in to a hub, with which passwords that Atoll knows.",
    discussion: """
      Reads the state folder, so it works only for those who may read it. Passwords that people chose are not known.

      Examples:
        atoll passwords tidepool
        atoll passwords reef --set ada        (asks for the new password)
      """)

  @Argument(help: "The hub.") var hub: String
  @Option(help: "Set a person's password, on hubs with `login: password`.") var set: String?
  @OptionGroup var state: StateOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let machine = Machine(state: state.folder)
      if let set {
        let password = try Question.secret("New password of \(set) at \(hub): ")
        try await machine.setPassword(password, of: PersonID(set), at: HubID(hub))
        return Terminal.say("The password of \(set) at \(hub) holds from the next login on.")
      }
      let doors = try await machine.logins(at: HubID(hub))
      if output.json { return try Terminal.printJSON(doors) }
      Terminal.say(doors.text)
    }
  }
}
