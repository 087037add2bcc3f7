public import Basics
public import Fleet

/// Tests a hub from outside: as one of its users, and as a stranger.
public protocol HubTester: Sendable {
  /// A user logs in, starts each profile, runs a notebook cell, writes and reads a file at home, stops, is deleted.
  func userTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult

  /// Someone not on the list is refused, and without a login nothing is shown.
  func strangerTest(_ hub: HubEndpoint, report: @escaping Report) async -> TestResult
}

/// What a test found.
public struct TestResult: Sendable, Equatable, Codable {
  public var kind: Kind
  public var passed: Bool
  /// One sentence: what was shown, or what failed.
  public var sentence: String
  /// How the user logged in, in a user test.
  public var login: LoginWay?
  public var steps: [Step]
  public var seconds: Double
  /// Whether a stranger got further than the door; nil where none did, or it could not be tried.
  public var isOpenDoor: Bool?

  public init(
    kind: Kind, passed: Bool, sentence: String, login: LoginWay? = nil, steps: [Step] = [], seconds: Double,
    isOpenDoor: Bool? = nil
  ) {
    self.isOpenDoor = isOpenDoor
    self.kind = kind
    self.passed = passed
    self.sentence = sentence
    self.login = login
    self.steps = steps
    self.seconds = seconds
  }

  public enum Kind: String, Sendable, Codable { case user, stranger }

  /// By the login form as people do, or by a service token where the login has no form.
  public enum LoginWay: String, Sendable, Codable {
    case form
    case serviceToken = "service-token"
  }

  /// One thing that a test did.
  public struct Step: Sendable, Equatable, Codable {
    public var name: String
    public var passed: Bool
    public var seconds: Double
    /// What was seen, where it failed or is worth a word.
    public var detail: String?

    public init(name: String, passed: Bool, seconds: Double, detail: String? = nil) {
      self.name = name
      self.passed = passed
      self.seconds = seconds
      self.detail = detail
    }
  }
}
