// libyaml as Yams builds and ships it. Its events are read here, and not Yams' composed nodes, because those come
// from a recursion without a bound, stop at the first duplicate key, and know neither where a value ends nor whether
// it was quoted.
internal import CYaml

/// The events of one YAML text, one after the other, in memory that does not grow with its nesting.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// `bytes` must outlive this value.
  init(bytes: UnsafeBufferPointer<UInt8>) {
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    yaml_parser_initialize(parser)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deinitialize(count: 1)
    parser.deallocate()
  }

  /// The next event; nil after the end of the text.
  mutating func next() throws(YAMLSyntaxError) -> YAMLEvent? {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw YAMLSyntaxError(parser.pointee) }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(event)
  }
}

/// One step through a YAML text.
struct YAMLEvent {
  let kind: Kind
  let start: YAMLMark
  let end: YAMLMark

  enum Kind {
    case streamStart
    case documentStart
    case documentEnd
    case alias(String)
    case scalar(text: String, isPlain: Bool, tag: String?, anchor: String?)
    case listStart(tag: String?, anchor: String?)
    case listEnd
    case mapStart(isFlow: Bool, tag: String?, anchor: String?)
    case mapEnd
  }
}

/// A position in a text, both numbers from 1, columns counted in Unicode scalars.
struct YAMLMark: Equatable {
  let line: Int
  let column: Int
}

/// Where a text stops being YAML, in the words of libyaml.
struct YAMLSyntaxError: Error {
  let problem: String
  let mark: YAMLMark
  /// What was being read, and since where.
  let context: String?
  let contextMark: YAMLMark
  /// The byte at which a character is refused, where that is what is wrong.
  let offset: Int?
}

extension YAMLEvent {
  fileprivate init?(_ event: yaml_event_t) {
    start = YAMLMark(event.start_mark)
    end = YAMLMark(event.end_mark)
    switch event.type {
    case YAML_STREAM_START_EVENT: kind = .streamStart
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_ALIAS_EVENT: kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      kind = .scalar(
        text: String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE, tag: text(scalar.tag), anchor: text(scalar.anchor))
    case YAML_SEQUENCE_START_EVENT:
      let list = event.data.sequence_start
      kind = .listStart(tag: text(list.tag), anchor: text(list.anchor))
    case YAML_SEQUENCE_END_EVENT: kind = .listEnd
    case YAML_MAPPING_START_EVENT:
      let map = event.data.mapping_start
      kind = .mapStart(
        isFlow: map.style == YAML_FLOW_MAPPING_STYLE, tag: text(map.tag), anchor: text(map.anchor))
    case YAML_MAPPING_END_EVENT: kind = .mapEnd
    default: return nil
    }
  }
}

extension YAMLMark {
  fileprivate init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

extension YAMLSyntaxError {
  fileprivate init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? "the text cannot be read"
    context = parser.context.map { String(cString: $0) }
    mark = YAMLMark(parser.problem_mark)
    contextMark = YAMLMark(parser.context_mark)
    offset = parser.error == YAML_READER_ERROR ? Int(parser.problem_offset) : nil
  }
}

private func text(_ pointer: UnsafePointer<UInt8>?) -> String? {
  pointer.map { String(cString: $0) }
}
