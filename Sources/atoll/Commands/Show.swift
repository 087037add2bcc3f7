import ArgumentParser
import Fleet
import Operations

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the effective configuration of a hub.",
    discussion: """
      YAML that reads back to the same values, under comments that say what it is made of. A part of it is named by its
      path, whole or as Zero to JupyterHub's chart has it. What looks like a secret is not printed. Exit code 0: printed.
      1: no such hub or path. 2: the folder cannot be read.

      Examples:
        atoll show openreef
        atoll show 2i2c/demo singleuser.memory
        atoll show openreef --own             what its own file says
        atoll show openreef cull --places     with the line that sets each value
      """)

  @Argument(help: "The hub, by its whole name or by the part after the cluster.", completion: FleetCompletion.hub)
  var hub: String

  @Argument(help: "Print only what stands at this path.")
  var path: String?

  @Flag(help: "Print only what the hub's own files say.")
  var own = false

  @Flag(help: "Say behind each value which line sets it.")
  var places = false

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let declared = try fleet.declared()
      let configuration = HubConfiguration(of: try HubName.resolve(hub, in: declared), in: declared)
      let question = ConfigurationQuestion(path: path, own: own, places: places)
      if output.json { return try Terminal.printJSON(try configuration.answer(question)) }
      Terminal.say(try configuration.yaml(question).joined(separator: "\n"))
    }
  }
}

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say where a value of a hub comes from, and what it overrides.",
    discussion: """
      Names the file and the line that set the value, every layer that it overrode, what may set it and cannot be read,
      and the feature that explains it. Exit code 0: explained. 1: no such hub or path. 2: the folder cannot be read.

      Examples:
        atoll explain openreef cull.maxAge
        atoll explain 2i2c/demo singleuser.memory.limit
        atoll explain 2i2c/demo hub.config            a map: which files set how much of it
      """)

  @Argument(help: "The hub, by its whole name or by the part after the cluster.", completion: FleetCompletion.hub)
  var hub: String

  @Argument(help: "The path of the value, whole or as Zero to JupyterHub's chart has it.")
  var path: String

  @OptionGroup var fleet: FleetOption
  @OptionGroup var output: OutputOption

  func run() async throws {
    try await Command.run {
      let loaded = try fleet.loaded()
      let configuration = HubConfiguration(of: try HubName.resolve(hub, in: loaded.fleet), in: loaded.fleet)
      let explanation = try configuration.explanation(of: path, texts: loaded.texts)
      if output.json { return try Terminal.printJSON(explanation) }
      ExplanationText.lines(explanation).forEach(Terminal.say)
    }
  }
}
