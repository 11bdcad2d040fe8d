extension Schema {
  /// Every row belongs to the one source that says it, so that a source can be left out: because a
  /// corrected file replaces it, or because it was not there yet at an earlier moment.
  ///
  /// Columns of a key come first in tables without row ids: `quick_check` of SQLite 3.40 takes one
  /// column for another where they do not.
  static let sourceTables = """
    -- The source that holds the corrected file, where there is one.
    ALTER TABLE source ADD COLUMN replacedBy INTEGER REFERENCES source (id);

    -- What a source says a record is; NULL while it only refers to it.
    CREATE TABLE description (
      record INTEGER NOT NULL REFERENCES record (id),
      source INTEGER NOT NULL REFERENCES source (id),
      kind TEXT CHECK (kind <> ''),
      PRIMARY KEY (record, source)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO description SELECT id, source, kind FROM record;
    INSERT OR IGNORE INTO description
      SELECT record, source, NULL FROM feature
      UNION SELECT fromRecord, source, NULL FROM assertion
      UNION SELECT toRecord, source, NULL FROM assertion
      UNION SELECT record, source, NULL FROM subjectMember;
    ALTER TABLE record DROP COLUMN kind;

    CREATE TABLE newFeature (
      record INTEGER NOT NULL REFERENCES record (id),
      name TEXT NOT NULL CHECK (name <> ''),
      raw TEXT NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      value TEXT,
      PRIMARY KEY (record, name, raw, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newFeature SELECT record, name, raw, source, value FROM feature;
    DROP TABLE feature;
    ALTER TABLE newFeature RENAME TO feature;

    CREATE TABLE newReport (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL CHECK (key <> ''),
      reference TEXT NOT NULL,
      system TEXT NOT NULL CHECK (system <> ''),
      gradeText TEXT,
      gradeSource INTEGER CHECK (gradeSource BETWEEN 1 AND 3),
      gradeAssessment TEXT CHECK (gradeAssessment IN ('A', 'B', 'C', 'D', 'E')),
      handling TEXT CHECK (handling IN ('P', 'C')),
      entered INTEGER,
      crimeCode TEXT,
      source INTEGER NOT NULL REFERENCES source (id),
      UNIQUE (key, source),
      CHECK (gradeText IS NOT NULL
        OR coalesce(gradeSource, gradeAssessment, handling) IS NULL)
    ) STRICT;
    INSERT INTO newReport SELECT id, key, reference, system, gradeText, gradeSource,
      gradeAssessment, handling, entered, crimeCode, source FROM report;
    INSERT INTO newReport (key, reference, system, gradeText, gradeSource, gradeAssessment,
      handling, entered, crimeCode, source)
      SELECT key, reference, system, gradeText, gradeSource, gradeAssessment, handling, entered,
        crimeCode, stating.source
      FROM report JOIN (SELECT DISTINCT report, source FROM assertion) AS stating
        ON stating.report = report.id
      WHERE stating.source <> report.source;
    UPDATE assertion SET report = (
      SELECT newReport.id FROM newReport JOIN report ON report.key = newReport.key
      WHERE report.id = assertion.report AND newReport.source = assertion.source)
    WHERE report IS NOT NULL;
    DROP TABLE report;
    ALTER TABLE newReport RENAME TO report;

    CREATE TABLE newSubject (
      id TEXT NOT NULL CHECK (id <> ''),
      source INTEGER NOT NULL REFERENCES source (id),
      kind TEXT CHECK (kind IN ('ocg', 'priorityIndividual', 'vulnerability')),
      title TEXT NOT NULL,
      status TEXT NOT NULL,
      owner TEXT,
      lastAssessed INTEGER,
      due INTEGER,
      PRIMARY KEY (id, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newSubject SELECT id, source, kind, title, status, owner, lastAssessed, due
      FROM subject;
    INSERT OR IGNORE INTO newSubject
      SELECT subject, source, NULL, '', '', NULL, NULL, NULL FROM subjectMember
      UNION SELECT subject, source, NULL, '', '', NULL, NULL, NULL FROM disruption;

    CREATE TABLE newSubjectMember (
      subject TEXT NOT NULL,
      record INTEGER NOT NULL REFERENCES record (id),
      source INTEGER NOT NULL REFERENCES source (id),
      PRIMARY KEY (subject, record, source),
      FOREIGN KEY (subject, source) REFERENCES subject (id, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newSubjectMember SELECT subject, record, source FROM subjectMember;
    DROP TABLE subjectMember;
    ALTER TABLE newSubjectMember RENAME TO subjectMember;

    CREATE TABLE newDisruption (
      subject TEXT NOT NULL,
      day INTEGER NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('major', 'moderate', 'minor', 'none', 'negative')),
      judge TEXT NOT NULL,
      note TEXT NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      row INTEGER NOT NULL CHECK (row > 0),
      PRIMARY KEY (subject, day, level, judge, note, source),
      FOREIGN KEY (subject, source) REFERENCES subject (id, source)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO newDisruption SELECT subject, day, level, judge, note, source, row FROM disruption;
    DROP TABLE disruption;
    ALTER TABLE newDisruption RENAME TO disruption;

    DROP TABLE subject;
    ALTER TABLE newSubject RENAME TO subject;
    """

  /// One file may be stored once by each mapping, of which one counts; and one may take the place of
  /// another that was beside it in earlier runs.
  static let rereadSources = """
    CREATE TABLE newSource (
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
      -- The source that counts in its place, where there is one.
      replacedBy INTEGER REFERENCES source (id),
      -- The last run that had both, where that one was there before.
      replacedAfterRun INTEGER CHECK (replacedAfterRun IS NULL OR replacedBy IS NOT NULL),
      UNIQUE (system, fileDigest, mappingDigest),
      CHECK (rowsRead = rowsStored + rowsRejected)
    ) STRICT;
    INSERT INTO newSource SELECT id, system, name, fileDigest, contentDigest, profile,
      mappingDigest, marking, receipt, rowsRead, rowsStored, rowsRejected, replacedBy, NULL
      FROM source;
    DROP TABLE source;
    ALTER TABLE newSource RENAME TO source;
    """
}
