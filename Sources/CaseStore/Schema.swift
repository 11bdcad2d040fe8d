import GRDB

/// The tables of a case file and how they came to be: a list of named migrations, each of which is
/// never edited once a case may have been written with it.
struct Schema: Sendable {
  /// One step from a version to the next.
  struct Migration: Sendable {
    let name: String
    let sql: String
    /// What SQL alone cannot do, after `sql`.
    var step: (@Sendable (Database) throws -> Void)?
  }

  /// Marks the file as ours in its header: `OCG1`.
  static let applicationID = 0x4F43_4731

  /// Step *n* leads to version *n*, counted from 1.
  let migrations: [Migration]

  var version: Int { migrations.count }

  static let current = Schema(migrations: [
    Migration(name: "sources, assertions, runs and log", sql: firstTables + firstTriggers),
    Migration(name: "judgements, queue and redirects of linkage", sql: linkingTables),
    Migration(name: "first linking of records, pairs without a model", sql: linkingChanges),
    Migration(name: "rows of one source each", sql: sourceTables),
    Migration(
      name: "journal of decisions, log with erasable content", sql: journalTables,
      step: FormerTables.move),
    Migration(name: "amounts of transfers", sql: AmountTable.sql),
    Migration(
      name: "features under conditions", sql: ConditionalFeatures.sql,
      step: ConditionalFeatures.separate),
    Migration(name: "files read anew by another mapping", sql: rereadSources),
  ])

  /// Brings `queue` from any earlier version to this one. Each step is one transaction that also
  /// writes the version number.
  func migrate(_ queue: DatabaseQueue) throws {
    var migrator = DatabaseMigrator()
    for (index, migration) in migrations.enumerated() {
      migrator.registerMigration(migration.name) { db in
        try db.execute(sql: migration.sql)
        try migration.step?(db)
        try db.execute(
          sql: """
            PRAGMA application_id = \(Schema.applicationID);
            PRAGMA user_version = \(index + 1);
            """)
      }
    }
    try migrator.migrate(queue)
  }

