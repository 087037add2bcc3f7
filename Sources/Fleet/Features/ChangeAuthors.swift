public import Basics

/// Who changed the files of a fleet folder lately, as its version control tells it.
public enum ChangeAuthors: Sendable, Equatable {
  /// Nobody can say, and why: `the folder has no git history`.
  case unknown(because: String)
  case known(Record)

  public struct Record: Sendable, Equatable {
    /// From when on changes were looked at.
    public var since: CalendarDay
    /// People by file (path in the fleet folder): mail address → name. Every file that is under version control is in it, also
    /// where nobody changed it since then.
    public var people: [String: [String: String]]

    public init(since: CalendarDay, people: [String: [String: String]]) {
      self.since = since
      self.people = people
    }
  }

  /// How far back bus factors look, in days. A year: whoever has not touched something for longer is asked in vain.
  public static let days = 365

  /// Reads `git log -z --name-only --format=%x01%aE%x02%aN`, and the files that `git ls-files -z` names.
  ///
  /// People are told apart by their mail address, in small letters; programs that commit (`…[bot]@…`) are no people.
  public init(log: String, files: String, since: CalendarDay) {
    var people: [String: [String: String]] = [:]
    for file in files.split(separator: "\0") { people[String(file)] = [:] }
    var author: (mail: String, name: String)?
    for token in log.split(separator: "\0") {
      let text = token.drop { $0 == "\n" }
      if text.first == "\u{1}" {
        let parts = text.dropFirst().split(separator: "\u{2}", maxSplits: 1, omittingEmptySubsequences: false)
        let mail = parts[0].lowercased().filter { !$0.isWhitespace }
        author = mail.contains("[bot]@") ? nil : (mail, parts.count > 1 ? String(parts[1].prefix { !$0.isNewline }) : mail)
      } else if let author, !text.isEmpty, people[String(text)] != nil {
        people[String(text)]?[author.mail] = author.name
      }
    }
    self = .known(Record(since: since, people: people))
  }

  /// The names of those who changed any of some files; nil where nobody can say, or none of the files is under version
  /// control.
  public func names(of files: some Sequence<String>) -> [String]? {
    guard case .known(let record) = self else { return nil }
    let known = files.compactMap { record.people[$0] }
    guard !known.isEmpty else { return nil }
    return known.reduce(into: [:]) { $0.merge($1) { first, _ in first } }.values.sorted()
  }
}

extension Fleet {
  /// The files that say what each feature is on each hub: those that set its paths, and its own.
  public func filesByFeature() -> [FeatureID: Set<String>] {
    var files: [FeatureID: Set<String>] = [:]
    for feature in features.values where !feature.isBuiltIn { files[feature.id] = [feature.file] }
    let register = FeatureRegister(self)
    for hub in hubs.values where !hub.features.isEmpty {
      guard hub.adoption != nil else {
        for feature in hub.features { files[feature, default: []].insert(hub.file) }
        continue
      }
      let own = effectiveValues(of: hub)
      let has = Set(hub.features)
      for (feature, place) in hub.adoption?.shown ?? [:] { files[feature, default: []].insert(place.file) }
      own.own.forEachLeaf(within: own.jupyterhubPath ?? []) { path, value in
        guard let file = value.place?.file else { return }
        for feature in register.explaining(path) where has.contains(feature) { files[feature, default: []].insert(file) }
      }
    }
    return files
  }
}
