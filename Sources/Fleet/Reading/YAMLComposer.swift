import Basics

/// Makes a tree of the events of one file, bounded in depth and size, and goes on after what it can go on after.
struct YAMLComposer {
  private let limits: FleetLimits
  private let reader: YAMLReader
  private var log: FindingLog
  private var frames: [Frame] = []
  private var anchors: [String: YAMLTree] = [:]
  private var root: YAMLTree?
  private var size = 0
  private var documents = 0
  /// Whether what follows is not to be read.
  private var isAtEnd = false

  /// The tree of bytes that are known to be UTF-8; nil where there is none, with the reason in the log.
  static func compose(_ bytes: [UInt8], limits: FleetLimits, reader: YAMLReader = .fleet, log: inout FindingLog)
    -> YAMLTree?
  {
    var composer = YAMLComposer(limits: limits, reader: reader, log: log)
    defer { log = composer.log }
    do throws(YAMLSyntaxError) {
      let isComplete = try bytes.withUnsafeBufferPointer { (bytes) throws(YAMLSyntaxError) -> Bool in
        var events = YAMLEvents(bytes: bytes)
        while !composer.isAtEnd, let event = try events.next() {
          guard composer.take(event) else { return false }
        }
        return true
      }
      guard isComplete else { return nil }
    } catch {
      composer.log.report(error, in: String(decoding: bytes, as: UTF8.self))
      return nil
    }
    guard let root = composer.root, !root.isNothing else {
      if reader.isForeign { return nil }
      let hasText = bytes.contains { $0 > UInt8(ascii: " ") }
      composer.log.report(
        .emptyFile, at: SourcePlace(file: log.file),
        hasText ? "the file holds nothing but comments" : "the file is empty",
        next: "declare what it stands for, or remove it")
      return nil
    }
    return root
  }

  private init(limits: FleetLimits, reader: YAMLReader, log: FindingLog) {
    self.limits = limits
    self.reader = reader
    self.log = log
  }

  /// A list or a map that is not at its end yet.
  private struct Frame {
    var anchor: String?
    var place: SourcePlace
    var isMap: Bool
    /// Whether it stands where a key belongs.
    var isKey = false
    var items: [YAMLTree] = []
    var entries: [YAMLTree.Entry] = []
    var seen: [String: SourcePlace] = [:]
    var merges: [YAMLTree] = []
    var key: Key?
    var size = 1
    var lastLine = 0
  }

  private enum Key {
    case named(String, SourcePlace)
    /// `<<`: what follows is merged into the map.
    case merge
    /// A key that was refused: its value is read and dropped.
    case refused
  }

  /// False where reading must stop.
  private mutating func take(_ event: YAMLEvent) -> Bool {
    switch event.kind {
    case .streamStart, .documentEnd: return true
    case .documentStart:
      documents += 1
      guard documents > 1 else { return true }
      guard reader == .fleet else {
        log.report(
          .severalDocuments, .warning, at: place(event.start, event.end), "a second document begins here, and is not read",
          next: "keep one document in a file: remove the line '---' or move what follows to a file of its own")
        isAtEnd = true
        return true
      }
      log.report(
        .severalDocuments, at: place(event.start, event.end), "a second document begins here",
        next: "keep one document in a file: remove the line '---' or move what follows to a file of its own")
      return false
    case .alias(let anchor): return takeAlias(anchor, place(event.start, event.end))
    case .scalar(let text, let isPlain, let tag, let anchor):
      let place = place(event.start, event.end)
      if expectsKey { return takeKey(text, isPlain: isPlain, tag: tag, anchor: anchor, place) }
      let scalar = scalar(text, isPlain: isPlain, tag: tag, place)
      return finish(
        YAMLTree(content: .scalar(scalar), place: place, lastLine: event.end.line, size: 1), anchor: anchor)
    case .listStart(let tag, let anchor):
      return open(isMap: false, tag: tag, anchor: anchor, place(event.start, event.end))
    case .mapStart(_, let tag, let anchor):
      return open(isMap: true, tag: tag, anchor: anchor, place(event.start, event.end))
    case .listEnd, .mapEnd: return close()
    }
  }

  private func place(_ start: YAMLMark, _ end: YAMLMark) -> SourcePlace {
    let length = start.line == end.line ? max(1, end.column - start.column) : 1
    return SourcePlace(file: log.file, line: start.line, column: start.column, length: length)
  }

