internal import Synchronization

/// What has been found to be as a schema wants it, so that a value which many hubs share is looked at once.
///
/// It goes by the identity of values and schemas, and keeps both alive, since an identity is used again after the end of
/// its object. Only what is right is remembered, and only maps and lists.
public final class SchemaMemory: Sendable {
  private struct Key: Hashable {
    let schema: ObjectIdentifier
    let node: Int
    let value: ObjectIdentifier
  }

  private struct State {
    var right: [Key: SourcedValue] = [:]
    var schemas: [ObjectIdentifier: CompiledSchema] = [:]
  }

  private let state = Mutex(State())
  private let limit: Int

  /// - Parameter limit: how many values are remembered at most, each about 100 bytes; beyond that nothing is added. What
  ///   charts and common files say is met with the first hubs and so is always among them.
  public init(limit: Int = 100_000) { self.limit = limit }

  /// How many values are remembered.
  public var count: Int { state.withLock(\.right.count) }

  func isRight(_ value: SourcedValue, by node: Int, of schema: CompiledSchema) -> Bool {
    let key = Key(schema: ObjectIdentifier(schema), node: node, value: ObjectIdentifier(value))
    return state.withLock { $0.right[key] != nil }
  }

  func remember(_ value: SourcedValue, by node: Int, of schema: CompiledSchema) {
    let key = Key(schema: ObjectIdentifier(schema), node: node, value: ObjectIdentifier(value))
    state.withLock { state in
      guard state.right.count < limit else { return }
      state.right[key] = value
      state.schemas[key.schema] = schema
    }
  }
}