  private static let firstTables = """
    -- One imported file.
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      system TEXT NOT NULL CHECK (system <> ''),
      name TEXT NOT NULL CHECK (name <> ''),
      fileDigest TEXT NOT NULL CHECK (length(fileDigest) = 64),
      contentDigest TEXT NOT NULL CHECK (length(contentDigest) = 64),
      profile TEXT NOT NULL,
      mappingDigest TEXT NOT NULL CHECK (length(mappingDigest) = 64),
      marking TEXT NOT NULL CHECK (marking IN ('OFFICIAL', 'OFFICIAL-SENSITIVE')),
      receipt TEXT NOT NULL CHECK (json_valid(receipt)),
      rowsRead INTEGER NOT NULL CHECK (rowsRead >= 0),
      rowsStored INTEGER NOT NULL CHECK (rowsStored >= 0),
      rowsRejected INTEGER NOT NULL CHECK (rowsRejected >= 0),
      UNIQUE (system, fileDigest),
      CHECK (rowsRead = rowsStored + rowsRejected)
    ) STRICT;

    -- What one system says about one thing. Kind is NULL while it is only referred to.
    CREATE TABLE record (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      kind TEXT CHECK (kind <> ''),
      system TEXT NOT NULL CHECK (system <> ''),
      source INTEGER NOT NULL REFERENCES source (id)
    ) STRICT;

    CREATE TABLE feature (
      record INTEGER NOT NULL REFERENCES record (id),
      name TEXT NOT NULL CHECK (name <> ''),
      raw TEXT NOT NULL,
      value TEXT,
      source INTEGER NOT NULL REFERENCES source (id),
      PRIMARY KEY (record, name, raw)
    ) STRICT, WITHOUT ROWID;

    -- An intelligence report. Nothing about the identity of a source is held.
    CREATE TABLE report (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      reference TEXT NOT NULL,
      system TEXT NOT NULL CHECK (system <> ''),
      gradeText TEXT,
      gradeSource INTEGER CHECK (gradeSource BETWEEN 1 AND 3),
      gradeAssessment TEXT CHECK (gradeAssessment IN ('A', 'B', 'C', 'D', 'E')),
      handling TEXT CHECK (handling IN ('P', 'C')),
      entered INTEGER,
      crimeCode TEXT,
      source INTEGER NOT NULL REFERENCES source (id),
      CHECK (gradeText IS NOT NULL
        OR coalesce(gradeSource, gradeAssessment, handling) IS NULL)
    ) STRICT;

    -- One statement of one row: days are counted from 1970-01-01.
    CREATE TABLE assertion (
      id INTEGER PRIMARY KEY,
      key INTEGER NOT NULL,
      fromRecord INTEGER NOT NULL REFERENCES record (id),
      toRecord INTEGER NOT NULL REFERENCES record (id),
      type TEXT NOT NULL CHECK (type <> ''),
      role TEXT CHECK (role <> ''),
      startDay INTEGER,
      endDay INTEGER,
      report INTEGER REFERENCES report (id),
      source INTEGER NOT NULL REFERENCES source (id),
      row INTEGER NOT NULL CHECK (row > 0)
    ) STRICT;

    -- An entry of the master list. Kind is NULL while only a disruption names it.
    CREATE TABLE subject (
      id TEXT PRIMARY KEY CHECK (id <> ''),
      kind TEXT CHECK (kind IN ('ocg', 'priorityIndividual', 'vulnerability')),
      title TEXT NOT NULL,
      status TEXT NOT NULL,
      owner TEXT,
      lastAssessed INTEGER,
      due INTEGER,
      source INTEGER NOT NULL REFERENCES source (id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE subjectMember (
      subject TEXT NOT NULL REFERENCES subject (id),
      record INTEGER NOT NULL REFERENCES record (id),
      source INTEGER NOT NULL REFERENCES source (id),
      PRIMARY KEY (subject, record)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE disruption (
      subject TEXT NOT NULL REFERENCES subject (id),
      day INTEGER NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('major', 'moderate', 'minor', 'none', 'negative')),
      judge TEXT NOT NULL,
      note TEXT NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      row INTEGER NOT NULL CHECK (row > 0),
      PRIMARY KEY (subject, day, level, judge, note)
    ) STRICT, WITHOUT ROWID;

    -- Derived: replaced as a whole by each linking.
    CREATE TABLE merge (
      id INTEGER PRIMARY KEY,
      firstRecord INTEGER NOT NULL REFERENCES record (id),
      secondRecord INTEGER NOT NULL REFERENCES record (id),
      reason TEXT NOT NULL CHECK (reason <> ''),
      CHECK (firstRecord <> secondRecord)
    ) STRICT;

    CREATE TABLE run (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('link', 'assessment', 'chart', 'export')),
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      parameters TEXT NOT NULL CHECK (json_valid(parameters)),
      engineVersion TEXT NOT NULL CHECK (engineVersion <> ''),
      resultDigest TEXT NOT NULL CHECK (length(resultDigest) = 64)
    ) STRICT;

    -- Who did what, when and why (Data Protection Act 2018, s.62). Each entry carries the hash of
    -- the one before it.
    CREATE TABLE log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      time TEXT NOT NULL CHECK (time <> ''),
      person TEXT NOT NULL CHECK (person <> ''),
      operation TEXT NOT NULL CHECK (operation IN (
        'collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
      detail TEXT NOT NULL,
      recipient TEXT,
      purpose TEXT,
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
    ) STRICT;

    """

  private static let firstTriggers = """
    CREATE TRIGGER logIsNotChanged BEFORE UPDATE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

    CREATE TRIGGER logIsNotReplaced BEFORE INSERT ON log
    WHEN EXISTS (SELECT 1 FROM log WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;

    CREATE TRIGGER logIsNotErased BEFORE DELETE ON log
    BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    """
}
