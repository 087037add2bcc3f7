import Basics

/// Keys of one object that say something only together.
extension ShapeReader {
  mutating func checkPairs(_ value: ShapedValue, _ kind: FileKind) {
    switch kind {
    case .fleet:
      checkMail(value)
      checkDays(value)
      checkConditions(value)
    case .community: checkOrder(value["agreement"], "agreement")
    case .cluster, .hub, .feature: break
    }
  }

  private mutating func checkMail(_ value: ShapedValue) {
    guard let mail = value["notify"]?["mail"], let place = places["notify.mail"] else { return }
    let usesSendmail = mail["sendmail"]?.flag == true
    if usesSendmail, let server = places["notify.mail.server"] {
      log.report(
        .contradiction, at: server, "'server' and 'sendmail' are both given, and mail goes one way only",
        next: "remove one of them")
    } else if !usesSendmail, places["notify.mail.server"] == nil {
      log.report(
        .contradiction, at: place, "no way is given by which mail goes",
        next: "add 'server: smtp://host:port' or 'sendmail: true'")
    }
  }
}

// MARK: - Days

extension ShapeReader {
  private mutating func checkDays(_ value: ShapedValue) {
    for (name, person) in value["people"]?.members.sorted(by: { $0.key < $1.key }) ?? [] {
      checkOrder(person, "people.\(name)", from: "starts", until: "ends")
      checkOrder(of: person["leave"], "people.\(name).leave")
    }
    checkOrder(of: value["calendar"]?["reduced"], "calendar.reduced")
    for key in ["costs", "income"] { checkOrder(of: value["money"]?[key], "money.\(key)") }
  }

  private mutating func checkOrder(of list: ShapedValue?, _ path: String) {
    for (index, element) in (list?.list ?? []).enumerated() { checkOrder(element, "\(path)[\(index)]") }
  }

  private mutating func checkOrder(
    _ value: ShapedValue?, _ path: String, from: String = "from", until: String = "until"
  ) {
    guard let first = value?[from]?.day, let last = value?[until]?.day, last < first,
      let place = places["\(path).\(until)"]
    else { return }
    log.report(
      .endsBeforeItBegins, at: place, "'\(until)' (\(last)) is before '\(from)' (\(first))",
      next: "swap the two days, or mend one of them",
      related: places["\(path).\(from)"].map { [.init(place: $0, note: "the first day")] } ?? [])
  }
}

// MARK: - Conditions of gates

extension ShapeReader {
  private mutating func checkConditions(_ value: ShapedValue) {
    for (index, phase) in (value["phases"]?.list ?? []).enumerated() {
      for area in GateArea.allCases {
        let path = "phases[\(index)].gates.\(area.rawValue).conditions"
        let conditions = phase["gates"]?[area.rawValue]?["conditions"]?.list ?? []
        for (index, condition) in conditions.enumerated() { checkBound(condition, "\(path)[\(index)]") }
      }
    }
  }

  private mutating func checkBound(_ condition: ShapedValue, _ path: String) {
    guard let place = places[path] else { return }
    let (least, most) = (places["\(path).at_least"], places["\(path).at_most"])
    if least != nil, let most {
      log.report(
        .contradiction, at: most, "'at_least' and 'at_most' are both given, and a condition has one bound",
        next: "remove one of them, or write two conditions")
    } else if least == nil, most == nil {
      log.report(
        .contradiction, at: place, "the condition has no bound", next: "add 'at_least: …' or 'at_most: …'")
    }
    guard let range = condition["measure"]?.choice(GateMeasure.self)?.range else { return }
    for key in ["at_least", "at_most"] {
      guard let bound = condition[key]?.number, !range.contains(bound), let place = places["\(path).\(key)"] else {
        continue
      }
      let share = range.upperBound == 1 && bound <= 100 ? "; write \(bound.short) % as \((bound / 100).short)" : ""
      outOfRange(bound.short, "from \(range.lowerBound.short) to \(range.upperBound.short)\(share)", place)
    }
  }
}

extension GateMeasure {
  /// What it can be at all; nil where that has no upper end.
  fileprivate var range: ClosedRange<Double>? {
    switch self {
    case .rolloutSuccess, .alertPrecision, .promiseCalibration, .operationsShare: 0...1
    case .satisfaction: 0...10
    case .timeToRestore, .turnaround, .maintainersPerFeature, .exceptions, .unbilledAge, .runway, .utilisation: nil
    }
  }
}
