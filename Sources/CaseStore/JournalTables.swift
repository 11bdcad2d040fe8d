extension Schema {
  /// The journal of decisions, and a log whose words can be erased without breaking its chain.
  static let journalTables = """
    ALTER TABLE log RENAME TO formerLog;
    DROP TRIGGER logIsNotChanged;
    DROP TRIGGER logIsNotReplaced;
    DROP TRIGGER logIsNotErased;

    -- Who did what kind of thing, and when (Data Protection Act 2018, s.62). Each entry carries the
    -- hash of the one before it and the digest of its words.
    CREATE TABLE log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      time TEXT NOT NULL CHECK (time <> ''),
      person TEXT NOT NULL CHECK (person <> ''),
      operation TEXT NOT NULL CHECK (operation IN (
        'collection', 'alteration', 'consultation', 'disclosure', 'combination', 'erasure')),
      content BLOB NOT NULL CHECK (length(content) = 32),
      -- Numbers of earlier entries whose words this one erased, with commas between.
      erased TEXT CHECK (erased IS NULL OR (erased <> '' AND operation = 'erasure')),
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
    ) STRICT;

    -- The words of an entry. The salt keeps anyone from guessing them from their digest once they are
    -- erased.
    CREATE TABLE logContent (
      entry INTEGER PRIMARY KEY REFERENCES log (id),
      salt BLOB NOT NULL CHECK (length(salt) = 32),
      detail TEXT NOT NULL,
      recipient TEXT,
      purpose TEXT,
      -- The row of the case that the entry tells of, and its digest; NULL where the row is gone.
      sealedTable TEXT CHECK (sealedTable IN ('source', 'decision', 'run')),
      sealedRow INTEGER,
      sealedDigest TEXT CHECK (length(sealedDigest) = 64),
      -- The total of all imported rows after the entry, where it changed them.
      evidence TEXT CHECK (length(evidence) = 64),
      CHECK ((sealedTable IS NULL) = (sealedRow IS NULL)),
      CHECK (sealedDigest IS NULL OR sealedTable IS NOT NULL)
    ) STRICT;

    -- Every act of an analyst. What is in force follows from all acts on a subject, in order.
    CREATE TABLE decision (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL CHECK (kind <> ''),
      subject TEXT NOT NULL CHECK (json_type(subject) = 'array'),
      act TEXT NOT NULL CHECK (act IN ('decide', 'withdraw', 'undo')),
      payload TEXT NOT NULL CHECK (json_type(payload) = 'object'),
      person TEXT NOT NULL CHECK (person <> ''),
      reason TEXT NOT NULL CHECK (reason <> ''),
      time TEXT NOT NULL CHECK (time <> '')
    ) STRICT;

    CREATE INDEX decisionSubject ON decision (kind, subject, id);

    -- What a run saw: the last source and the last act before it, and the digests of its inputs.
    ALTER TABLE run ADD COLUMN lastSource INTEGER;
    ALTER TABLE run ADD COLUMN lastDecision INTEGER;
    ALTER TABLE run ADD COLUMN inputs TEXT CHECK (inputs IS NULL OR json_valid(inputs));

    -- What must be done before the case is used again, such as after a power cut.
    CREATE TABLE unfinished (
      task TEXT PRIMARY KEY CHECK (task IN ('vacuum'))
    ) STRICT, WITHOUT ROWID;
    """

  /// A table that is only ever added to, and the words that refuse anything else.
  struct AppendOnly {
    let table: String
    let key: String
    let refusal: String

    static let log = AppendOnly(table: "log", key: "id", refusal: "the log is append-only")
    static let logContent = AppendOnly(
      table: "logContent", key: "entry", refusal: "the log is append-only")
    static let decision = AppendOnly(
      table: "decision", key: "id", refusal: "a decision is withdrawn, never changed")

    static let all = [log, logContent, decision]

    /// Triggers that refuse changes, replacements and deletions by any command.
    var triggers: String {
      """
      CREATE TRIGGER \(table)IsNotChanged BEFORE UPDATE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(refusal)'); END;

      CREATE TRIGGER \(table)IsNotReplaced BEFORE INSERT ON \(table)
      WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(key) = NEW.\(key))
      BEGIN SELECT RAISE(ABORT, '\(refusal)'); END;

      \(closing)
      """
    }

    /// Takes away the trigger against deletion; only a disposal does so, within its transaction.
    var opening: String { "DROP TRIGGER \(table)IsNotErased" }

    /// Puts it back.
    var closing: String {
      """
      CREATE TRIGGER \(table)IsNotErased BEFORE DELETE ON \(table)
      BEGIN SELECT RAISE(ABORT, '\(refusal)'); END;
      """
    }
  }
}
