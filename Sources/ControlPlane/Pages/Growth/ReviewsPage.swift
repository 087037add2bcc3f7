import Basics
import Fleet
import Operations

/// Features that are to be looked at again: who uses each, what it asks for, who can maintain it, and what follows.
struct ReviewsPage: Sendable {
  var frame: PageFrame
  var reviews: [ReviewAnswer]
  /// What was typed so far, by feature.
  var forms: [String: ReviewForm]

  init(frame: PageFrame, reviews: [ReviewAnswer], forms: [String: ReviewForm] = [:]) {
    self.frame = frame
    self.reviews = reviews
    self.forms = forms
  }

  /// `1 review is overdue: Dask; 2 more are on the list`.
  var answer: String {
    if reviews.isEmpty { return "No feature is to be reviewed" }
    let overdue = reviews.filter(\.isOverdue)
    if overdue.isEmpty { return "\(Words.count(reviews.count, "feature")) on the list; no review is overdue" }
    let names = Words.list(overdue.map(\.name), atMost: 3)
    return "\(Words.count(overdue.count, "review")) \(overdue.count == 1 ? "is" : "are") overdue: \(names)"
  }

  var fields: Fields {
    let tone: Tone = reviews.isEmpty ? .quiet : reviews.contains(where: \.isOverdue) ? .bad : .good
    return GrowthPlace.fields(at: .reviews, in: frame).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]),
      "reviews": .list(
        reviews.map { review in
          review.fields(form: frame.mayPlan ? forms[review.feature] ?? ReviewForm() : nil)
        }),
    ])
  }
}

extension ReviewAnswer {
  /// Where the feature is declared.
  private var file: String { "features/\(feature).yaml" }

  /// Whether the folder follows the outcome: its `review_by` is the day that the review named or a later one, or gone
  /// where the review named none.
  private func isWritten(_ last: Reviewed) -> Bool {
    guard let next = last.next else { return due == nil }
    return due.map { $0 >= next } ?? false
  }

  /// What the folder is to say after an outcome: `stage: beta`, `review_by: 2027-03-01`.
  private func keys(after last: Reviewed) -> [String] {
    let stages = Feature.Stage.allCases
    let current = Feature.Stage(rawValue: stage)
    let stage: Feature.Stage? =
      switch ReviewForm.outcomes.firstIndex(of: last.outcome) {
      case 0: current.flatMap { stages.firstIndex(of: $0) }.map { stages[min($0 + 1, stages.count - 2)] }
      case 2: .retired
      default: nil
      }
    return [stage.flatMap { $0 == current ? nil : "stage: \($0.rawValue)" }, last.next.map { "review_by: \($0)" }]
      .compactMap { $0 }
  }

  fileprivate func fields(form: ReviewForm?) -> Fields {
    let people = people.map { ", \(Words.count($0, "person", "people"))" } ?? ""
    return [
      "id": "review-\(Paths.encoded(feature))", "name": .text(name), "path": .text(Paths.feature(feature)), "stage": .text(stage),
      "due": .state(dueMark),
      "hubs": .list(hubs.map { ["hub": .text($0), "path": .text(Paths.hub(.init($0)))] }),
      "users": .text(
        hubs.isEmpty
          ? "no production hub"
          : "\(Words.count(hubs.count, "hub")) of \(Words.count(communities, "community", "communities"))\(people)"),
      "work": .text(Words.ownSentence(GrowthWords.work(self))),
      "maintainers": .text(maintainers.isEmpty ? "nobody" : Words.list(maintainers)),
      "specialist": .text(specialist), "suggestion": .text(suggestion), "file": .text(file),
      "grounds": .texts(grounds.map(Words.ownSentence)),
      "last": .group(
        last.map { last -> Fields in
          [
            "outcome": .text(last.outcome), "because": .text(last.because), "on": .text(Words.day(last.on)),
            "by": .text(last.by), "nextReview": .text(last.next.map(Words.day)),
            "toWrite": .group(
              isWritten(last) ? nil : ["keys": .texts(keys(after: last)), "isWithoutNext": .flag(last.next == nil)]),
          ]
        }),
      "form": .group(form?.fields(for: self)),
    ]
  }
}
