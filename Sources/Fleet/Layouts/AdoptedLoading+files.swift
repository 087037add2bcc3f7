import Basics

extension AdoptedLoading {
  /// The values files that a hub names, in their order. What names no file that can be read stays in its place, as unknown.
  mutating func valuesFiles(_ list: SourcedValue?, of hub: HubID, in file: String) -> [ValuesFile] {
    guard let list else { return [] }
    guard let items = list.elements else {
      report(
        at: list.place, "'helm_chart_values_files' of '\(hub)' is \(list.named), and a list of files is expected",
        next: "start each file with '- '")
      return [refused(at: list.place ?? SourcePlace(file: file))]
    }
    var files: [ValuesFile] = []
    for item in items {
      let place = item.place ?? SourcePlace(file: file)
      guard let text = item.string else {
        report(at: place, "'\(hub)' names \(item.named) where the name of a file is expected", next: "write the file's name")
        files.append(refused(at: place))
        continue
      }
      guard let path = path(of: text, in: file, at: place) else {
        files.append(refused(at: place))
        continue
      }
      if let first = files.first(where: { $0.path == path }) {
        findings.append(
          Finding(
            .namedTwice, .warning, at: place, "'\(hub)' names the file '\(text.shown)' for a second time",
            next: "keep the one whose place in the order is meant: what comes later wins",
            related: [.init(place: first.place, note: "it is named here first")]))
      }
      named.insert(path)
      files.append(ValuesFile(path: path, place: place, state: state(of: path, named: place)))
    }
    return files
  }

  /// A layer of which nothing is known, called by the place that names it.
  func refused(at place: SourcePlace) -> ValuesFile {
    ValuesFile(path: "\(place.file):\(place.line)", place: place, state: .refused)
  }

  /// The path of a values file; nil, and told, where it is outside of what is read.
  private mutating func path(of text: String, in file: String, at place: SourcePlace) -> String? {
    guard let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else {
      report(at: place, "'\(text.shown)' leads out of the fleet folder", next: "name a file inside of it")
      return nil
    }
    if source.holds(path) || AdoptedPath.isReadAsValues(path) { return path }
    report(
      at: place, "'\(path.shown)' stands outside of '\(AdoptedPath.config)/', where values files are read",
      next: "move it to '\(AdoptedPath.config)/', and name it there")
    return nil
  }

  private mutating func state(of path: String, named place: SourcePlace) -> ValuesFile.State {
    if let known = states[path] { return known }
    let state = readValues(path, named: place)
    states[path] = state
    return state
  }

  private mutating func readValues(_ path: String, named place: SourcePlace) -> ValuesFile.State {
    guard let bytes = source.files[path] else {
      if source.isTold(path) { return .broken }
      if AdoptedPath.isSealed(path) { return .encrypted }
      tellMissing(path, at: place)
      return .missing
    }
    let (value, found) = SourcedValue.read(bytes, file: path, limits: limits)
    if value?["sops"]?["mac"] != nil || AdoptedPath.isSealed(path) {
      sealed[path] = ContentHash.hex(of: bytes)
      return .encrypted
    }
    findings += found
    // Helm refuses a file that is wrong in one place as a whole.
    if found.contains(where: { $0.severity == .error }) { return .broken }
    guard let value else {
      values[path] = SourcedValue(.map([:]), at: SourcePlace(file: path))
      return .read
    }
    guard value.isMap else {
      report(at: value.place, "the file is \(value.named), and a map of values is expected", next: "write keys with their values")
      return .broken
    }
    values[path] = value
    return .read
  }

  // MARK: - Files that are named and not laid over charts

  mutating func nameFile(_ value: SourcedValue?, in file: String) {
    guard let text = value?.string, let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else { return }
    named.insert(path)
  }

