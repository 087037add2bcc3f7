/// A value that is costly to make and kept until what it is made from changes.
actor Kept<Key: Equatable & Sendable, Value: Sendable> {
  private var kept: (key: Key, value: Value)?

  /// The value for a key: the one that is kept, where the key is the same, or else a new one. Take the key before the
  /// value is made, so that a change meanwhile makes it anew the next time.
  func value(for key: Key, _ make: @Sendable () async throws -> Value) async throws -> Value {
    if let kept, kept.key == key { return kept.value }
    let value = try await make()
    kept = (key, value)
    return value
  }
}
