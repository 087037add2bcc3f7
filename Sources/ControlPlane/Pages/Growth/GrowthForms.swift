import Basics
import Operations

/// An answer to a question of a gate, as a form sends it: `answer` (`yes` or `no`), `evidence`, `on`, `phase`.
struct GateForm: Decodable, Sendable, Equatable {
  var answer: String?
  var evidence: String?
  var on: String?
  /// The phase that was looked at.
  var phase: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false

  init(answer: String? = nil, evidence: String? = nil, on: String? = nil, phase: String? = nil, isSent: Bool = false) {
    self.answer = answer
    self.evidence = evidence
    self.on = on
    self.phase = phase
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case answer, evidence, on, phase }

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if answer != "yes", answer != "no" { problems["answer"] = "Choose yes or no" }
    if FormText.line(evidence) == nil { problems["evidence"] = "Say what the answer stands on: a sentence or a link" }
    if let problem = FormText.problem(ofDay: on) { problems["on"] = problem }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  func request(area: String, question: String, phase: String) -> GrowthRequests.Answer? {
    guard problems.isEmpty, let evidence = FormText.line(evidence) else { return nil }
    return GrowthRequests.Answer(
      phase: phase, area: area, question: question, yes: answer == "yes", evidence: evidence, on: FormText.line(on))
  }
}

/// Hours that somebody spent, as a form sends them: `person`, `day`, `hours`, `workClass`, `hub`, `note`.
struct HoursForm: Decodable, Sendable, Equatable {
  var person: String?
  var day: String?
  var hours: String?
  var workClass: String?
  var hub: String?
  var note: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false

  init(
    person: String? = nil, day: String? = nil, hours: String? = nil, workClass: String? = nil, hub: String? = nil,
    note: String? = nil, isSent: Bool = false
  ) {
    self.person = person
    self.day = day
    self.hours = hours
    self.workClass = workClass
    self.hub = hub
    self.note = note
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case person, day, hours, workClass, hub, note }

  static let workClasses = ["expected operations", "unplanned", "development project"]

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if FormText.line(person) == nil { problems["person"] = "Say whose hours these are" }
    if let problem = FormText.problem(ofDay: day) { problems["day"] = problem }
    if number == nil { problems["hours"] = "Give hours above 0, at most 24: 1.5" }
    if !HoursForm.workClasses.contains(workClass ?? "") { problems["workClass"] = "Choose one of the list" }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  var request: GrowthRequests.Hours? {
    guard problems.isEmpty, let person = FormText.line(person), let number, let workClass else { return nil }
    return GrowthRequests.Hours(
      person: person, day: FormText.line(day), hours: number, workClass: workClass, hub: FormText.line(hub),
      note: FormText.line(note))
  }

  private var number: Double? {
    guard let text = FormText.line(hours), let number = Double(text), number > 0, number <= 24 else { return nil }
    return number
  }
}

/// The outcome of a feature's review, as a form sends it: `outcome`, `because`, `next`.
struct ReviewForm: Decodable, Sendable, Equatable {
  var outcome: String?
  var because: String?
  var next: String?
  /// Whether it was sent; else it is about to be filled in.
  var isSent = false

  init(outcome: String? = nil, because: String? = nil, next: String? = nil, isSent: Bool = false) {
    self.outcome = outcome
    self.because = because
    self.next = next
    self.isSent = isSent
  }

  enum CodingKeys: CodingKey { case outcome, because, next }

  static let outcomes = ["promote", "keep", "retire"]

  /// What is wrong, by field. Empty: it can be recorded.
  var problems: [String: String] {
    var problems: [String: String] = [:]
    if !ReviewForm.outcomes.contains(outcome ?? "") { problems["outcome"] = "Choose promote, keep or retire" }
    if FormText.line(because) == nil { problems["because"] = "Say why: it stands beside the outcome" }
    if let problem = FormText.problem(ofDay: next) { problems["next"] = problem }
    return problems
  }