  private var expectsKey: Bool {
    guard let frame = frames.last else { return false }
    return frame.isMap && frame.key == nil
  }
}

// MARK: - Lists and maps

extension YAMLComposer {
  private mutating func open(isMap: Bool, tag: String?, anchor: String?, _ place: SourcePlace) -> Bool {
    guard frames.count < limits.depth else {
      log.report(
        .tooDeep, at: place, "values are nested more than \(limits.depth) deep here",
        next: "flatten the structure; no part of a fleet needs such depth")
      return false
    }
    checkTag(tag, known: isMap ? "map" : "seq", place)
    var frame = Frame(anchor: anchor, place: place, isMap: isMap, lastLine: place.line)
    if expectsKey {
      log.report(
        .oddKey, at: place, "a \(isMap ? "map" : "list") stands where a key belongs",
        next: "write the key as text; quote a text that starts with '{' or '['")
      frame.isKey = true
    }
    frames.append(frame)
    return true
  }

  private mutating func close() -> Bool {
    guard var frame = frames.popLast() else { return true }
    if frame.isMap { merge(into: &frame) }
    let content: YAMLTree.Content = frame.isMap ? .map(frame.entries) : .list(frame.items)
    let tree = YAMLTree(content: content, place: frame.place, lastLine: frame.lastLine, size: frame.size)
    if frame.isKey {
      if !frames.isEmpty { frames[frames.count - 1].key = .refused }
      return true
    }
    return finish(tree, anchor: frame.anchor, isCounted: true)
  }

  /// Puts a complete value where it belongs. `isCounted`: its parts have been counted already.
  private mutating func finish(_ tree: YAMLTree, anchor: String?, isCounted: Bool = false) -> Bool {
    size += isCounted ? 1 : tree.size
    guard size <= limits.values else {
      log.report(
        .tooManyValues, at: tree.place, "the file holds more than \(limits.values) values, aliases expanded",
        next: "write less in one file; an alias ('*name') counts as much as all that it stands for")
      return false
    }
    if let anchor { anchors[anchor] = tree }
    guard !frames.isEmpty else {
      root = tree
      return true
    }
    let last = frames.count - 1
    frames[last].size += tree.size
    frames[last].lastLine = max(frames[last].lastLine, tree.lastLine)
    guard frames[last].isMap else {
      frames[last].items.append(tree)
      return true
    }
    switch frames[last].key {
    case .named(let key, let place)?:
      if let first = frames[last].seen[key] {
        log.report(
          .duplicateKey, reader.isForeign ? .warning : .error, at: place,
          "the key '\(key.shown)' stands here for a second time\(reader.isForeign ? ", and this one holds" : "")",
          next: "keep one of the two", related: [.init(place: first, note: "it stands here first")])
        if reader.isForeign { frames[last].entries.append(.init(key: key, place: place, value: tree)) }
      } else {
        frames[last].seen[key] = place
        frames[last].entries.append(.init(key: key, place: place, value: tree))
      }
    case .merge? where reader.isForeign: mergeInPlace(tree)
    case .merge?: frames[last].merges.append(tree)
    case .refused?, nil: break
    }
    frames[last].key = nil
    return true
  }

  /// To Helm, `<<` stands for the keys of its maps right where it is written: what is written later wins.
  private mutating func mergeInPlace(_ source: YAMLTree) {
    let maps: [YAMLTree]
    if case .list(let items) = source.content { maps = items.reversed() } else { maps = [source] }
    for map in maps {
      guard case .map(let entries) = map.content else {
        log.report(
          .oddMerge, at: map.place, "'<<' takes in a map, and this is none",
          next: "name a map by its alias, as in '<<: *base'")
        continue
      }
      frames[frames.count - 1].entries += entries
    }
  }

  /// `<<: *base` and `<<: [*one, *other]`: keys of the map itself win, then those of earlier maps.
  private mutating func merge(into frame: inout Frame) {
    for source in frame.merges {
      let maps: [YAMLTree]
      if case .list(let items) = source.content { maps = items } else { maps = [source] }
      for map in maps {
        guard case .map(let entries) = map.content else {
          log.report(
            .oddMerge, at: map.place, "'<<' takes in a map, and this is none",
            next: "name a map by its alias, as in '<<: *base'")
          continue
        }
        for entry in entries where frame.seen[entry.key] == nil {
          frame.seen[entry.key] = entry.place
          frame.entries.append(entry)
        }
      }
    }
  }
}

// MARK: - Keys, scalars, aliases

