import Logging
import Testing

extension Trait where Self == ConditionTrait {
  /// Skips where JupyterHub cannot be had, such as without a network.
  static var realHubs: Self {
    .enabled("a Python environment with JupyterHub, from PyPI or built before") {
      guard let obstacle = await ProbeEnvironment.shared.obstacle() else { return true }
      print("Skipped: \(obstacle)")
      return false
    }
  }
}

extension Logger {
  static var quiet: Logger { Logger(label: "probes") { _ in SwiftLogNoOpLogHandler() } }
}
