public import Basics
public import Fleet
import Forecast

/// Reads what the gates of phases ask for, off the declared fleet, its record and what other rooms know.
public struct MeasureReader: Sendable {
  let fleet: Fleet
  let record: GrowthRecord
  let inputs: PlanInputs
  let now: Timestamp

  public init(_ fleet: Fleet, record: GrowthRecord, inputs: PlanInputs = PlanInputs(), now: Timestamp) {
    self.fleet = fleet
    self.record = record
    self.inputs = inputs
    self.now = now
  }

  /// What the measure of a condition says now, with what speaks for and against the condition.
  public func reading(_ condition: GateCondition) -> MeasureReading {
    let over = condition.over ?? PlanFigures.usualWindow(condition.measure)
    switch condition.measure {
    case .rolloutSuccess: return rolloutSuccess(over: over)
    case .timeToRestore: return timeToRestore(over: over, condition.bound)
    case .operationsShare: return operationsShare(over: over)
    case .maintainersPerFeature: return maintainersPerFeature(condition.bound)
    case .exceptions: return exceptions
    case .runway:
      return given(.runway, inputs.runway, otherwise: "Not known: no money is declared, or its cash was counted too long ago.")
    case .utilisation:
      return given(
        .utilisation, inputs.utilisation,
        otherwise:
          "Not known: no team is declared, it has no time for operations, or its promise is too short (atoll slots says which).")
    case .turnaround:
      return given(.turnaround, inputs.turnaround, over: over, otherwise: notYet("requests are kept in Atoll: the desk"))
    case .alertPrecision: return given(.alertPrecision, nil, over: over, otherwise: notYet("alerts are: monitoring"))
    case .promiseCalibration: return given(.promiseCalibration, nil, over: over, otherwise: notYet("promises are: the desk"))
    case .unbilledAge: return given(.unbilledAge, nil, otherwise: notYet("cloud bills and invoices are: billing"))
    case .satisfaction: return given(.satisfaction, nil, over: over, otherwise: notYet("communities can answer: the desk"))
    }
  }

  private func notYet(_ what: String) -> String { "Not measured yet. It will be when \(what)." }

  private func given(_ measure: GateMeasure, _ value: Double?, over: Int = 0, otherwise because: String) -> MeasureReading {
    guard let value, value.isFinite else { return MeasureReading(measure, .notMeasured(because), over: over) }
    return MeasureReading(measure, .measured(value), sample: 1, over: over)
  }
}

// MARK: - What happened

extension MeasureReader {
  private func rolloutSuccess(over: Int) -> MeasureReading {
    let ended = RolloutWindow(record.rollouts, over: over).rollouts(at: now)
    guard !ended.isEmpty else {
      return MeasureReading(.rolloutSuccess, .notMeasured("No rollout in \(PlanWords.duration(over))."), over: over)
    }
    let failed = ended.filter { !$0.succeeded }
    let share = Double(ended.count - failed.count) / Double(ended.count)
    return MeasureReading(
      .rolloutSuccess, .measured(share), sample: ended.count, over: over,
      words: "\(ended.count - failed.count) of \(PlanWords.count(ended.count, "rollout")) (\(PlanWords.percent(share)))",
      evidence: failed.reversed().map { EvidenceLink(.rollout($0.number), $0.sentence, isGood: false) })
  }

  private func timeToRestore(over: Int, _ bound: GateCondition.Bound) -> MeasureReading {
    let outages = outages(over: over)
    guard !outages.isEmpty else {
      guard record.since != nil else {
        return MeasureReading(.timeToRestore, .notMeasured("Nothing was recorded yet: bring a hub up."), over: over)
      }
      let because = "No outage in \(PlanWords.duration(over)): nothing had to be restored."
      return MeasureReading(.timeToRestore, .nothingToCount(because), over: over)
    }
    let hours = Distribution(outages.map { $0.hours(at: now) }).quantile(PlanFigures.restoreConfidence)
    let evidence = outages.sorted { $0.hours(at: now) > $1.hours(at: now) }.map { outage in
      let lasted = outage.hours(at: now)
      let words = outage.isOver(at: now) ? "was restored after" : "has not worked for"
      let target: EvidenceLink.Target =
        outage.rollout.map { .rollout($0) } ?? outage.event.map { .event($0) } ?? .hub(outage.hub)
      return EvidenceLink(
        target, "\(outage.hub) \(words) \(PlanWords.number(lasted)) h, on \(outage.began.day)", isGood: bound.holds(lasted))
    }
    return MeasureReading(
      .timeToRestore, .measured(hours), sample: outages.count, over: over,
      words: "\(PlanWords.number(hours)) h, of \(PlanWords.count(outages.count, "outage"))", evidence: evidence)
  }

  /// Those that ended within the window, and those that have not ended.
  func outages(over: Int) -> [RecordedOutage] {
    record.outages.filter { outage in
      guard outage.began <= now else { return false }
      guard let ended = outage.ended, ended <= now else { return true }
      return ended.advanced(by: Double(over)) > now
    }
  }

