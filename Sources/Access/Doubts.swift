import Basics
import Fleet

/// What may change who can enter and cannot be read.
enum Doubts {
  /// Everything that is not a matter of the login's own rules and versions.
  static func of(_ values: EffectiveValues) -> [Audience.Doubt] {
    guard let jupyterhub = values.jupyterhub else { return ofChart(values) + ofLayers(values) }
    return ofSecondHub(values) + ofLayers(values) + ofCode(jupyterhub, own: values)
  }

  static func unknown(_ authenticator: String, at place: SourcePlace?) -> Audience.Doubt {
    Audience.Doubt(
      .authenticator, "the class \(authenticator) is not one that Atoll knows", at: place.map { [$0] } ?? [])
  }

  /// That the chart holds more than one JupyterHub.
  static func ofSecondHub(_ values: EffectiveValues) -> [Audience.Doubt] {
    if values.otherJupyterhubs.isEmpty { return [] }
    let paths = ([values.jupyterhubPath ?? []] + values.otherJupyterhubs).map { "'\($0.joined(separator: "."))'" }
    return [Audience.Doubt(.chart, "the chart holds \(paths.count) JupyterHubs (\(Words.list(paths, atMost: 3)))")]
  }

  /// Why no JupyterHub is found in the hub's chart, of which nothing can be read then.
  static func ofChart(_ values: EffectiveValues) -> [Audience.Doubt] {
    let isAtHand = !values.unknown.contains { if case .chart = $0 { true } else { false } }
    return [
      Audience.Doubt(
        .chart,
        isAtHand
          ? "the hub's chart and those that it nests hold no chart called jupyterhub, so nothing of its login can be read"
          : "the hub's chart is not at hand, or not all that it nests, so nothing of its login can be read")
    ]
  }

  /// Layers and charts that are not at hand. A chart matters only where its defaults would be those of the login.
  static func ofLayers(_ values: EffectiveValues) -> [Audience.Doubt] {
    var files: [String] = []
    var charts: [String] = []
    for unknown in values.unknown {
      switch unknown {
      case .layer(let file): files.append(file)
      case .chart(let name): if name == "jupyterhub" || values.jupyterhubPath == nil { charts.append(name) }
      }
    }
    var doubts: [Audience.Doubt] = []
    if !files.isEmpty {
      let names = files.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      let count = Words.count(files.count, "values file", "values files")
      doubts.append(
        Audience.Doubt(
          .layers, "\(count) that cannot be read (\(Words.list(names, atMost: 3)))", at: files.map { SourcePlace(file: $0) }))
    }
    if let refusal = values.refusals.first {
      doubts.append(
        Audience.Doubt(
          .layers, "Helm refuses the values (\(refusal.path.joined(separator: ".")) is no map)",
          at: refusal.value.place.map { [$0] } ?? []))
    }
    if !charts.isEmpty {
      doubts.append(
        Audience.Doubt(.chart, "the defaults of the chart \(Words.list(charts, atMost: 3)) are not at hand"))
    }
    return doubts
  }

  /// Code that the hub runs, and what else can set any option.
  static func ofCode(_ jupyterhub: SourcedValue, own values: EffectiveValues) -> [Audience.Doubt] {
    guard let hub = jupyterhub["hub"] else { return [] }
    let own = values.jupyterhubPath.flatMap { values.own[path: $0] }?["hub"]
    var snippets = Snippets()
    snippets.add("extraConfig", hub["extraConfig"], own: own?["extraConfig"]) { value in
      value.string.map(holdsCode) ?? !value.isNull
    }
    snippets.add("extraFiles", hub["extraFiles"], own: own?["extraFiles"]) { value in
      value["mountPath"]?.string.map { !HubFolders.isHarmless(file: $0) } ?? false
    }
    for mount in hub["extraVolumeMounts"]?.elements ?? [] {
      guard let path = mount["mountPath"]?.string, !HubFolders.isHarmless(folder: path) else { continue }
      let isOwn = own?["extraVolumeMounts"] != nil
      snippets.add("the volume on \(path)", at: mount["mountPath"]?.place, isOwn: isOwn)
    }
    for key in ["command", "args"] {
      if let elements = hub[key]?.elements, let first = elements.first {
        snippets.add("hub.\(key)", at: first.place, isOwn: own?[key] != nil)
      }
    }
    var doubts = snippets.doubts
    if let secret = hub["existingSecret"], let name = secret.string, !name.isEmpty {
      doubts.append(
        Audience.Doubt(.layers, "the secret \(name) of the cluster, which may set anything", at: secret.place.map { [$0] } ?? []))
    }
    if let legacy = values.own[path: (values.jupyterhubPath ?? []) + ["auth"]], let members = legacy.members, !members.isEmpty {
      doubts.append(
        Audience.Doubt(.rule, "`auth` of charts before 1.0, which Atoll does not read", at: legacy.place.map { [$0] } ?? []))
    }
    return doubts
  }

  /// Whether a text has any line that is neither empty nor a comment.
  private static func holdsCode(_ text: String) -> Bool {
    var isLineStart = true
    var isComment = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        isLineStart = true
        isComment = false
        continue
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
      case UInt8(ascii: "#") where isLineStart: isComment = true
      default: if !isComment { return true }
      }
      isLineStart = false
    }
    return false
  }

  /// Pieces of code, told in one sentence.
  private struct Snippets {
    var names: [String] = []
    var places: [SourcePlace] = []
    var ofChart = 0

    /// The members of a map, or the one text that stands in its stead.
    mutating func add(
      _ key: String, _ value: SourcedValue?, own: SourcedValue?, where isCode: (SourcedValue) -> Bool
    ) {
      guard let value else { return }
      guard let members = value.members else {
        if value.string != nil, isCode(value) { add("hub.\(key)", at: value.place, isOwn: own != nil) }
        return
      }
      for (name, value) in members.sorted(by: { $0.key < $1.key }) where isCode(value) {
        add(name, at: value.place, isOwn: own?[name] != nil)
      }
    }

    mutating func add(_ name: String, at place: SourcePlace?, isOwn: Bool) {
      names.append(name)
      if let place { places.append(place) }
      if !isOwn { ofChart += 1 }
    }

    var doubts: [Audience.Doubt] {
      if names.isEmpty { return [] }
      var count = names.count == 1 ? "code in one place" : "code in \(names.count) places"
      if ofChart == names.count {
        count += " of the chart"
      } else if ofChart > 0 {
        count += ", \(ofChart) of them of the chart"
      }
      return [Audience.Doubt(.code, "\(count) (\(Words.list(names, atMost: 3)))", at: places)]
    }
  }
}
