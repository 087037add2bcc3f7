import Basics
import Operations

/// What the team can do, what asks for it, and where its time went.
struct CapacityPage: Sendable {
  var frame: PageFrame
  var capacity: CapacityAnswer
  /// Hours as typed so far.
  var form: HoursForm

  init(frame: PageFrame, capacity: CapacityAnswer, form: HoursForm = HoursForm()) {
    self.frame = frame
    self.capacity = capacity
    self.form = form
  }

  /// `57 of the 74 changes and incidents a quarter that 4 people can do within the promise are asked for; 17 are free`.
  var answer: String {
    guard let slots = capacity.slots else { return "What the team can take is not known: no team is declared" }
    let load = slots.load
    let bound = load.possible * load.highestUtilisation
    let team = "that \(Words.count(load.people, "person", "people")) can do within the promise"
    let (asked, allowed) = (Words.decimal(load.asked), Words.items(bound))
    if load.free < 0 {
      return "\(asked) are asked for of the \(allowed) a quarter \(team): \(Words.decimal(-load.free)) too many"
    }
    return "\(asked) of the \(allowed) a quarter \(team) are asked for; \(Words.decimal(load.free)) are free"
  }

  var tone: Tone {
    guard let load = capacity.slots?.load else { return .quiet }
    return load.free < 0 ? .bad : load.free < 0.05 * load.possible ? .busy : .good
  }

  /// Short names of whose hours can be logged here, with the names that people know; whoever looks on is among them.
  private var namesOfPeople: [(value: String, label: String)] {
    let engineers = capacity.people.compactMap { known in known.person.map { (value: $0, label: known.name) } }
    guard let viewer = frame.viewer?.name, !engineers.contains(where: { $0.value == viewer }) else { return engineers }
    return engineers + [(value: viewer, label: viewer)]
  }

  var fields: Fields {
    GrowthPlace.fields(at: .capacity, in: frame).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]),
      "load": .group(capacity.slots.map(loadFields)),
      "turnaround": .text(capacity.slots.map(turnaround)), "people": .list(capacity.people.map(\.fields)),
      "work": .group(WorkTable(capacity.weeks).fields), "ahead": .list(capacity.ahead.map(\.fields)),
      "tenth": .group(tenthFields), "skills": .list(capacity.slots?.skills.map(\.fields) ?? []),
      "hangs": .text(capacity.slots?.risk.map { Words.ownSentence(GrowthWords.risk($0)) }),
      "limits": .list(capacity.limits.map(\.fields)),
      "form": .group(
        frame.mayPlan ? form.fields(people: namesOfPeople, viewer: frame.viewer?.name) : nil),
    ])
  }

  private func loadFields(_ slots: SlotsAnswer) -> Fields {
    let load = slots.load
    let bar = LoadBar(load)
    return [
      "segments": .list(bar.segments.map(\.fields)), "mark": .text(bar.mark), "spoken": .text(answer),
      "rows": .list(bar.rows), "highest": .text(Words.percent(load.highestUtilisation)),
      "utilisation": .text(Words.percent(load.utilisation)), "hours": .text(Words.decimal(load.hoursOfAnItem)),
      "failures": .text(load.failures), "failuresPath": .text(Paths.rollouts),
      "failuresExpected": .text(Words.percent(load.failureShare)),
      "promise": .text(slots.promise), "room": .text(Words.ownSentence(GrowthWords.room(load))),
    ]
  }

  private func turnaround(_ slots: SlotsAnswer) -> String {
    let share = Words.percent(slots.promisedConfidence)
    guard let days = slots.load.turnaroundDays else {
      return "At this load the work cannot be done: it grows without end. Take work away, or add people."
    }
    let promise = "\(Words.decimal(slots.promisedDays)) are promised"
    return "At this load \(share) of requests are done within \(Words.decimal(days)) working days; \(promise)."
  }

  private var tenthFields: Fields? {
    let tenth = capacity.costlyTenth
    guard !tenth.hubs.isEmpty else { return nil }
    let count = tenth.hubs.count
    return [
      "sentence": .text(
        "\(Words.count(count, "hub")) \(count == 1 ? "takes" : "take") \(Words.percent(tenth.share)) of the hours."),
      "hubs": .list(
        tenth.hubs.map { hub -> Fields in
          [
            "hub": .text(hub.hub), "path": .text("\(Paths.hub(.init(hub.hub)))#effort"), "community": .text(hub.community),
            "communityPath": .text(Paths.community(.init(hub.community))), "kind": .text(hub.kind),
            "hours": .text(Words.decimal(hub.hoursAQuarter)),
          ]
        }),
    ]
  }
}

extension SlotsAnswer.Load {
  /// Items a quarter that are asked for, with what is reserved.
  var asked: Double { hubs + platform + rework + reserved }

  /// `2 of 9 rollouts failed`: what rework stands on.
  var failures: String { "\(failedRollouts) of \(Words.count(rollouts, "rollout")) failed" }
}

extension CapacityAnswer.PersonCapacity {
  fileprivate var fields: Fields {
    [
      "name": .text(name), "roles": .text(roles.joined(separator: ", ")), "hours": .text(Words.decimal(hours)),
      "leave": .text(leaveDays == 0 ? "–" : Words.count(leaveDays, "day")),
      "duty": .text(dutyHours == 0 ? "–" : Words.decimal(dutyHours)), "operations": .text(Words.decimal(operationsHours)),
      "skills": .text(skills.joined(separator: ", ")), "note": .text(note),
    ]
  }
}

extension CapacityAnswer.WeekAhead {
  fileprivate var fields: Fields {
    let missing = needed - hours
    return [
      "week": .text(Words.shortDay(week)), "hours": .text(Words.decimal(hours)), "needed": .text(Words.decimal(needed)),
      "state": .state(
        missing > 0.5
          ? StateMark(.bad, "\(Words.decimal(missing)) hours too few") : StateMark(.good, "enough")),
      "note": .text(note),
    ]
  }
}

extension SlotsAnswer.Skill {
  fileprivate var fields: Fields {
    let risk: StateMark? =
      switch maintainers.count {
      case 0: StateMark(.bad, "nobody")
      case 1: StateMark(specialist == nil ? .busy : .quiet, "one person")
      default: nil
      }
    return [
      "skill": .text(skill), "maintainers": .text(Words.list(maintainers)), "risk": .markup(risk.map(Markup.state)),
      "specialist": .text(specialist.map { "on purpose: \($0)" }),
      "hubs": .list(hubs.map { ["hub": .text($0), "path": .text(Paths.hub(.init($0)))] }),
      "work": .text(hubs.isEmpty ? nil : "\(Words.percent(shareOfWork)) of the work"),
      "slots": .text(Words.byKind(slots) ?? "none"),
      "training": .text(train.map { "train \($0): \(Words.addedByKind(opens) ?? "opens none")" }),
    ]
  }
}
