extension Migration {
  static let rollouts = Migration(
    name: "1 rollouts",
    sql: """
      CREATE TABLE hub_release (
        hash TEXT NOT NULL PRIMARY KEY,
        hub TEXT NOT NULL,
        content TEXT NOT NULL,
        folder TEXT NOT NULL,
        first_seen REAL NOT NULL,
        last_seen REAL NOT NULL
      ) STRICT;
      CREATE INDEX hub_release_of_hub ON hub_release (hub, first_seen);

      CREATE TABLE running_hub (
        hub TEXT NOT NULL PRIMARY KEY,
        release TEXT NOT NULL REFERENCES hub_release (hash),
        since REAL NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE rollout (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        request TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        why TEXT NOT NULL,
        folder TEXT NOT NULL,
        state TEXT NOT NULL,
        started REAL NOT NULL,
        ended REAL
      ) STRICT;
      CREATE INDEX rollout_unfinished ON rollout (id) WHERE ended IS NULL;

      -- The lanes as they stand. A step rewrites its own lane only.
      CREATE TABLE rollout_lane (
        rollout INTEGER NOT NULL REFERENCES rollout (id),
        position INTEGER NOT NULL,
        lane TEXT NOT NULL,
        snapshot TEXT NOT NULL,
        PRIMARY KEY (rollout, position)
      ) STRICT, WITHOUT ROWID;

      -- Where each hub of a rollout stands, for lists and for the history of a hub.
      CREATE TABLE rollout_hub (
        rollout INTEGER NOT NULL REFERENCES rollout (id),
        hub TEXT NOT NULL,
        kind TEXT NOT NULL,
        before_release TEXT,
        after_release TEXT,
        state TEXT NOT NULL,
        failed_step TEXT,
        failure TEXT,
        PRIMARY KEY (rollout, hub)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX rollout_of_hub ON rollout_hub (hub, rollout);

      CREATE TABLE rollout_step (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        rollout INTEGER NOT NULL REFERENCES rollout (id),
        hub TEXT NOT NULL,
        step TEXT NOT NULL,
        outcome TEXT NOT NULL,
        began REAL NOT NULL,
        ended REAL,
        sentence TEXT,
        log TEXT,
        test TEXT,
        test_kind TEXT
      ) STRICT;
      CREATE INDEX rollout_step_of_rollout ON rollout_step (rollout, hub, step);
      CREATE INDEX rollout_step_test ON rollout_step (hub, test_kind, id) WHERE test IS NOT NULL;

      CREATE TABLE step_log (
        rollout INTEGER NOT NULL REFERENCES rollout (id),
        hub TEXT NOT NULL,
        step TEXT NOT NULL,
        number INTEGER NOT NULL,
        at REAL NOT NULL,
        line TEXT NOT NULL,
        PRIMARY KEY (rollout, hub, step, number)
      ) STRICT, WITHOUT ROWID;
      """)
}
