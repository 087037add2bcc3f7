extension Migration {
  static let signIn = Migration(
    name: "4 sign-in",
    sql: """
      -- Of each secret only its SHA-256 is kept.
      CREATE TABLE session (
        hash TEXT NOT NULL PRIMARY KEY,
        person TEXT NOT NULL,
        created REAL NOT NULL,
        last_seen REAL NOT NULL,
        expires REAL NOT NULL,
        ended REAL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX session_of_person ON session (person, created);

      CREATE TABLE sign_in_link (
        hash TEXT NOT NULL PRIMARY KEY,
        person TEXT NOT NULL,
        created REAL NOT NULL,
        expires REAL NOT NULL,
        used REAL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE api_token (
        hash TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        person TEXT NOT NULL,
        scopes TEXT NOT NULL,
        created REAL NOT NULL,
        expires REAL,
        last_used REAL,
        revoked REAL
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX api_token_name ON api_token (name) WHERE revoked IS NULL;
      """)
}
