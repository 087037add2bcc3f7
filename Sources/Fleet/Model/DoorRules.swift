/// Rules for the doors of all hubs: `policies.doors` in fleet.yaml.
public struct DoorRules: Sendable, Equatable {
  /// The widest audience that hubs of a kind may have, in the words of room Access; no entry: no bound.
  public var widest: [HubKind: String]
  /// Seconds for which a hub keeps its last answer while the control plane cannot be reached.
  public var grace: Int
  /// Seconds for which a hub relies on an answer.
  public var askAgain: Int
  /// Seconds before the end of a grant at which people are warned.
  public var warnBefore: Int
  /// Seconds between two knocks of a stranger at a hub.
  public var knockEvery: Int
  /// Whether a hub that a stranger could enter is closed to all but its admins.
  public var closesWhenOpen: Bool

  public init(
    widest: [HubKind: String] = [:], grace: Int = 900, askAgain: Int = 60, warnBefore: Int = 600, knockEvery: Int = 900,
    closesWhenOpen: Bool = false
  ) {
    self.widest = widest
    self.grace = grace
    self.askAgain = askAgain
    self.warnBefore = warnBefore
    self.knockEvery = knockEvery
    self.closesWhenOpen = closesWhenOpen
  }
}
