import Foundation

/// Computes one figure of the libraries and writes it as JSON: `measure NAME [ARGUMENT…]`.
///
/// It only computes. What is compared with it, and what was promised, stands in the Python files beside this folder.
@main
struct Measure {
  /// A name, the arguments that follow it, and what it does.
  struct Figure: Sendable {
    let name: String
    let arguments: [String]
    let answer: @Sendable ([String]) async throws -> any Encodable
  }

  /// What is wrong with how it was called.
  struct Misuse: Error, CustomStringConvertible {
    let description: String
  }

  static let figures = [
    Figure(name: "queue", arguments: []) { _ in QueueFigures.formulas() },
    Figure(name: "simulator", arguments: ["SEED", "ITEMS"]) { given in
      QueueFigures.simulated(seed: UInt64(try number(given[0])), items: try number(given[1]))
    },
    Figure(name: "work", arguments: ["FILE"]) { given in try WorkFigures.measured(file: given[0]) },
    Figure(name: "log-normal", arguments: ["TRIALS", "ITEMS"]) { given in
      try await TrialFigures.logNormal(trials: try number(given[0]), items: try number(given[1]))
    },
    Figure(name: "gamma", arguments: ["TRIALS", "ITEMS"]) { given in
      try await TrialFigures.gamma(trials: try number(given[0]), items: try number(given[1]))
    },
    Figure(name: "ranking", arguments: ["SEEDS"]) { given in RankingFigures.measured(seeds: try number(given[0])) },
    Figure(name: "what-if", arguments: ["FOLDER"]) { given in try await WhatIfFigures.declared(folder: given[0]) },
    Figure(name: "what-if-simulated", arguments: ["HUBS"]) { given in
      try await WhatIfFigures.simulated(hubs: try number(given[0]))
    },
    Figure(name: "organisations", arguments: ["COUNT", "QUARTERS"]) { given in
      await OrganisationFigures.measured(organisations: try number(given[0]), quarters: try number(given[1]))
    },
  ]

  static func main() async {
    do {
      let given = Array(CommandLine.arguments.dropFirst())
      guard let figure = figures.first(where: { $0.name == given.first }) else {
        throw Misuse(description: "it measures " + figures.map(\.name).joined(separator: ", "))
      }
      guard given.count == figure.arguments.count + 1 else {
        throw Misuse(description: (["measure", figure.name] + figure.arguments).joined(separator: " "))
      }
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      let answer = try encoder.encode(await figure.answer(Array(given.dropFirst())))
      FileHandle.standardOutput.write(answer + Data("\n".utf8))
    } catch {
      FileHandle.standardError.write(Data("measure: \(error)\n".utf8))
      exit(error is Misuse ? 2 : 1)
    }
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text), number > 0 else { throw Misuse(description: "'\(text)' is no number above 0") }
    return number
  }
}