  mutating func nameFiles(_ list: SourcedValue?, in file: String) {
    for item in list?.elements ?? [] {
      nameFile(item, in: file)
      guard let text = item.string, let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else { continue }
      let isRead = AdoptedPath.isReadAsValues(path)
      if isRead, !source.holds(path), !source.isTold(path), !AdoptedPath.isSealed(path) { tellMissing(path, at: item.place) }
    }
  }

  mutating func tellMissing(_ path: String, at place: SourcePlace?) {
    if source.isTold(path) { return }
    let folder = AdoptedPath.folder(of: path) + "/"
    let others = source.files.keys.filter { $0.hasPrefix(folder) } + source.elsewhere.filter { $0.hasPrefix(folder) }
    let near = Suggestion.nearest(to: path, among: others)
    findings.append(
      Finding(
        .missingValuesFile, .error, at: place, "there is no file '\(path.shown)'",
        next: near.map { "did you mean '\(AdoptedPath.name(of: $0))'?" } ?? "write the file, or take its name out of the list"))
  }

  // MARK: - What is told once

  /// How many places are shown of what is told once for the whole fleet.
  private static let shownPlaces = 5

  mutating func tellSealed() {
    var places: [String: SourcePlace] = [:]
    for hub in hubs.values {
      for file in hub.adoption?.files ?? [] where file.state == .encrypted {
        places[file.path] = min(places[file.path] ?? file.place, file.place)
      }
    }
    guard !places.isEmpty else { return }
    let missing = places.keys.count { source.files[$0] == nil }
    let first = places.sorted { $0.value < $1.value }
    let count = places.count == 1 ? "one encrypted file is" : "\(places.count) encrypted files are"
    let absent = missing == 0 ? "" : missing == places.count ? ", and not here" : ", and \(missing) of them not here"
    findings.append(
      Finding(
        .sealedLayers, .note, at: first.first?.value, "\(count) not read\(absent): what they set is unknown",
        next: "nothing has to be done; hubs that name them are told as uncertain where it matters",
        related: first.dropFirst().prefix(Self.shownPlaces).map { .init(place: $0.value, note: "named here") }))
  }

  /// Files of clusters that nothing names; of a folder that declares no cluster, all at once.
  mutating func tellOrphans() {
    var undeclared: [String: [String]] = [:]
    let start = AdoptedPath.clusters + "/"
    for path in source.files.keys.sorted() where path.hasPrefix(start) && AdoptedPath.cluster(path) == nil {
      guard !named.contains(path) else { continue }
      let inside = path.dropFirst(start.count)
      guard let folder = inside.firstIndex(of: "/").map({ start + inside[..<$0] }) else {
        tellOrphan(path, next: "name it in the 'cluster.yaml' of a cluster, or remove it")
        continue
      }
      let cluster = "\(folder)/cluster.yaml"
      if undecoded.contains(cluster) || source.isTold(cluster) { continue }
      if source.holds(cluster) {
        tellOrphan(path, next: "name it in '\(cluster)', or remove it")
      } else {
        undeclared[folder, default: []].append(path)
      }
    }
    for (folder, files) in undeclared.sorted(by: { $0.key < $1.key }) {
      let count = files.count == 1 ? "its one file" : "its \(files.count) files"
      findings.append(
        Finding(
          .orphanFile, .warning, at: SourcePlace(file: files[0]),
          "the folder '\(folder.shown)' has no 'cluster.yaml': nothing reads \(count)",
          next: "write '\(folder)/cluster.yaml', or remove the folder"))
    }
  }

  private mutating func tellOrphan(_ path: String, next: String) {
    findings.append(
      Finding(
        .orphanFile, .warning, at: SourcePlace(file: path), "no hub and no cluster names this file: nothing reads it", next: next))
  }
}

extension SourcedValue {
  /// What it is, with its article.
  var named: String {
    switch content {
    case .null: "nothing"
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .string: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

extension JSONValue {
  /// Short, on one line, to be quoted in a finding.
  var shown: String { (string ?? canonicalText).shown }
}
