extension Migration {
  static let growth = Migration(
    name: "6 growth",
    sql: """
      CREATE TABLE hours_entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person TEXT NOT NULL,
        day TEXT NOT NULL,
        hours REAL NOT NULL CHECK (hours > 0 AND hours <= 24),
        work_class TEXT NOT NULL,
        hub TEXT,
        note TEXT NOT NULL,
        at REAL NOT NULL,
        logged_by TEXT NOT NULL,
        withdrawn REAL,
        withdrawn_by TEXT
      ) STRICT;
      CREATE INDEX hours_entry_of_day ON hours_entry (day, person);

      CREATE TABLE gate_answer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        phase TEXT NOT NULL,
        area TEXT NOT NULL,
        question TEXT NOT NULL,
        is_yes INTEGER NOT NULL CHECK (is_yes IN (0, 1)),
        evidence TEXT NOT NULL,
        on_day TEXT NOT NULL,
        answered_by TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT;
      CREATE INDEX gate_answer_of_question ON gate_answer (phase, area, question, id);

      -- Where each item of a gate stands, and since when.
      CREATE TABLE gate_standing (
        phase TEXT NOT NULL,
        item TEXT NOT NULL,
        holds INTEGER NOT NULL CHECK (holds IN (0, 1)),
        since REAL NOT NULL,
        value REAL,
        read_at REAL NOT NULL,
        PRIMARY KEY (phase, item)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE phase_opening (
        phase TEXT NOT NULL PRIMARY KEY,
        at REAL NOT NULL,
        opened_by TEXT NOT NULL,
        because TEXT,
        hubs TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE feature_review (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        feature TEXT NOT NULL,
        outcome TEXT NOT NULL,
        because TEXT NOT NULL,
        on_day TEXT NOT NULL,
        next_day TEXT,
        reviewed_by TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT;
      CREATE INDEX feature_review_of_feature ON feature_review (feature, id);
      """)
}
