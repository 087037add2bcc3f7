public import Basics

/// A hub's values with all that was said of each: for its page, and for `atoll show`.
public struct EffectiveConfiguration: Sendable, Equatable {
  public let hub: HubID
  /// By path. An entry without a value is one that `values:` removed.
  public let entries: [LayeredValue]

  public init(of hub: Hub, in fleet: Fleet) {
    self.hub = hub.id
    entries = ReleaseRenderer.layeredValues(for: hub, in: fleet).leaves
  }
}
