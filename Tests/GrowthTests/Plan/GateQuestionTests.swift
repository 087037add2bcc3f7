import Basics
import Fleet
import Growth
import Testing

@Suite("questions of a gate")
struct GateQuestionTests {
  private typealias Example = PlanExample
  private let question = GateQuestion(phase: "beta", area: .infrastructure, name: "restore", text: "Did we restore a backup?")

  private func answer(_ isYes: Bool, ago days: Double, on day: Int? = nil, evidence: String = "as of the drill") -> GateAnswer {
    GateAnswer(
      phase: "beta", area: .infrastructure, question: "restore", isYes: isYes, evidence: evidence,
      on: Example.today.advanced(by: -(day ?? Int(days))), by: "wren", at: Example.ago(days: days))
  }

  private func item(_ answers: [GateAnswer]) throws -> GateItem {
    let phase = Example.phases(questions: ["restore": question.text])[1]
    let reader = GateReader(MeasureReader(Example.fleet(), record: GrowthRecord(answers: answers), now: Example.now))
    return try #require(reader.items(phase).first)
  }

  @Test("a question that nobody answered does not hold, and says how to answer it")
  func notAnswered() throws {
    let item = try item([])
    #expect(item.state == .notAnswered)
    #expect(item.change == .answer(question))
    #expect(item.since == nil)
  }

  @Test("the last answer counts, from when it was recorded")
  func lastAnswer() throws {
    let yes = try item([answer(false, ago: 9), answer(true, ago: 5, on: 100)])
    #expect(yes.state == .holds)
    #expect(yes.since == Example.ago(days: 5))
    let no = try item([answer(false, ago: 2), answer(true, ago: 5)])
    #expect(no.state == .fails)
    #expect(no.since == Example.ago(days: 2))
    #expect(no.change == .settle(question))
  }

  @Test("a yes without evidence does not count")
  func withoutEvidence() throws {
    #expect(try item([answer(true, ago: 1, evidence: " \n")]).state == .notAnswered)
  }

  @Test("an answer counts for 180 days from the day that it names")
  func outdated() throws {
    #expect(try item([answer(true, ago: 1, on: 180)]).state == .holds)
    let old = try item([answer(true, ago: 170, on: 181)])
    #expect(old.state == .outdated)
    #expect(old.change == .answerAnew(question))
    #expect(old.since == Example.today.start)
    let future = try item([answer(true, ago: 181, on: -300)])
    #expect(future.state == .outdated)
  }

  @Test("an answer given anew in time goes on; one given too late begins anew")
  func anew() throws {
    #expect(try item([answer(true, ago: 200), answer(true, ago: 100)]).since == Example.ago(days: 200))
    #expect(try item([answer(true, ago: 300), answer(true, ago: 100)]).since == Example.ago(days: 100))
  }
}
