public import Delivery

extension HubStep {
  /// The step as a person would name it.
  public var words: String {
    switch self {
    case .prepare: "preparation"
    case .apply: "start"
    case .testAsUser: "user test"
    case .testAsStranger: "stranger test"
    case .stop: "stop"
    case .remove: "removal"
    case .takeBack: "taking back"
    case .testFormer: "user test of the former release"
    case .testFormerAsStranger: "stranger test of the former release"
    }
  }
}

extension HubState {
  /// The state as a person reads it.
  public var words: String {
    switch self {
    case .waiting: "waits"
    case .doing(let step): "in its \(step.words)"
    case .passed: "passed"
    case .takenBack: "taken back"
    case .broken: "needs a person"
    case .blocked: "not begun, because its staging hub failed"
    }
  }
}