  private func operationsShare(over: Int) -> MeasureReading {
    let logged = hours(over: over)
    guard logged.all > 0 else {
      let because = "No hours were logged in \(PlanWords.duration(over)): log them."
      return MeasureReading(.operationsShare, .notMeasured(because), over: over)
    }
    let evidence = WorkClass.allCases.map { workClass in
      let hours = logged.entries.filter { $0.workClass == workClass }.reduce(0) { $0 + $1.hours }
      return EvidenceLink(.text, "\(PlanWords.number(hours)) h of \(workClass.rawValue)")
    }
    let share = logged.operations / logged.all
    return MeasureReading(
      .operationsShare, .measured(share), sample: logged.entries.count, over: over,
      words: "\(PlanWords.number(logged.operations)) of \(PlanWords.number(logged.all)) h (\(PlanWords.percent(share)))",
      evidence: evidence)
  }

  /// What was logged for the days of the window, today among them.
  func hours(over: Int) -> (entries: [LoggedHours], operations: Double, all: Double) {
    let last = CalendarDay(now)
    let first = CalendarDay(now.advanced(by: -Double(over)))
    let entries = record.hours.filter { $0.day > first && $0.day <= last && $0.hours > 0 }
    let operations = entries.filter(\.workClass.isOperations).reduce(0) { $0 + $1.hours }
    return (entries, operations, entries.reduce(0) { $0 + $1.hours })
  }
}

extension RecordedOutage {
  func isOver(at now: Timestamp) -> Bool { ended.map { $0 <= now } ?? false }

  /// How long it lasted, or has lasted until now.
  func hours(at now: Timestamp) -> Double { max(0, min(ended ?? now, now).seconds - began.seconds) / 3600 }
}

// MARK: - What is declared

/// Who can maintain a feature that production hubs use.
public struct FeatureMaintainers: Sendable, Equatable {
  public let feature: FeatureID
  /// The production hubs that use it, by name.
  public let hubs: [HubID]
  /// Those of its owners and of those with the skill who are with the team, by name.
  public let people: [PersonID]
  /// Why few know it on purpose: then no gate counts it.
  public let specialist: String?
}

extension Fleet {
  /// The hubs that stage no other hub, by name; those that sleep too.
  public var productionHubs: [Hub] {
    let staging = stagingHubs
    return hubs.values.filter { !staging.contains($0.id) }.sorted { $0.id < $1.id }
  }

  /// Who can maintain each feature that production hubs use and that is in service, by name of the feature. Someone on leave
  /// counts; someone who has yet to join, or has left, does not.
  public func maintainers(on day: CalendarDay) -> [FeatureMaintainers] {
    var users: [FeatureID: [HubID]] = [:]
    for hub in productionHubs { for feature in Set(hub.features) { users[feature, default: []].append(hub.id) } }
    return users.compactMap { id, hubs in
      guard let feature = features[id], feature.stage.isInService else { return nil }
      return FeatureMaintainers(
        feature: id, hubs: hubs.sorted(), people: maintainers(of: feature, on: day), specialist: feature.specialist)
    }
    .sorted { $0.feature < $1.feature }
  }

  /// Those of its owners and of those with the skill who are with the team on that day, by name.
  public func maintainers(of feature: Feature, on day: CalendarDay) -> [PersonID] {
    organisation.people.filter { id, person in
      (feature.owners.contains(id) || person.skills.contains(feature.id.rawValue))
        && (person.starts.map { $0 <= day } ?? true) && (person.ends.map { day <= $0 } ?? true)
    }
    .keys.sorted()
  }
}

extension MeasureReader {
  private func maintainersPerFeature(_ bound: GateCondition.Bound) -> MeasureReading {
    let used = fleet.maintainers(on: CalendarDay(now))
    let counted = used.filter { $0.specialist == nil }
    let weak = counted.filter { !bound.holds(Double($0.people.count)) }
    let evidence =
      weak.map { EvidenceLink(.feature($0.feature), sentence($0), isGood: false) }
      + used.compactMap { one in
        one.specialist.map { EvidenceLink(.feature(one.feature), "\(sentence(one)), on purpose: \($0)") }
      }
    guard let fewest = counted.map(\.people.count).min() else {
      let because = "No production hub uses a feature that everybody should know."
      return MeasureReading(.maintainersPerFeature, .nothingToCount(because), over: 0, evidence: evidence)
    }
    return MeasureReading(
      .maintainersPerFeature, .measured(Double(fewest)), sample: counted.count, over: 0,
      words: "\(PlanWords.count(fewest, "person", "people")) at least, of \(PlanWords.count(counted.count, "feature"))",
      evidence: evidence)
  }

  private func sentence(_ one: FeatureMaintainers) -> String {
    guard !one.people.isEmpty else { return "nobody can maintain \(one.feature)" }
    return "\(PlanWords.list(one.people.map(\.rawValue))) can maintain \(one.feature)"
  }

  private var exceptions: MeasureReading {
    guard let exceptions = inputs.exceptions else {
      return MeasureReading(.exceptions, .notMeasured("Not known: the folder was not checked."), over: 0)
    }
    let hubs = exceptions.filter { !$0.value.isEmpty }
      .sorted { $0.value.count == $1.value.count ? $0.key < $1.key : $0.value.count > $1.value.count }
    let count = hubs.reduce(0) { $0 + $1.value.count }
    return MeasureReading(
      .exceptions, .measured(Double(count)), sample: count, over: 0,
      words: count == 0 ? "none" : "\(count) on \(PlanWords.count(hubs.count, "hub"))",
      evidence: hubs.map { hub, paths in
        EvidenceLink(.hub(hub), "\(hub): \(PlanWords.list(paths.sorted()))", isGood: false)
      })
  }
}
