extension Migration {
  static let desiredState = Migration(
    name: "3 desired state",
    sql: """
      CREATE TABLE deployed_fleet (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        folder TEXT NOT NULL,
        hash TEXT NOT NULL,
        git_commit TEXT,
        at REAL NOT NULL,
        deployed_by TEXT NOT NULL
      ) STRICT;

      CREATE TABLE wake_override (
        hub TEXT NOT NULL PRIMARY KEY,
        awake INTEGER NOT NULL CHECK (awake IN (0, 1)),
        asked_by TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT, WITHOUT ROWID;
      """)
}
