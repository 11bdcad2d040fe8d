import Records
import Testing

@testable import CaseStore

@Suite("A case that other hands wrote to") struct ForeignHandsTests {
  private func session(_ scratch: Scratch) throws -> CaseSession {
    try World.session(scratch, [World.file("a.csv", (0..<12).map { World.row($0) })])
  }

  /// What makes a file disagree with what an import writes, and what is said of it.
  static let forgeries = [
    ("UPDATE record SET id = -7 WHERE id = 1", "record number -7 is out of range"),
    (
      "UPDATE record SET id = \(Int64.max) WHERE id = 1",
      "record number \(Int64.max) is out of range"
    ),
    ("UPDATE report SET id = \(1 << 50) WHERE id = 1", "report number \(1 << 50) is out of range"),
    ("UPDATE source SET id = -1", "source number -1 is out of range"),
    ("UPDATE assertion SET fromRecord = 999", "number 999 stands for nothing"),
    ("UPDATE assertion SET toRecord = -1", "number -1 stands for nothing"),
    ("UPDATE feature SET record = \(Int64.min) WHERE record = 1", "stands for nothing"),
    ("UPDATE assertion SET startDay = \(1 << 40)", "day \(1 << 40) is out of range"),
    ("UPDATE report SET entered = \(1 << 40)", "day \(1 << 40) is out of range"),
    ("UPDATE subject SET due = -\(1 << 40) WHERE kind IS NOT NULL", "is out of range"),
    ("UPDATE disruption SET day = \(1 << 40)", "day \(1 << 40) is out of range"),
    ("UPDATE assertion SET endDay = \(Int32.min)", "day \(Int32.min) is out of range"),
    ("UPDATE assertion SET startDay = \(Int32.max)", "day \(Int32.max) is out of range"),
    // The day before 1800 and the second one after 2200.
    ("UPDATE report SET entered = -62092", "day -62092 is out of range"),
    ("UPDATE disruption SET day = 84372", "day 84372 is out of range"),
    (
      "UPDATE source SET rowsRead = \(Int.max), rowsStored = \(Int.max), rowsRejected = 0",
      "\(Int.max) rows"
    ),
    (
      "UPDATE source SET receipt = replace(receipt, '\"rowsRead\":', '\"rowsRead\":999999999999')",
      "receipt of an import"
    ),
    (
      "UPDATE source SET receipt = replace(receipt, '\"kindConflicts\":', '\"kindConflicts\":-1')",
      "receipt of an import"
    ),
  ]

  @Test(
    "Numbers that no import gives are one clear error, never a crash",
    arguments: ForeignHandsTests.forgeries.indices)
  func forged(number: Int) throws {
    let (sql, words) = Self.forgeries[number]
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute("PRAGMA foreign_keys = OFF")
    try session.file.execute(sql)
    do {
      _ = try session.evidence()
      Issue.record("\(sql): was read")
    } catch {
      #expect(error is CaseError)
      #expect("\(error)".contains(words), "\(error)")
      #expect("\(error)".contains("damaged"))
    }
  }

  @Test("The first and the last day that rows can give are read as they are")
  func lastDays() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute("UPDATE assertion SET startDay = -62091, endDay = 84371")
    let interval = try #require(try session.evidence().assertions.first).interval
    #expect(interval.start == Day(year: 1800, month: 1, day: 1))
    #expect(interval.end == Day(year: 2200, month: 12, day: 31)?.adding(days: 1))
  }

  @Test("Nothing is imported behind a number that leaves no room")
  func noRoom() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute("PRAGMA foreign_keys = OFF")
    try session.file.execute("UPDATE record SET id = \(Int64.max) WHERE id = 1")
    #expect(throws: CaseError.self) {
      try session.store([World.file("b.csv", [World.row(40, file: 1)])])
    }
  }

  @Test("Nothing is done behind a log entry out of range", arguments: [Int64.max, -9])
  func noRoomInLog(number: Int64) throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    try session.file.execute(
      """
      PRAGMA foreign_keys = OFF;
      DROP TRIGGER logIsNotChanged;
      DROP TRIGGER logIsNotErased;
      DELETE FROM log WHERE id > 1;
      UPDATE log SET id = \(number);
      """)
    let error = CaseError.damaged(
      path: "log entry \(number)", detail: "the number is out of range")
    #expect(throws: error) { try session.link() }
    #expect(try session.summary().sources.count == 1)
  }

  @Test("Numbers far apart are read as they are")
  func farApart() throws {
    let scratch = try Scratch()
    let session = try session(scratch)
    let before = content(try session.evidence())
    try session.file.execute("PRAGMA foreign_keys = OFF")
    try session.file.execute(
      """
      UPDATE record SET id = id * 100000000;
      UPDATE feature SET record = record * 100000000;
      UPDATE conditionalFeature SET record = record * 100000000;
      UPDATE description SET record = record * 100000000;
      UPDATE subjectMember SET record = record * 100000000;
      UPDATE assertion SET fromRecord = fromRecord * 100000000, toRecord = toRecord * 100000000;
      """)
    #expect(content(try session.evidence()) == before)
  }

  @Test("A case of the second format keeps its queue and the ages of its records")
  func secondFormat() throws {
    let scratch = try Scratch()
    let path = scratch.path("case.ocg")
    let second = Schema(migrations: Array(Schema.current.migrations[..<2]))
    do {
      let file = try CaseFile.create(at: path, schema: second)
      let digest = World.digest("a")
      try file.execute(
        """
        INSERT INTO source VALUES (1, 'S', 'a', '\(digest)', '\(digest)', 'test', '\(digest)',
          'OFFICIAL', '{}', 0, 0, 0);
        INSERT INTO record VALUES (1, 'S/nominal/1', 'nominal', 'S', 1),
          (2, 'S/nominal/2', NULL, 'S', 1), (3, 'S/nominal/3', 'nominal', 'S', 1);
        INSERT INTO run (kind, digest, parameters, engineVersion, resultDigest) VALUES
          ('link', '\(digest)', '{"lastRecord": 2}', '0', '\(digest)'),
          ('link', '\(digest)', '{"lastRecord": 2}', '0', '\(digest)');
        INSERT INTO possibleMatch VALUES (1, 1, 3, 900, 900, 'alike');
        """)
    }
    let session = try CaseSession.open(at: path)
    #expect(try session.file.integer("SELECT firstLinked FROM record WHERE id = 1") == 1)
    #expect(
      try session.file.integer("SELECT count(*) FROM record WHERE firstLinked IS NOT NULL") == 1)
    #expect(try session.reviewQueue().map(\.thousandths) == [900])
  }
}
