extension Schema {
  /// What linkage keeps: decisions of humans, the queue for them, and where entity ids went.
  static let linkingTables = """
    -- What a human decided about two records, by their keys. Never changed but to be withdrawn.
    CREATE TABLE judgement (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      firstKey TEXT NOT NULL CHECK (firstKey <> ''),
      secondKey TEXT NOT NULL CHECK (secondKey <> firstKey AND secondKey <> ''),
      verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
      analyst TEXT NOT NULL CHECK (analyst <> ''),
      reason TEXT NOT NULL CHECK (reason <> ''),
      time TEXT NOT NULL CHECK (time <> ''),
      withdrawnBy TEXT CHECK (withdrawnBy <> ''),
      withdrawnReason TEXT CHECK (withdrawnReason <> ''),
      withdrawnTime TEXT CHECK (withdrawnTime <> ''),
      CHECK ((withdrawnTime IS NULL) = (withdrawnBy IS NULL)),
      CHECK ((withdrawnTime IS NULL) = (withdrawnReason IS NULL))
    ) STRICT;

    CREATE UNIQUE INDEX judgementInForce ON judgement (firstKey, secondKey)
    WHERE withdrawnTime IS NULL;

    CREATE TRIGGER judgementIsNotErased BEFORE DELETE ON judgement
    BEGIN SELECT RAISE(ABORT, 'a judgement is withdrawn, never erased'); END;

    CREATE TRIGGER judgementIsNotChanged
    BEFORE UPDATE OF id, firstKey, secondKey, verdict, analyst, reason, time ON judgement
    BEGIN SELECT RAISE(ABORT, 'a judgement is withdrawn, never changed'); END;

    CREATE TRIGGER judgementIsNotRevived BEFORE UPDATE ON judgement
    WHEN OLD.withdrawnTime IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'a judgement is withdrawn once'); END;

    -- Derived: replaced as a whole by each linking.
    CREATE TABLE possibleMatch (
      id INTEGER PRIMARY KEY,
      firstRecord INTEGER NOT NULL REFERENCES record (id),
      secondRecord INTEGER NOT NULL REFERENCES record (id),
      thousandths INTEGER NOT NULL CHECK (thousandths BETWEEN 0 AND 999),
      gain INTEGER NOT NULL CHECK (gain >= 0),
      reason TEXT NOT NULL,
      CHECK (firstRecord <> secondRecord)
    ) STRICT;

    ALTER TABLE merge ADD COLUMN rule TEXT NOT NULL DEFAULT '';

    -- An entity id that stood for other records before a linking than after it.
    CREATE TABLE entityChange (
      run INTEGER NOT NULL REFERENCES run (id),
      oldID TEXT NOT NULL CHECK (oldID <> ''),
      newID TEXT NOT NULL CHECK (newID <> oldID),
      PRIMARY KEY (run, oldID, newID)
    ) STRICT, WITHOUT ROWID;
    """

  /// The age of a record, pairs that no model weighs, and the links of a record side by side.
  ///
  /// Runs of the format before it tell the last record that was there, and not which records were
  /// described by then. So a record that was only referred to when a case was first linked, and is
  /// described later, counts as old as that linking, and an entity may take its id; records that come in
  /// after the migration do not.
  static let linkingChanges = """
    -- The first linking that put the record into an entity; NULL while none has.
    ALTER TABLE record ADD COLUMN firstLinked INTEGER REFERENCES run (id);

    UPDATE record SET firstLinked = (
      SELECT min(id) FROM run
      WHERE kind = 'link' AND json_extract(parameters, '$.lastRecord') >= record.id)
    WHERE kind IS NOT NULL;

    ALTER TABLE possibleMatch RENAME TO weighedMatch;

    -- Derived: replaced as a whole by each linking. Thousandths are NULL where a rule held a pair back.
    CREATE TABLE possibleMatch (
      id INTEGER PRIMARY KEY,
      firstRecord INTEGER NOT NULL REFERENCES record (id),
      secondRecord INTEGER NOT NULL REFERENCES record (id),
      thousandths INTEGER CHECK (thousandths BETWEEN 0 AND 999),
      gain INTEGER NOT NULL CHECK (gain >= 0),
      reason TEXT NOT NULL,
      CHECK (firstRecord <> secondRecord)
    ) STRICT;

    INSERT INTO possibleMatch SELECT * FROM weighedMatch;

    DROP TABLE weighedMatch;

    CREATE INDEX assertionFrom ON assertion (fromRecord);
    """
}
