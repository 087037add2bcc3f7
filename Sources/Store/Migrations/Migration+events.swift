extension Migration {
  static let events = Migration(
    name: "2 events",
    sql: """
      CREATE TABLE event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at REAL NOT NULL,
        actor TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject_kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        sentence TEXT NOT NULL,
        details TEXT NOT NULL
      ) STRICT;
      CREATE INDEX event_subject ON event (subject_kind, subject, id);
      CREATE INDEX event_kind ON event (kind, id);
      CREATE INDEX event_actor ON event (actor, id);

      CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
      CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
      -- REPLACE deletes without a delete trigger, so a number that is taken is refused here.
      CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
      WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
      """)
}
