extension GrowthText {
  /// Slots by kind: now, in one month, in three, with what they are made of. Nil: no team is declared.
  public static func slots(_ answer: SlotsAnswer?) -> [String] {
    var lines = published(answer)
    guard let answer else { return lines }
    lines += ["", "WHAT THE TEAM CAN TAKE, IF ONLY THAT KIND COMES"]
    var table = FittedTable([
      "KIND", "WHEN", "WITH \(GrowthWords.percent(answer.confidence))", "HALF OF CASES", "90 % RANGE", "LIMITED BY",
    ])
    for kind in kinds(answer.horizons) {
      for horizon in answer.horizons {
        guard let slots = horizon.kinds.first(where: { $0.kind == kind }) else { continue }
        table.add([
          kind, horizon.name, String(slots.capacity), String(slots.median), "\(slots.low) to \(slots.high)", slots.limitedBy,
        ])
      }
    }
    lines += table.lines() + [""] + load(answer.load, answer)
    return answer.skills.isEmpty ? lines : lines + ["", "SKILLS"] + skills(answer.skills) + risk(answer.risk)
  }

  /// What is published: one row a kind.
  static func published(_ answer: SlotsAnswer?) -> [String] {
    guard let answer else { return Wrapping.sentence(GrowthWords.noTeam) }
    let promise = GrowthWords.promise(days: answer.promisedDays, confidence: answer.promisedConfidence)
    let lines = Wrapping.sentence("Slots that hold with \(GrowthWords.percent(answer.confidence)), while \(promise)")
    var table = FittedTable(["KIND"] + answer.horizons.map { $0.name.uppercased() } + ["PHASE HAS LEFT", "LIMITED BY"])
    for kind in kinds(answer.horizons) {
      let slots = answer.horizons.map { horizon in horizon.kinds.first { $0.kind == kind } }
      let last = slots.last.flatMap { $0 }
      table.add(
        [kind] + slots.map { $0.map { String($0.slots) } ?? "-" }
          + [last?.leftInPhase.map(String.init) ?? "no phase", last?.limitedBy ?? "-"])
    }
    return lines + table.lines()
  }

  static func kinds(_ horizons: [SlotsAnswer.Horizon]) -> [String] {
    GrowthWords.kinds(horizons.flatMap { $0.kinds.map(\.kind) })
  }

  /// What is asked of the team against what it can do, in sentences.
  static func load(_ load: SlotsAnswer.Load, _ answer: SlotsAnswer) -> [String] {
    let number = GrowthWords.number
    let free =
      load.free >= 0
      ? "\(number(load.free)) are free" : "\(number(-load.free)) too many are asked for: finish or drop work before taking more on"
    let turnaround =
      load.turnaroundDays.map {
        "at this load \(GrowthWords.percent(answer.promisedConfidence)) are done within \(GrowthWords.workingDays($0))"
      }
      ?? "at this load nothing can be promised: more is asked for than can be done"
    let failures =
      load.rollouts == 0
      ? "no rollout is on record, so that is assumed"
      : "\(load.failedRollouts) of \(GrowthWords.count(load.rollouts, "rollout")) on record failed"
    return [
      "\(GrowthWords.count(load.people, "person does", "people do")) operations; always busy they could do "
        + "\(number(load.possible)) changes and incidents a quarter, of \(GrowthWords.hours(load.hoursOfAnItem)) each",
      "Asked for a quarter: \(number(load.hubs)) by hubs, \(number(load.platform)) by the platform, \(GrowthWords.rework(load.rework)) "
        + "again after failures, \(number(load.reserved)) for the pipeline, by its chances: \(GrowthWords.percent(load.utilisation)) of that",
      "The promise allows \(GrowthWords.percent(load.highestUtilisation)); \(free); \(turnaround)",
      "\(GrowthWords.percent(load.failureShare)) of rollouts are expected to fail: \(failures)",
      GrowthWords.room(load),
    ].flatMap { Wrapping.sentence($0, hanging: 2) }
  }

  private static func risk(_ risk: SlotsAnswer.Risk?) -> [String] {
    risk.map { [""] + Wrapping.sentence(GrowthWords.risk($0), hanging: 2) } ?? []
  }

