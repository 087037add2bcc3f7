public import Basics
internal import GRDB

extension Store {
  /// The hubs that a rollout left in need of a person, and that no later one has mended.
  public func brokenHubs() async throws(StoreError) -> Set<HubID> {
    try await read("read which hubs are broken") { db in
      let hubs = try String.fetchAll(
        db,
        sql: """
          SELECT hub FROM rollout_hub AS last WHERE state = 'broken' AND NOT EXISTS (
            SELECT 1 FROM rollout_hub AS later
            WHERE later.hub = last.hub AND later.rollout > last.rollout AND later.state IN ('passed', 'taken-back'))
          """)
      return Set(hubs.map { HubID($0) })
    }
  }
}