  /// What is recorded; nil while something is wrong.
  var request: GrowthRequests.Review? {
    guard problems.isEmpty, let outcome, let because = FormText.line(because) else { return nil }
    return GrowthRequests.Review(outcome: outcome, because: because, next: FormText.line(next))
  }
}

/// Reads what people type.
enum FormText {
  /// One line without blanks around it, at most 500 characters; nil where nothing was typed.
  static func line(_ text: String?) -> String? {
    let words = (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : String(words.prefix(500))
  }

  /// What is wrong with a day that may be left out.
  static func problem(ofDay text: String?) -> String? {
    guard let text = line(text), CalendarDay(text) == nil else { return nil }
    return "Give a day such as 2027-03-01, or leave it empty"
  }

  /// Choices of a form: each with its value, and whether it is chosen.
  static func choices(_ values: [String], chosen: String?) -> Field {
    choices(values.map { (value: $0, label: $0) }, chosen: chosen)
  }

  /// The same with what people read of each.
  static func choices(_ values: [(value: String, label: String)], chosen: String?) -> Field {
    .list(values.map { ["value": .text($0.value), "label": .text($0.label), "chosen": .flag($0.value == chosen)] })
  }
}

extension GateForm {
  func fields(for item: GateItemAnswer, phase: String) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.answer(item.key)), "phaseName": .text(phase), "isYes": .flag(answer == "yes"),
      "isNo": .flag(answer == "no"), "evidenceText": .text(evidence), "on": .text(on),
      "answerProblem": .text(problems["answer"]), "evidenceProblem": .text(problems["evidence"]),
      "onProblem": .text(problems["on"]),
    ]
  }
}

extension HoursForm {
  func fields(people: [(value: String, label: String)], viewer: String?) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.hours), "people": FormText.choices(people, chosen: person ?? viewer), "day": .text(day),
      "hours": .text(hours), "classes": FormText.choices(HoursForm.workClasses, chosen: workClass), "hub": .text(hub),
      "note": .text(note), "personProblem": .text(problems["person"]), "dayProblem": .text(problems["day"]),
      "hoursProblem": .text(problems["hours"]), "classProblem": .text(problems["workClass"]),
    ]
  }
}

extension ReviewForm {
  func fields(for review: ReviewAnswer) -> Fields {
    let problems = isSent ? problems : [:]
    return [
      "action": .text(Paths.review(review.feature)), "slug": .text(Paths.encoded(review.feature)),
      "outcomes": FormText.choices(ReviewForm.outcomes, chosen: outcome), "because": .text(because),
      "next": .text(next), "outcomeProblem": .text(problems["outcome"]), "becauseProblem": .text(problems["because"]),
      "nextProblem": .text(problems["next"]),
    ]
  }
}

extension ConfirmationPage {
  /// Asks before the next phase is opened though its gates have not held. Posts `why` and `phase`.
  static func openingPhase(frame: PageFrame, next: NextPhaseAnswer, reason: Reason = Reason()) -> ConfirmationPage {
    let unmet = next.areas.flatMap(\.items).filter { !$0.holds }
    var consequences = ["Slots of “\(next.name)” are given from now on: \(Words.byKind(next.slots) ?? "none")"]
    if !unmet.isEmpty {
      consequences.append("\(Words.count(unmet.count, "item")) of its gates \(unmet.count == 1 ? "is" : "are") not met")
      consequences += unmet.prefix(5).map { "\($0.mark.word): \($0.text)" }
    }
    consequences.append("It stands in the changes, with your name and reason")
    return ConfirmationPage(
      frame: frame, question: "Open the phase “\(next.name)” now?", consequences: consequences, action: Paths.openPhase,
      button: "Open it", isDangerous: !unmet.isEmpty, cancel: Paths.growth, hidden: [(name: "phase", value: next.name)],
      reason: reason)
  }
}