extension YAMLComposer {
  private mutating func takeKey(
    _ text: String, isPlain: Bool, tag: String?, anchor: String?, _ place: SourcePlace
  ) -> Bool {
    let last = frames.count - 1
    if isPlain, tag == nil, text == "<<" {
      frames[last].key = .merge
      return true
    }
    let scalar = scalar(text, isPlain: isPlain, tag: tag, place, isKey: true)
    if reader.isForeign, scalar.reading != .nothing {
      if let anchor {
        anchors[anchor] = YAMLTree(content: .scalar(scalar), place: place, lastLine: place.line, size: 1)
      }
      frames[last].key = .named(scalar.helmKey, place)
      return true
    }
    if let anchor {
      anchors[anchor] = YAMLTree(content: .scalar(scalar), place: place, lastLine: place.line, size: 1)
    }
    switch scalar.reading {
    case .text: frames[last].key = .named(text, place)
    case .nothing:
      log.report(
        .oddKey, at: place, text.isEmpty ? "a key is missing before ':'" : "the key '\(text)' means nothing in YAML",
        next: text.isEmpty ? "write the key" : "quote it: \"\(text)\"")
      frames[last].key = .refused
    case .flag, .integer, .number, .doubtful:
      log.report(
        .oddKey, at: place, "the key '\(text.shown)' is \(scalar.reading.named), not text",
        next: "quote it: \"\(text.shown)\"")
      frames[last].key = .named(text, place)
    }
    return true
  }

  private mutating func takeAlias(_ name: String, _ place: SourcePlace) -> Bool {
    guard var tree = anchors[name] else {
      let isOpen = frames.contains { $0.anchor == name }
      let near = Suggestion.nearest(to: name, among: anchors.keys)
      log.report(
        .unknownAlias, at: place,
        isOpen
          ? "'*\(name.shown)' stands inside the value that it names"
          : "no anchor '&\(name.shown)' stands before this alias",
        next: isOpen
          ? "a value cannot hold itself: write it out"
          : near.map { "did you mean '*\($0)'?" }
            ?? "set the anchor before it is used, or quote a text that starts with '*'")
      return false
    }
    tree.place = place
    tree.lastLine = place.line
    guard !expectsKey else {
      guard let text = tree.text else {
        log.report(
          .oddKey, at: place, "'*\(name.shown)' stands where a key belongs, and is no text",
          next: "write the key as text")
        frames[frames.count - 1].key = .refused
        return true
      }
      frames[frames.count - 1].key = .named(text, place)
      return true
    }
    return finish(tree, anchor: nil)
  }

  private mutating func scalar(
    _ text: String, isPlain: Bool, tag: String?, _ place: SourcePlace, isKey: Bool = false
  ) -> YAMLScalar {
    switch tag {
    case nil:
      let scalar = YAMLScalar(text: text, reading: isPlain ? reader.reading(plain: text) : .text)
      return isKey ? scalar : checked(scalar, place)
    case "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:timestamp": return YAMLScalar(text: text, reading: .text)
    case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
      return YAMLScalar(text: text, reading: reader.reading(plain: text))
    case .some(let tag):
      reportTag(tag, place)
      return YAMLScalar(text: text, reading: .text)
    }
  }

  /// Helm refuses a file with a number that JSON cannot hold; of a key it makes text.
  private mutating func checked(_ scalar: YAMLScalar, _ place: SourcePlace) -> YAMLScalar {
    if reader == .helm, scalar.reading == .doubtful(.notFinite) {
      log.report(
        .syntax, at: place, "'\(scalar.text)' is no number that values can hold: Helm refuses the file",
        next: "write a finite number, or quote it: \"\(scalar.text)\"")
    }
    return scalar
  }

  private mutating func checkTag(_ tag: String?, known: String, _ place: SourcePlace) {
    guard let tag, tag != "!", tag != "tag:yaml.org,2002:\(known)" else { return }
    reportTag(tag, place)
  }

  private mutating func reportTag(_ tag: String, _ place: SourcePlace) {
    guard reader == .fleet else { return }
    let standard = "tag:yaml.org,2002:"
    let shown = tag.hasPrefix(standard) ? "!!" + tag.dropFirst(standard.count) : tag
    log.report(
      .unknownTag, at: place, "the tag '\(shown.shown)' has no meaning in a fleet folder",
      next: "remove it; only !!str, !!int, !!float, !!bool, !!null, !!map and !!seq are understood")
  }
}
