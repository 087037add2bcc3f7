import Basics

extension Fleet {
  /// The exceptions of a hub: paths of its raw values that none of its features explains, in their order.
  public func exceptions(of hub: Hub) -> [String] {
    let isLocal = clusters[hub.cluster]?.engine == .local
    let explained = hub.features.flatMap { features[$0]?.explains ?? [] }
    return hub.values.leaves.compactMap { path, value in
      if path.isEmpty || value == .object([:]) { return nil }
      let isExplained = explained.contains { known in
        path == known || path.hasPrefix("\(known).") || path.hasPrefix("\(known)[")
      }
      // Who may enter is no feature: it is checked with the doors.
      if isExplained || path.hasPrefix("hub.config.") { return nil }
      // What the engine does not honour has a finding of its own, and must go in any case.
      if isLocal, case .unknown = LocalVocabulary.verdict(on: path, value, login: hub.access.login) { return nil }
      return path
    }
  }
}
