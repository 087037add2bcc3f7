import HTTPTypes
import Delivery
import Engines
import Foundation
import Logging

/// Makes PDFs of Typst's source.
struct Typesetter: Sendable {
  private let program: TypstProgram
  private let logger: Logger

  init(_ configuration: ServerConfiguration, logger: Logger) {
    program = TypstProgram(of: LocalEngine.Configuration(state: configuration.state, hubPackage: configuration.hubPackage))
    self.logger = logger
  }

  /// The PDF. Where Typst cannot be had (it is installed when it is needed first) or fails, a problem says so, with what
  /// works without it.
  func pdf(typst source: String) async throws -> Data {
    do {
      return try await program.pdf(from: source) { [logger] line in logger.info("\(line)") }
    } catch let failure as EngineFailure {
      logger.warning("no PDF", metadata: ["error": "\(failure)", "log": "\(failure.log.joined(separator: "\n"))"])
      throw Problem(
        .serviceUnavailable, "no-pdf", "The PDF cannot be made now", detail: failure.sentence + ".",
        next: failure.next.map { $0 + "." })
    }
  }
}