  private static func skills(_ skills: [SlotsAnswer.Skill]) -> [String] {
    var table = FittedTable(["SKILL", "MAINTAINERS", "HUBS", "OF THE WORK", "SLOTS IN THREE MONTHS", "TRAINING OPENS"])
    for skill in skills {
      let people = skill.maintainers.isEmpty ? "nobody" : skill.maintainers.joined(separator: ", ")
      let training = skill.train.map { "\($0): \(GrowthWords.signedSlots(skill.opens))" } ?? "-"
      table.add([
        skill.skill, people + (skill.specialist.map { " (specialists: \($0))" } ?? ""), String(skill.hubs.count),
        skill.hubs.isEmpty ? "-" : GrowthWords.percent(skill.shareOfWork), GrowthWords.slots(skill.slots), training,
      ])
    }
    return table.lines()
  }

  /// The one that would bring most first.
  static func limits(_ limits: [LimitAnswer]) -> [String] {
    var table = FittedTable(["LIMIT", "CHANGE", "BRINGS IN THREE MONTHS", "FREES A QUARTER"])
    for limit in limits {
      let frees = limit.freesItems.map { "\(GrowthWords.number($0)) items" }
      table.add([limit.limit, limit.change, GrowthWords.brings(limit), frees ?? "-"])
    }
    return table.lines()
  }
}

extension GrowthText {
  /// What the team can do and what it does: people, the weeks ahead, the weeks behind, the costly tenth, what limits.
  public static func capacity(_ answer: CapacityAnswer) -> [String] {
    var lines = answer.slots.map { load($0.load, $0) } ?? Wrapping.sentence(GrowthWords.noTeam)
    if !answer.people.isEmpty { lines += ["", "PEOPLE, HOURS A WEEK"] + people(answer.people) }
    if !answer.ahead.isEmpty { lines += ["", "WEEKS AHEAD, HOURS FOR OPERATIONS"] + ahead(answer.ahead) }
    lines += ["", "WEEKS BEHIND"] + behind(answer.weeks)
    if !answer.costlyTenth.hubs.isEmpty {
      lines += ["", "THE COSTLY TENTH: \(GrowthWords.percent(answer.costlyTenth.share)) OF ALL HOURS"]
      var table = FittedTable(["HUB", "COMMUNITY", "KIND", "HOURS A QUARTER"])
      for hub in answer.costlyTenth.hubs {
        table.add([hub.hub, hub.community, hub.kind, GrowthWords.number(hub.hoursAQuarter)])
      }
      lines += table.lines()
    }
    return answer.limits.isEmpty ? lines : lines + ["", "WHAT LIMITS US"] + limits(answer.limits)
  }

  private static func people(_ people: [CapacityAnswer.PersonCapacity]) -> [String] {
    var table = FittedTable(["PERSON", "WORKS", "DUTY", "OPERATIONS", "LEAVE, DAYS", "SKILLS", "NOTE"])
    for person in people {
      table.add([
        person.name, GrowthWords.number(person.hours), GrowthWords.number(person.dutyHours),
        GrowthWords.number(person.operationsHours), String(person.leaveDays),
        person.skills.isEmpty ? "-" : person.skills.joined(separator: ", "), person.note ?? "",
      ])
    }
    return table.lines()
  }

  private static func ahead(_ weeks: [CapacityAnswer.WeekAhead]) -> [String] {
    var table = FittedTable(["WEEK OF", "THERE ARE", "NEEDED", "NOTE"])
    for week in weeks {
      let short = week.needed > week.hours ? "too few" : ""
      let note = [short, week.note ?? ""].filter { !$0.isEmpty }.joined(separator: ": ")
      table.add([week.week, GrowthWords.number(week.hours), GrowthWords.number(week.needed), note])
    }
    return table.lines()
  }

  private static func behind(_ weeks: [CapacityAnswer.WorkWeek]) -> [String] {
    let communities = weeks.flatMap(\.communities)
    if communities.isEmpty { return Wrapping.sentence("Nothing is on record. \(GrowthWords.noHours)") }
    var table = FittedTable(["WEEK OF", "CHANGES", "INCIDENTS", "HOURS LOGGED", "MOST FOR"])
    for week in weeks {
      let most = week.communities.max { ($0.hours, $0.changes + $0.incidents) < ($1.hours, $1.changes + $1.incidents) }
      table.add([
        week.week, String(week.communities.reduce(0) { $0 + $1.changes }),
        String(week.communities.reduce(0) { $0 + $1.incidents }),
        GrowthWords.number(week.communities.reduce(0) { $0 + $1.hours }),
        most.map { $0.community ?? "the fleet itself" } ?? "-",
      ])
    }
    return table.lines()
  }
}
