public import Delivery
public import Foundation
import Engines

extension Machine {
  /// A PDF of Typst's source; Typst is installed below the state folder when it is needed first.
  /// - Throws: an engine's failure where it cannot be had, with what works without it.
  public func pdf(typst source: String, report: @escaping Report) async throws -> Data {
    let package = try HubPackage.find(given: ProcessInfo.processInfo.environment["ATOLL_HUB_PACKAGE"])
    try PrivateFile.makeFolder(state.path, mode: 0o711)
    return try await TypstProgram(of: LocalEngine.Configuration(state: state.path, hubPackage: package))
      .pdf(from: source, report: report)
  }
}
