import Basics

/// What `fleet.yaml` says of growth, from shaped values. What is wrong has been told; the model then has what is left.
extension WorkCalendar {
  init(_ value: ShapedValue) {
    self.init()
    if let days = value["working_days"] { workingDays = Set(days.list.compactMap { $0.choice(Weekday.self)?.number }) }
    holidays = Set(value["holidays"]?.list.compactMap(\.day) ?? [])
    reduced = value["reduced"]?.list.compactMap(Reduced.init) ?? []
  }
}

extension WorkCalendar.Reduced {
  init?(_ value: ShapedValue) {
    guard let days = DayRange(value), let share = value["share"]?.number else { return nil }
    self.init(days: days, share: share, because: value["because"]?.text ?? "")
  }
}

extension DayRange {
  /// From the keys `from` and `until`.
  init?(_ value: ShapedValue) {
    guard let first = value["from"]?.day, let last = value["until"]?.day else { return nil }
    self.init(first, last)
  }
}

extension Team {
  init(_ value: ShapedValue) {
    self.init(
      rota: value["rota"].map(Rota.init), hires: value["hires"]?.list.compactMap(Hire.init) ?? [])
    if let focus = value["focus"]?.number { self.focus = focus }
    if let share = value["operations_share"]?.number { operationsShare = share }
    if let share = value["platform_share"]?.number { platformShare = share }
    if let days = value["turnaround"]?["days"]?.number { turnaround.days = days }
    if let confidence = value["turnaround"]?["confidence"]?.number { turnaround.confidence = confidence }
  }
}

extension Team.Rota {
  init(_ value: ShapedValue) {
    self.init(people: value["people"]?.texts.map { PersonID($0) } ?? [])
    if let atOnce = value["at_once"]?.integer { self.atOnce = atOnce }
    if let share = value["share"]?.number { self.share = share }
  }
}

extension Team.Hire {
  init?(_ value: ShapedValue) {
    guard let name = value["name"]?.text, let starts = value["starts"]?.day else { return nil }
    self.init(name: name, starts: starts, skills: value["skills"]?.texts ?? [])
    if let probability = value["probability"]?.number { self.probability = probability }
    if let hours = value["hours"]?.number { self.hours = hours }
  }
}

extension Catalogue {
  init(_ value: ShapedValue) {
    self.init(
      offers: value.each(HubKind.self) { Offer($0) },
      instead: value["instead"]?.members.compactMapValues(\.text) ?? [:])
  }
}

extension Catalogue.Offer {
  init(_ value: ShapedValue) {
    self.init(
      images: value["images"].map { Set($0.list.compactMap { $0.choice(Effort.Image.self) }) },
      logins: value["logins"].map { Set($0.list.compactMap { $0.choice(Access.Login.self) }) },
      features: value["features"].map { Set($0.texts) }, standard: value["standard"]?.texts ?? [])
    if let types = value["types"] { self.types = Set(types.list.compactMap { $0.choice(HubType.self) }) }
  }
}

extension Phase {
  init?(_ value: ShapedValue) {
    guard let name = value["name"]?.text else { return nil }
    self.init(
      name: name, description: value["description"]?.text, slots: value["slots"]?.each(HubKind.self, \.integer) ?? [:],
      types: value["types"]?.each(HubType.self, \.integer) ?? [:], newCommunities: value["new_communities"]?.integer,
      opened: value["opened"]?.day, gates: value["gates"]?.each(GateArea.self) { Gate($0) } ?? [:])
    if let seconds = value["hold_for"]?.seconds { holdFor = seconds }
  }
}

extension Gate {
  init(_ value: ShapedValue) {
    self.init(
      conditions: value["conditions"]?.list.compactMap(GateCondition.init) ?? [],
      questions: value["questions"]?.members.compactMapValues(\.text) ?? [:])
  }
}

extension GateCondition {
  init?(_ value: ShapedValue) {
    guard let measure = value["measure"]?.choice(GateMeasure.self) else { return nil }
    let bound: Bound
    switch (value["at_least"]?.number, value["at_most"]?.number) {
    case (let least?, nil): bound = .atLeast(least)
    case (nil, let most?): bound = .atMost(most)
    case (_?, _?), (nil, nil): return nil
    }
    self.init(measure: measure, bound: bound, over: value["over"]?.seconds)
  }
}

extension Lead {
  init?(_ name: String, _ value: ShapedValue) {
    guard let kind = value["kind"]?.choice(HubKind.self), let starts = value["starts"]?.day,
      let stage = value["stage"]?.choice(Stage.self)
    else { return nil }
    self.init(
      id: LeadID(name), name: value["name"]?.text, community: value["community"]?.id(CommunityID.self), kind: kind,
      type: value["type"]?.choice(HubType.self) ?? .jupyterhub, hubs: value["hubs"]?.integer ?? 1, starts: starts,
      probability: value["probability"]?.number, stage: stage, wishes: value["wishes"]?.texts ?? [],
      fee: value["fee"]?.money)
  }
}
