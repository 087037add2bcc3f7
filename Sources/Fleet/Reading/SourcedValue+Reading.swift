public import Basics

extension SourcedValue {
  /// The value of a YAML text, as Helm reads it, with what is wrong with the text. Nil where there is none, because the text
  /// is empty or broken; only then the findings tell it.
  public static func read(_ bytes: [UInt8], file: String, limits: FleetLimits = .standard)
    -> (value: SourcedValue?, findings: [Finding])
  {
    read(bytes, file: file, limits: limits, as: .helm)
  }

  static func read(_ bytes: [UInt8], file: String, limits: FleetLimits, as reader: YAMLReader)
    -> (value: SourcedValue?, findings: [Finding])
  {
    var log = FindingLog(file: file)
    let tree = YAMLTree.read(bytes, limits: limits, reader: reader, log: &log).tree
    return (tree.map { SourcedValue($0) }, log.all())
  }

  /// - Parameter tree: read as Helm reads YAML.
  convenience init(_ tree: YAMLTree) {
    let content: Content =
      switch tree.content {
      case .scalar(let scalar): Content(scalar)
      case .list(let items): .list(items.map { SourcedValue($0) })
      case .map(let entries):
        .map(
          Dictionary(
            entries.map { ($0.key, SourcedValue($0.value)) }, uniquingKeysWith: { _, last in last }))
      }
    self.init(content, at: tree.place)
  }
}

extension SourcedValue.Content {
  fileprivate init(_ scalar: YAMLScalar) {
    self =
      switch scalar.reading {
      case .text, .doubtful: .string(scalar.text)
      case .nothing: .null
      case .flag(let value): .bool(value)
      case .integer(let value): .int(value)
      case .number(let value): .double(value)
      }
  }
}
