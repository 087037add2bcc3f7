private import Dispatch
private import Synchronization

extension Array where Element: Sendable {
  /// The results in order, made on all cores at once. For pure work that takes long: each element costs a few microseconds
  /// more than in `map`, and the thread that calls waits.
  public func concurrentMap<Output: Sendable>(_ transform: @Sendable (Element) -> Output) -> [Output] {
    if count < 2 { return map(transform) }
    let results = Mutex([Output?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(self[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
  }
}
