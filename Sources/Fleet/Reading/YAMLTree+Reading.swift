import Basics

extension YAMLTree {
  /// The tree of a file's bytes and their text; nil where there is none, with the reason in the log.
  static func read(_ bytes: [UInt8], limits: FleetLimits, reader: YAMLReader = .fleet, log: inout FindingLog)
    -> (text: String?, tree: YAMLTree?)
  {
    let whole = SourcePlace(file: log.file)
    guard bytes.count <= limits.yamlBytes else {
      log.report(
        .fileTooLarge, at: whole, "the file has \(Bytes(bytes.count)); at most \(Bytes(limits.yamlBytes)) are read",
        next: "a declaration is never so long: look whether it is the right file")
      return (nil, nil)
    }
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      let place = SourcePlace(file: log.file, line: 1, column: 1, length: 1)
      log.report(.notText, at: place, "this is UTF-16, not UTF-8", next: "save the file in the encoding UTF-8")
      return (nil, nil)
    }
    if let zero = bytes.firstIndex(of: 0) {
      log.report(
        .controlCharacter, at: Self.place(of: zero, in: bytes, log.file),
        "the file holds a zero byte: it is not a text",
        next: "replace it by a YAML text in UTF-8")
      return (nil, nil)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = Self.place(of: Self.firstInvalidByte(bytes), in: bytes, log.file)
      log.report(.notText, at: place, "this is not UTF-8", next: "save the file in the encoding UTF-8")
      return (nil, nil)
    }
    // A byte order mark is no part of the text.
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    return (text, YAMLComposer.compose(isMarked ? Array(bytes.dropFirst(3)) : bytes, limits: limits, reader: reader, log: &log))
  }

  private static func place(of offset: Int, in bytes: [UInt8], _ file: String) -> SourcePlace {
    let mark = YAMLMark(offset: offset, bytes: bytes)
    return SourcePlace(file: file, line: mark.line, column: mark.column, length: 1)
  }

  private static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let encoded): offset += encoded.count
      case .error, .emptyInput: return offset
      }
    }
  }
}
