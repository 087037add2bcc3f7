import Store

extension Machine {
  /// Copies the store, as it is at one moment, to a new file, also while the control plane runs.
  public func backUp(to path: String) async throws {
    let store = try Store.openReadOnly(at: state.database)
    do {
      try await store.backup(to: path)
    } catch {
      try store.close()
      throw error
    }
    try store.close()
  }
}
