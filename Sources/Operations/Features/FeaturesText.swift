internal import Basics
internal import Fleet
internal import Growth

/// Features and exceptions as people read them on a terminal.
public enum FeaturesText {
  /// A row for each feature, overdue reviews first.
  public static func features(_ answer: FeaturesAnswer) -> [String] {
    if answer.features.isEmpty { return Wrapping.sentence(none) }
    var table = FittedTable(["FEATURE", "HUBS", "STAGE", "OWNERS", "BUS FACTOR", "REVIEW", "VERDICT"])
    for feature in answer.features {
      table.add([
        feature.feature, String(feature.hubs.count), feature.stage.rawValue,
        feature.owners.isEmpty ? "nobody" : feature.owners.joined(separator: ", "), busFactor(feature), review(feature),
        feature.verdict?.words ?? "-",
      ])
    }
    return table.lines() + [""] + notes(answer)
  }

  static let none = """
    No feature is declared, and no hub shows one. Declare what goes beyond the standard hub in features/<feature>.yaml \
    (docs/how-to/register-a-feature.md).
    """

  private static func notes(_ answer: FeaturesAnswer) -> [String] {
    var notes = ["\(answer.features.count) features on \(answer.hubs) hubs, \(answer.productionHubs) of them production"]
    let builtIn = answer.features.count(where: \.isBuiltIn)
    if builtIn > 0 {
      notes.append(
        "\(builtIn) of them are known from Atoll's own register alone: `atoll features --write features` writes it, "
          + "to give them owners and reviews"
      )
    }
    notes.append(authors(answer))
    return notes.flatMap { Wrapping.sentence($0 + ".", hanging: 2) }
  }

  /// Since when changes count, or why nobody can say; without its full stop.
  public static func authors(_ answer: FeaturesAnswer) -> String {
    if let since = answer.authorsSince {
      return "Bus factor: people who changed the files that set a feature's values since \(since)"
    }
    return "Bus factors are not known: \(answer.authorsUnknown ?? "nobody can say who changed what")"
  }

  /// One feature, with all that is known of it.
  public static func feature(_ feature: FeatureAnswer, of answer: FeaturesAnswer) -> [String] {
    var lines = Wrapping.sentence("\(feature.name) (\(feature.feature)): \(feature.stage.rawValue)", hanging: 2)
    if let description = feature.description { lines += Wrapping.sentence(description) }
    var table = FittedTable(["", ""])
    table.add(["used by", "\(feature.hubs.count) of \(answer.hubs) hubs, \(feature.productionHubs) of them production"])
    table.add(["owners", feature.owners.isEmpty ? "nobody" : feature.owners.joined(separator: ", ")])
    let authors = feature.authors ?? []
    table.add(["bus factor", busFactor(feature) + (authors.isEmpty ? "" : " (\(authors.joined(separator: ", ")))")])
    if let specialist = feature.specialist { table.add(["few know it", specialist]) }
    table.add(["review", review(feature)])
    table.add(["verdict", verdict(feature)])
    table.add(["work", work(feature)])
    if let documentation = feature.documentation { table.add(["documentation", documentation]) }
    if !feature.explains.isEmpty { table.add(["explains", feature.explains.joined(separator: " ")]) }
    if !feature.shownBy.isEmpty { table.add(["shown by", feature.shownBy.joined(separator: "; ")]) }
    lines += table.lines().drop { $0.isEmpty }
    if feature.busFactor == nil { lines += Wrapping.sentence(Self.authors(answer) + ".") }
    guard !feature.hubs.isEmpty else { return lines }
    return lines + ["", "HUBS"] + Wrapping.lines(feature.hubs.joined(separator: "  "), width: FittedTable.width)
  }

  /// The matrix: hubs down, features across by their numbers.
  public static func matrix(_ answer: FeaturesAnswer) -> [String] {
    let used = answer.features.filter { !$0.hubs.isEmpty }
    if used.isEmpty { return Wrapping.sentence(none) }
    let sets = used.map { Set($0.hubs) }
    let legend = used.enumerated().map { "\($0 + 1) \($1.feature)" }.joined(separator: "   ")
    let hubs = Set(used.flatMap(\.hubs)).sorted()
    var table = TextTable(["HUB"] + used.indices.map { String($0 + 1) })
    for hub in hubs { table.add([Paint.plain(hub)] + sets.map { $0.contains(hub) ? "●" : "·" }) }
    let rest = answer.hubs - hubs.count
    return Wrapping.lines(legend, width: FittedTable.width) + [""] + table.text.lines.map(String.init)
      + (rest > 0 ? ["", "\(rest) \(rest == 1 ? "hub has" : "hubs have") none."] : [])
  }

  public static func review(_ feature: FeatureAnswer) -> String {
    guard let day = feature.reviewBy else { return "no day" }
    return feature.isOverdue ? "overdue since \(day)" : day
  }

  public static func busFactor(_ feature: FeatureAnswer) -> String {
    guard let count = feature.busFactor else { return "not known" }
    if feature.isFragile { return count == 1 ? "1: one person" : "0: nobody lately" }
    return count < 2 && feature.specialist != nil ? "\(count), on purpose" : "\(count)"
  }

  /// What the engineers said, with who, when and who has to learn it.
  public static func verdict(_ feature: FeatureAnswer) -> String {
    guard let verdict = feature.verdict, let words = verdict.words else { return "none on record" }
    let learn = verdict.learn.isEmpty ? "" : "; to learn: \(verdict.learn.joined(separator: ", "))"
    let by = [verdict.by.map(\.rawValue), verdict.at].compactMap { $0 }.joined(separator: ", ")
    return words + learn + (by.isEmpty ? "" : " (\(by))")
  }

  /// What it is measured to cost.
  public static func work(_ feature: FeatureAnswer) -> String {
    guard let ratio = feature.ratio else { return "not measured" }
    switch feature.evidence {
    case .measured:
      let per = feature.ratioPer.map { ", for \($0)" } ?? ""
      return "\(EffortText.number(ratio)) times the changes of a hub without it\(per) (\(measured))"
    case .noEffectFound: return "no effect found (\(measured))"
    case .assumed: return "not measured"
    }
  }

  /// What measured ratios stand on.
  public static let measured = "measured on 1,891 hub-quarters of a public fleet"
}
