import ArgumentParser
import Basics
import ControlPlane
import Delivery
import Fleet
import Foundation
import Logging

struct Up: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Start the control plane and bring a fleet up on this machine.",
    discussion: """
      Continues where things are: what runs as declared is left alone. Ends with an address, a sign-in link, and who can
      log in with what.

      Examples:
        atoll up examples/alpha
        atoll up examples/first --gateway-port 8080
      """)

  @Argument(help: "The fleet folder.", completion: .directory) var folder: String?
  @OptionGroup var fleet: FleetOption
  @OptionGroup var state: StateOption
  @OptionGroup var serve: ServeOptions

  func run() async throws {
    try await Command.run {
      let path = try fleet.folder(given: folder)
      let source = try FleetSource.read(folder: path)
      let machine = Machine(state: state.folder)
      let server = try await machine.startServer(serve.configuration(state: state.folder)) { Terminal.say($0) }
      let client = try state.client()
      let answer: DeployAnswer
      if let current = try await client.status().rollout {
        Terminal.say("Rollout \(current.id) goes on.")
        _ = try await RolloutWatch(client: client, isQuiet: false).follow(current.id)
      }
      answer = try await client.deploy(
        DeployRequest(
          folder: source, why: "atoll up", by: Person.fromEnvironment,
          authors: await FolderHistory.authors(of: path, with: source)))
      var succeeded = true
      if let id = answer.rollout {
        succeeded = try await RolloutWatch(client: client, isQuiet: false).follow(id).state == .succeeded
      } else {
        let hubs = try await client.status().hubs
        let areElsewhere = !hubs.isEmpty && hubs.allSatisfy { $0.state == .unwatched }
        Terminal.say(areElsewhere ? "The fleet is followed: its hubs run elsewhere." : "All hubs run as declared.")
      }
      try await machine.waitForPages(of: server, client) { Terminal.say($0) }
      try await Terminal.say(UpText.text(machine: machine, client: client, server: server, folder: folder ?? path))
      if !succeeded { throw ExitCode(1) }
    }
  }
}

struct Down: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down",
    abstract: "Stop the control plane, the hubs, their users' servers and the gateway; homes and history stay.",
    discussion: """
      Stops what was started with this state folder, and nothing else.

      Example:
        atoll down
      """)

  @OptionGroup var state: StateOption

  func run() async throws {
    try await Command.run { try await Machine(state: state.folder).stopAll { Terminal.say($0) } }
  }
}

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the control plane in the foreground.",
    discussion: """
      Serves the API and the pages on loopback until SIGTERM or SIGINT. Hubs and gateway go on when it ends, and are found
      again when it starts.

      Example:
        atoll serve --port 8010
      """)

  @OptionGroup var state: StateOption
  @OptionGroup var serve: ServeOptions

  func run() async throws {
    try await Command.run {
      LoggingSystem.bootstrap { label in
        var handler = StreamLogHandler.standardError(label: label)
        handler.logLevel =
          ProcessInfo.processInfo.environment["LOG_LEVEL"].flatMap { Logger.Level(rawValue: $0) } ?? .notice
        return handler
      }
      try await AtollServer(configuration: serve.configuration(state: state.folder), logger: Logger(label: "atoll"))
        .run()
    }
  }
}

/// Where the control plane and the gateway listen.
struct ServeOptions: ParsableArguments {
  @Option(help: "The address of the control plane; anything but loopback is your own decision.")
  var host = "127.0.0.1"

  @Option(help: "The port of the control plane on that address, 0 for any that is free; else $ATOLL_PORT, else 8010.")
  var port: Int?

  @Option(help: "The one port of the gateway, at which people find all hubs; $ATOLL_GATEWAY_PORT.")
  var gatewayPort: Int?

  @Option(help: "The folder of the Python package `hub/`; $ATOLL_HUB_PACKAGE, else found beside the program.")
  var hubPackage: String?

  func configuration(state: StateFolder) throws -> ServerConfiguration {
    ServerConfiguration(
      state: state.path, host: host,
      port: try ServeOptions.port(port, "ATOLL_PORT", from: 0) ?? ServerConfiguration.defaultPort,
      gatewayPort: try ServeOptions.port(gatewayPort, "ATOLL_GATEWAY_PORT", from: 1)
        ?? ServerConfiguration.defaultGatewayPort,
      hubPackage: try HubPackage.find(
        given: hubPackage ?? ProcessInfo.processInfo.environment["ATOLL_HUB_PACKAGE"]))
  }

  /// The port that is given, else the one of a variable, else nil.
  private static func port(_ given: Int?, _ variable: String, from lowest: Int) throws -> Int? {
    let text = given.map(String.init) ?? ProcessInfo.processInfo.environment[variable]
    guard let text, !text.isEmpty else { return nil }
    guard let port = Int(text), (lowest...65_535).contains(port) else {
      throw Mistake(what: "'\(text)' is no port: ports are numbers from \(lowest) to 65535; mend the option or $\(variable)")
    }
    return port
  }
}
