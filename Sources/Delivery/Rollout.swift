public import Basics
public import Fleet

/// Carrying out a plan: lanes that go on independently, in each a staging hub and then its production hubs.
public struct Rollout: Sendable, Equatable, Codable, Identifiable {
  public var id: RolloutID
  public var request: Request
  public var lanes: [Lane]

  public init(id: RolloutID, request: Request, lanes: [Lane]) {
    self.id = id
    self.request = request
    self.lanes = lanes
  }

  /// Who asked for it, when, and from which folder.
  public struct Request: Sendable, Equatable, Codable {
    public var by: String
    public var why: String
    /// Seconds since 1970.
    public var at: Double
    public var folder: FleetFolder
    /// What becomes of the homes of hubs that it removes.
    public var homes: HomesFate

    public init(by: String, why: String, at: Double, folder: FleetFolder, homes: HomesFate = .keep) {
      self.by = by
      self.why = why
      self.at = at
      self.folder = folder
      self.homes = homes
    }
  }

  public var state: State {
    let states = lanes.map(\.state)
    if states.allSatisfy(\.isFinal) { return states.contains(.stopped) ? .failed : .succeeded }
    return .running
  }

  public enum State: String, Sendable, Codable { case running, succeeded, failed }
}

/// The name of a rollout: a number that counts up in one store.
public struct RolloutID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let number: Int
  public init(_ number: Int) { self.number = number }
  public init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
  public static func < (one: RolloutID, other: RolloutID) -> Bool { one.number < other.number }
  public var description: String { String(number) }
}

/// A part of a rollout that stops alone when it fails: one staging hub and the production hubs that it stages.
public struct Lane: Sendable, Equatable, Codable, Identifiable {
  /// The staging hub's name, or the only hub's; unique in a rollout.
  public var id: String
  public var cluster: ClusterID
  /// Each begins when all of the one before it have passed: staging first, then production.
  public var waves: [Wave]

  public init(id: String, cluster: ClusterID, waves: [Wave]) {
    self.id = id
    self.cluster = cluster
    self.waves = waves
  }

  public var hubs: [HubRollout] { waves.flatMap(\.hubs) }

  public var state: State {
    if hubs.contains(where: { $0.state.isFailure }) && hubs.allSatisfy(\.state.isFinal) { return .stopped }
    if hubs.allSatisfy(\.state.isFinal) { return .passed }
    return hubs.allSatisfy { $0.state == .waiting } ? .waiting : .running
  }

  public enum State: String, Sendable, Codable {
    case waiting, running, passed, stopped
    public var isFinal: Bool { self == .passed || self == .stopped }
  }
}

/// The hubs of a lane that change together.
public struct Wave: Sendable, Equatable, Codable {
  public var name: String
  public var hubs: [HubRollout]

  public init(name: String, hubs: [HubRollout]) {
    self.name = name
    self.hubs = hubs
  }
}

/// One hub's way through a rollout.
public struct HubRollout: Sendable, Equatable, Codable {
  public var change: HubChange
  public var state: HubState
  /// What failed, where something did; stays when the former release is back.
  public var failure: Failure?

  public init(change: HubChange, state: HubState = .waiting, failure: Failure? = nil) {
    self.change = change
    self.state = state
    self.failure = failure
  }

  public var hub: HubID { change.hub }

  /// What failed: the step, one sentence, and the last lines of the right log.
  public struct Failure: Sendable, Equatable, Codable {
    public var step: HubStep
    public var sentence: String
    public var log: [String]

    public init(step: HubStep, sentence: String, log: [String] = []) {
      self.step = step
      self.sentence = sentence
      self.log = log
    }
  }
}

/// One thing that is done to a hub.
public enum HubStep: String, Sendable, Codable, CaseIterable {
  case prepare
  case apply
  case testAsUser = "user-test"
  case testAsStranger = "stranger-test"
  case stop
  case remove
  /// The former release again, or, where there was none, stopped.
  case takeBack = "take-back"
  case testFormer = "test-former"
  case testFormerAsStranger = "test-former-as-stranger"

  /// Whether it puts or tests the former release.
  public var isTakingBack: Bool { self == .takeBack || self == .testFormer || self == .testFormerAsStranger }
}

/// Where a hub stands in a rollout.
public enum HubState: Sendable, Equatable, Hashable, Codable {
  /// Its wave has not begun.
  case waiting
  /// The step was written to the store and is being done.
  case doing(HubStep)
  /// It runs the new release, tested; or is stopped or removed as planned.
  case passed
  /// The new release failed; the former one runs again, tested.
  case takenBack
  /// The new release failed, and the former one could not be put back or fails its test too: a person is needed.
  case broken
  /// Never begun, because an earlier wave of its lane failed.
  case blocked
}

extension HubState {
  public var isFinal: Bool {
    switch self {
    case .passed, .takenBack, .broken, .blocked: true
    case .waiting, .doing: false
    }
  }

  public var isFailure: Bool {
    switch self {
    case .takenBack, .broken, .blocked: true
    case .passed, .waiting, .doing: false
    }
  }
}
