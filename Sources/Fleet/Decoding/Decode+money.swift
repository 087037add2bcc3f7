import Basics

/// The money of the organisation and what was agreed, from shaped values.
extension Finances {
  init?(_ value: ShapedValue) {
    guard let cash = value["cash"].flatMap(Cash.init), let personMonth = value["person_month"]?.money else { return nil }
    self.init(
      cash: cash, personMonth: personMonth, costs: value["costs"]?.list.compactMap(Cost.init) ?? [],
      fees: value["fees"]?.each(HubKind.self, \.money) ?? [:],
      usage: value["usage"]?.list.compactMap(UsageTier.init) ?? [],
      income: value["income"]?.list.compactMap(Cost.init) ?? [])
    if let currency = value["currency"]?.text { self.currency = currency }
    if let hours = value["full_week"]?.number { fullWeek = hours }
    if let factor = value["dedicated_factor"]?.number { dedicatedFactor = factor }
    if let bands = value["bands"] { self.bands = bands.list.compactMap(RunwayBand.init) }
  }
}

extension Finances.Cash {
  init?(_ value: ShapedValue) {
    guard let amount = value["amount"]?.money, let day = value["day"]?.day else { return nil }
    self.init(amount: amount, on: day)
  }
}

extension Finances.Cost {
  init?(_ value: ShapedValue) {
    guard let name = value["name"]?.text, let month = value["month"]?.money else { return nil }
    self.init(name: name, month: month, from: value["from"]?.day, until: value["until"]?.day)
  }
}

extension Finances.UsageTier {
  init?(_ value: ShapedValue) {
    guard let each = value["each"]?.money else { return nil }
    self.init(upTo: value["up_to"]?.integer, each: each)
  }
}

extension RunwayBand {
  init?(_ value: ShapedValue) {
    guard let months = value["months"]?.number, let advice = value["advice"]?.text else { return nil }
    self.init(months: months, advice: advice)
  }
}

extension Agreement {
  init?(_ value: ShapedValue) {
    guard let from = value["from"]?.day else { return nil }
    self.init(
      from: from, until: value["until"]?.day, fee: value["fee"]?.money, activeUsers: value["active_users"]?.integer,
      cloud: value["cloud"]?.money)
    if let pays = value["pays_usage"]?.flag { paysUsage = pays }
    if let pays = value["pays_cloud"]?.flag { paysCloud = pays }
    if let share = value["renewal"]?.number { renewal = share }
    if let months = value["renewal_months"]?.integer { renewalMonths = months }
  }
}
