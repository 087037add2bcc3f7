import Basics
public import Fleet
import Forecast
public import Growth

/// A hub's effort as programs read it: `atoll effort HUB --json`. Rates are changes and incidents a quarter.
public struct EffortAnswer: Codable, Sendable, Equatable {
  public var hub: String
  public var community: String
  public var kind: HubKind
  /// Of a usual hub of the kind.
  public var usual: Double
  public var drivers: [Driver]
  /// From the declaration alone.
  public var declared: Rate
  /// What really happened; left out where nothing was recorded.
  public var history: EffortHistory?
  /// From declaration and history.
  public var expected: Rate
  /// From 0, all on the declaration, towards 1, all on history.
  public var weightOfHistory: Double
  public var hoursOfAnItem: Double
  public var hoursAQuarter: Double
  /// Changes that it takes to bring a hub so declared into service.
  public var onboarding: Double

  /// A rate with the range that holds it with 80 %.
  public struct Rate: Codable, Sendable, Equatable {
    public var mean: Double
    public var low: Double
    public var high: Double
  }

  public struct Driver: Codable, Sendable, Equatable {
    public var driver: EffortDriver
    /// How many times the changes of a usual hub.
    public var ratio: Double
    /// Changes a quarter that it adds.
    public var adds: Double
    public var facts: [Fact]
  }

  public struct Fact: Codable, Sendable, Equatable {
    public var fact: String
    public var origin: Origin
    /// The key of the folder that says it, or would.
    public var key: String
    public var ratio: Double
    /// Changes a quarter that it adds.
    public var adds: Double
    public var evidence: EffortEffect.Evidence
  }

  /// Read off a key, said under `effort`, or not said anywhere.
  public enum Origin: String, Codable, Sendable { case read, declared, unknown }

  public init(_ card: EffortCard) {
    hub = card.hub.rawValue
    community = card.community.rawValue
    kind = card.kind
    usual = card.usual
    drivers = EffortDriver.allCases.map { driver in
      Driver(
        driver: driver, ratio: card.ratio(of: driver), adds: card.added(by: driver),
        facts: card.effects.filter { $0.driver == driver }.map { Fact($0, adds: card.added(by: $0)) })
    }
    declared = Rate(mean: card.prior.mean, low: card.prior.quantile(0.1), high: card.prior.quantile(0.9))
    history = card.history
    expected = Rate(mean: card.rate.mean, low: card.rate.quantile(0.1), high: card.rate.quantile(0.9))
    weightOfHistory = card.weightOfHistory
    hoursOfAnItem = card.hoursOfAnItem
    hoursAQuarter = card.hoursAQuarter
    onboarding = card.onboarding
  }
}

extension EffortAnswer.Fact {
  init(_ effect: EffortEffect, adds: Double) {
    self.adds = adds
    fact = effect.fact
    (origin, key) =
      switch effect.origin {
      case .read(let key): (.read, key)
      case .declared(let key): (.declared, key)
      case .unknown(let key): (.unknown, key)
      }
    ratio = effect.ratio
    evidence = effect.evidence
  }
}
