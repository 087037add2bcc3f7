import Basics

/// Models from shaped values. A required key that is missing or wrong has been told; then there is no model.
extension Organisation {
  init(_ value: ShapedValue) {
    self.init(
      name: value["name"]?.text ?? "", domain: value["domain"]?.text,
      people: value["people"].people { Person($0) },
      onDuty: value["on_duty"]?.texts.map { PersonID($0) } ?? [],
      notify: Notification(
        mail: value["notify"]?["mail"].flatMap(Notification.Mail.init),
        webhook: value["notify"]?["webhook"].flatMap(Notification.Webhook.init)),
      calendar: value["calendar"].map(WorkCalendar.init) ?? WorkCalendar(), team: value["team"].map(Team.init),
      catalogue: value["catalogue"].map(Catalogue.init) ?? Catalogue(),
      phases: value["phases"]?.list.compactMap(Phase.init) ?? [],
      finances: value["money"].flatMap(Finances.init))
    if let rules = value["policies"]?["doors"] { doors = DoorRules(rules) }
    hubAdditions = (value["hubs"]?.members ?? [:]).map { HubAddition($0.key, $0.value) }.sorted { $0.pattern < $1.pattern }
    for (code, severity) in value["checks"]?.members ?? [:] {
      severities[FindingCode(code)] = severity.choice(Severity.self)
    }
    for (name, lead) in value["pipeline"]?.members ?? [:] { pipeline[LeadID(name)] = Lead(name, lead) }
  }
}

extension DoorRules {
  init(_ value: ShapedValue) {
    self.init()
    for kind in HubKind.allCases { widest[kind] = value["widest"]?[kind.rawValue]?.text }
    if let seconds = value["grace"]?.seconds { grace = seconds }
    if let seconds = value["ask_again"]?.seconds { askAgain = seconds }
    if let seconds = value["warn_before"]?.seconds { warnBefore = seconds }
    if let seconds = value["knock_every"]?.seconds { knockEvery = seconds }
    if let closes = value["close_when_open"]?.flag { closesWhenOpen = closes }
  }
}

extension Person {
  init(_ value: ShapedValue) {
    self.init(
      name: value["name"]?.text ?? "", mail: value["mail"]?.text,
      roles: value["roles"]?.list.compactMap { $0.choice(Role.self) } ?? [], skills: value["skills"]?.texts ?? [],
      leave: value["leave"]?.list.compactMap(DayRange.init) ?? [], starts: value["starts"]?.day, ends: value["ends"]?.day)
    if let hours = value["hours"]?.number { self.hours = hours }
  }
}

extension Notification.Mail {
  init?(_ value: ShapedValue) {
    guard let from = value["from"]?.text else { return nil }
    let server = value["server"]?.text.flatMap { MailServer($0) }
    guard server != nil || value["sendmail"]?.flag == true else { return nil }
    self.init(
      from: from, transport: server.map { .smtp(host: $0.host, port: $0.port) } ?? .sendmail,
      user: value["user"]?.text, password: value["password"]?.id(SecretName.self))
    if let toOnDuty = value["to_on_duty"]?.flag { self.toOnDuty = toOnDuty }
  }
}

extension Notification.Webhook {
  init?(_ value: ShapedValue) {
    guard let url = value["url"]?.text else { return nil }
    self.init(url: url, signingKey: value["signing_key"]?.id(SecretName.self))
  }
}

extension Community {
  init?(_ name: String, _ value: ShapedValue) {
    guard let title = value["name"]?.text else { return nil }
    self.init(
      id: CommunityID(name), name: title, description: value["description"]?.text, website: value["website"]?.text,
      since: value["since"]?.text,
      representatives: value["representatives"].people {
        Representative(name: $0["name"]?.text ?? "", mail: $0["mail"]?.text)
      },
      agreement: value["agreement"].flatMap(Agreement.init))
  }
}

extension Cluster {
  init?(_ name: String, _ value: ShapedValue) {
    guard let engine = value["engine"]?.choice(EngineKind.self) else { return nil }
    self.init(
      id: ClusterID(name), name: value["name"]?.text, description: value["description"]?.text, engine: engine,
      provider: value["provider"]?.text, region: value["region"]?.text,
      tenancy: value["tenancy"]?.choice(Tenancy.self), nodes: value["nodes"]?.list.compactMap(Node.init) ?? [],
      mostHubs: value["quota"]?["hubs"]?.integer)
  }
}

extension Cluster.Node {
  init?(_ value: ShapedValue) {
    guard let name = value["name"]?.text, let memory = value["memory"]?.bytes, let cpu = value["cpu"]?.number else {
      return nil
    }
    self.init(name: name, memory: memory, cpu: cpu)
    if let count = value["count"]?.integer { self.count = count }
  }
}

extension Feature {
  init?(_ name: String, _ value: ShapedValue) {
    guard let stage = value["stage"]?.choice(Stage.self) else { return nil }
    self.init(
      id: FeatureID(name), name: value["name"]?.text, description: value["description"]?.text, stage: stage,
      owners: value["owners"]?.texts.map { PersonID($0) } ?? [], since: value["since"]?.text,
      reviewBy: value["review_by"]?.text, documentation: value["documentation"]?.text,
      explains: value["explains"]?.texts ?? [], shownBy: value["shown_by"]?.texts.map { FeatureSign($0) } ?? [],
      specialist: value["specialist"]?.text, verdict: value["verdict"].map(FeatureVerdict.init))
  }
}

extension FeatureVerdict {
  init(_ value: ShapedValue) {
    self.init(
      build: value["build"]?.choice(Build.self), maintain: value["maintain"]?.choice(Maintain.self),
      learn: value["learn"]?.texts ?? [], at: value["at"]?.text, by: value["by"]?.id(PersonID.self))
  }
}

extension ShapedValue? {
  /// A map of people by their short names.
  fileprivate func people<Value>(_ make: (ShapedValue) -> Value) -> [PersonID: Value] {
    let pairs = self?.members.map { (PersonID($0.key), make($0.value)) } ?? []
    return Dictionary(uniqueKeysWithValues: pairs)
  }
}
