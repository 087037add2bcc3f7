extension Migration {
  static let doors = Migration(
    name: "7 doors",
    sql: """
      -- To one person, or to whoever comes to a workshop.
      CREATE TABLE door_grant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hub TEXT NOT NULL,
        person TEXT,
        workshop TEXT,
        seats INTEGER CHECK (seats >= 1),
        needs_approval INTEGER CHECK (needs_approval IN (0, 1)),
        servers_at_once INTEGER CHECK (servers_at_once >= 1),
        keep_homes_days INTEGER CHECK (keep_homes_days >= 0),
        code_digest TEXT UNIQUE,
        opens REAL NOT NULL,
        closes REAL NOT NULL CHECK (closes > opens),
        because TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made REAL NOT NULL,
        ended REAL,
        ended_by TEXT,
        ended_because TEXT,
        -- When its people were sent out and its makers told.
        settled REAL,
        -- When the homes of its people were given up.
        homes_removed REAL,
        CHECK ((person IS NULL) <> (workshop IS NULL)),
        CHECK (workshop IS NULL OR (seats IS NOT NULL AND code_digest IS NOT NULL))
      ) STRICT;
      CREATE INDEX door_grant_of_hub ON door_grant (hub, closes);
      CREATE INDEX door_grant_unsettled ON door_grant (closes) WHERE settled IS NULL;

      CREATE TABLE door_participant (
        grant_id INTEGER NOT NULL REFERENCES door_grant (id),
        name TEXT NOT NULL,
        state TEXT NOT NULL,
        joined REAL NOT NULL,
        decided_by TEXT,
        server_seconds REAL NOT NULL DEFAULT 0,
        PRIMARY KEY (grant_id, name)
      ) STRICT, WITHOUT ROWID;

      -- People whom a hub is to send out: it asks for those after the last that it knows.
      CREATE TABLE door_departure (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        hub TEXT NOT NULL,
        name TEXT NOT NULL,
        because TEXT NOT NULL,
        extent TEXT NOT NULL,
        at REAL NOT NULL
      ) STRICT;
      CREATE INDEX door_departure_of_hub ON door_departure (hub, seq);

      CREATE TABLE door_shut_out (
        hub TEXT NOT NULL,
        name TEXT NOT NULL,
        because TEXT NOT NULL,
        shut_by TEXT NOT NULL,
        at REAL NOT NULL,
        PRIMARY KEY (hub, name)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE door_closure (
        hub TEXT NOT NULL PRIMARY KEY,
        because TEXT NOT NULL,
        closed_by TEXT NOT NULL,
        since REAL NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- What was answered at doors: a row when an answer about somebody is new or another; equal ones are counted.
      CREATE TABLE door_decision (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hub TEXT NOT NULL,
        name TEXT NOT NULL,
        is_yes INTEGER NOT NULL CHECK (is_yes IN (0, 1)),
        rule TEXT NOT NULL,
        because TEXT NOT NULL,
        grant_id INTEGER,
        first REAL NOT NULL,
        last REAL NOT NULL,
        times INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX door_decision_about ON door_decision (hub, name, id);

      -- How wide each hub's door was, and since when: a row for each change.
      CREATE TABLE door_width (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hub TEXT NOT NULL,
        level TEXT NOT NULL,
        is_certain INTEGER NOT NULL CHECK (is_certain IN (0, 1)),
        since REAL NOT NULL
      ) STRICT;
      CREATE INDEX door_width_of_hub ON door_width (hub, id);

      -- The last time a stranger knocked, and since when it went as it did.
      CREATE TABLE door_knock (
        hub TEXT NOT NULL PRIMARY KEY,
        passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
        sentence TEXT NOT NULL,
        at REAL NOT NULL,
        since REAL NOT NULL
      ) STRICT, WITHOUT ROWID;

      -- Times in which a hub is not to be changed.
      CREATE TABLE change_hold (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        hub TEXT NOT NULL,
        begins REAL NOT NULL,
        ends REAL NOT NULL CHECK (ends > begins),
        because TEXT NOT NULL,
        made_by TEXT NOT NULL,
        grant_id INTEGER UNIQUE REFERENCES door_grant (id)
      ) STRICT;
      CREATE INDEX change_hold_of_hub ON change_hold (hub, ends);
      """)
}
