public import Basics
public import Fleet

/// The difference between the releases declared and the releases running.
public struct Plan: Sendable, Equatable, Codable {
  /// Hubs that change, by name.
  public var changes: [HubChange]
  /// Hubs that run as declared, by name.
  public var unchanged: [HubID]
  /// Hubs that are declared asleep and do not run, by name.
  public var asleep: [HubID]

  public init(changes: [HubChange] = [], unchanged: [HubID] = [], asleep: [HubID] = []) {
    self.changes = changes
    self.unchanged = unchanged
    self.asleep = asleep
  }
}

/// What a plan does to one hub.
public struct HubChange: Sendable, Equatable, Codable {
  public var hub: HubID
  public var kind: Kind
  /// The release that runs; nil for a hub that is added.
  public var before: ReleaseHash?
  /// The release that should run; nil for a hub that is removed or put to sleep.
  public var after: ReleaseHash?
  public var values: [ValueChange]

  public init(hub: HubID, kind: Kind, before: ReleaseHash?, after: ReleaseHash?, values: [ValueChange]) {
    self.hub = hub
    self.kind = kind
    self.before = before
    self.after = after
    self.values = values
  }

  /// `removed`: no longer declared. `asleep`: runs, and is now declared asleep. `restarted`: the same release, which
  /// should run and does not.
  public enum Kind: String, Sendable, Codable { case added, changed, removed, asleep, restarted }
}

/// One value that a plan changes.
public struct ValueChange: Sendable, Equatable, Codable {
  /// Dotted path in the chart values.
  public var path: String
  /// Nil where there was none.
  public var before: JSONValue?
  /// Nil where there will be none.
  public var after: JSONValue?
  /// Where the new value is declared; nil where nothing in the folder says it.
  public var place: SourcePlace?

  public init(path: String, before: JSONValue?, after: JSONValue?, place: SourcePlace?) {
    self.path = path
    self.before = before
    self.after = after
    self.place = place
  }
}
