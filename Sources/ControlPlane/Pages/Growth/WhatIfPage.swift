import Fleet
import Operations

/// Slots, dates and runway as they are and as they would be, side by side. The address is the question.
struct WhatIfPage: Sendable {
  var frame: PageFrame
  /// Nil: nothing could be answered.
  var whatIf: WhatIfAnswer?
  var query: WhatIfQuery
  /// What is wrong with what was asked.
  var problem: String?

  init(frame: PageFrame, whatIf: WhatIfAnswer?, query: WhatIfQuery = WhatIfQuery(), problem: String? = nil) {
    self.frame = frame
    self.whatIf = whatIf
    self.query = query
    self.problem = problem
  }

  /// `One engineer from 2027-03-01: +3 basic, +1 research in three months`: of the case that brings most.
  var answer: String {
    guard let now = whatIf?.cases.first else { return "What would change the slots, the dates and the runway?" }
    let others = whatIf?.cases.dropFirst() ?? []
    guard !others.isEmpty else { return "Add a case, and see it beside what is" }
    let told = others.map { other -> (title: String, gain: Int, text: String) in
      let added = other.lastCounts.merging(now.lastCounts.mapValues { -$0 }) { $0 + $1 }
      let text = Words.addedByKind(added).map { "\($0) \(other.horizons.last?.name ?? "")" } ?? "no slot more or less"
      return (other.title, added.values.reduce(0, +), text)
    }
    guard let best = told.max(by: { $0.gain < $1.gain }) else { return "Add a case, and see it beside what is" }
    return "\(best.title.prefix(1).uppercased())\(best.title.dropFirst()): \(best.text)"
  }

  var fields: Fields {
    GrowthPlace.fields(at: .whatIf, in: frame).adding([
      "answer": .text(answer), "problem": .text((problem ?? query.addition.problem).map(Words.sentence)),
      "action": .text(Paths.whatIf), "cases": .texts(query.cases), "addition": .group(query.addition.fields),
      "table": .group(whatIf.map { WhatIfTable($0, query: query).fields }), "address": .text(query.address),
      "hasCases": .flag(!query.cases.isEmpty), "trials": .text(whatIf.map { Words.number($0.trials) }),
      "notes": .texts(whatIf?.notes ?? []),
    ])
  }
}

extension WhatIfAnswer.Case {
  /// Slots by kind at the last horizon.
  fileprivate var lastCounts: [String: Int] { horizons.last?.counts ?? [:] }
}

/// What is asked, as its address says it: `case`, as often as there are cases, and the fields of the form that adds one.
struct WhatIfQuery: Sendable, Equatable {
  var cases: [String]
  var addition: Addition

  init(cases: [String] = [], addition: Addition = Addition()) {
    self.cases = cases
    self.addition = addition
  }

  /// Reads the parameters of an address, each with all its values.
  init(_ values: (String) -> [String]) {
    func value(_ name: String) -> String? { values(name).first.flatMap(FormText.line) }
    cases = values("case").compactMap(FormText.line)
    addition = Addition(
      engineer: value("engineer"), kind: value("kind"), hubs: value("hubs"), starts: value("starts"),
      failures: value("failures"), turnaround: value("turnaround"))
  }

  /// The cases with the one that the form adds: what the page should be asked for, and what is shared.
  var address: String { Paths.query(Paths.whatIf, (cases + [addition.text].compactMap { $0 }).map { ("case", $0) }) }

  /// Whether the form added a case, so that its address is another.
  var isForm: Bool { addition.text != nil }

  /// The address without one of the cases.
  func address(without text: String) -> String {
    Paths.query(Paths.whatIf, cases.filter { $0 != text }.map { ("case", $0) })
  }

  /// The fields of the form; those that are filled in make one case together.
  struct Addition: Sendable, Equatable {
    /// The day from which there is one engineer more.
    var engineer: String?
    var kind: String?
    var hubs: String?
    var starts: String?
    /// How many times as often rollouts fail.
    var failures: String?
    /// Working days that are promised.
    var turnaround: String?

    init(
      engineer: String? = nil, kind: String? = nil, hubs: String? = nil, starts: String? = nil, failures: String? = nil,
      turnaround: String? = nil
    ) {
      self.engineer = engineer
      self.kind = kind
      self.hubs = hubs
      self.starts = starts
      self.failures = failures
      self.turnaround = turnaround
    }

    /// `engineer@2027-03-01,5*basic@2027-08-01,failures*0.5,turnaround=5`; nil where nothing is filled in, or not enough.
    var text: String? {
      guard problem == nil else { return nil }
      var parts: [String] = []
      if let engineer { parts.append("engineer@\(engineer)") }
      if let hubs, let starts { parts.append("\(hubs)*\(kind ?? HubKind.basic.rawValue)@\(starts)") }
      if let failures { parts.append("failures*\(failures)") }
      if let turnaround { parts.append("turnaround=\(turnaround)") }
      return parts.isEmpty ? nil : parts.joined(separator: ",")
    }

    /// What is wrong with what was typed.
    var problem: String? {
      if let problem = FormText.problem(ofDay: engineer) ?? FormText.problem(ofDay: starts) { return problem }
      if (hubs == nil) != (starts == nil) { return "Say both: how many hubs, and from which day" }
      if let hubs, Int(hubs).map({ !(1...1000).contains($0) }) ?? true { return "Give a number of hubs: 1 to 1000" }
      if let failures, Double(failures).map({ !(0...10).contains($0) }) ?? true {
        return "Give how many times as often rollouts fail: 0.5 for half as often"
      }
      if let turnaround, Double(turnaround).map({ !($0 > 0 && $0 <= 365) }) ?? true {
        return "Give the working days that are promised: above 0"
      }
      return nil
    }

    fileprivate var fields: Fields {
      [
        "engineer": .text(engineer), "hubs": .text(hubs), "starts": .text(starts), "failures": .text(failures),
        "turnaround": .text(turnaround), "kinds": FormText.choices(HubKind.allCases.map(\.rawValue), chosen: kind),
      ]
    }
  }
}
