import Assessment
import GRDB
import Records

/// A state of the case: what had been imported and decided, and which linkings had been made.
struct CaseMoment {
  var lastSource = Int64.max
  var lastDecision = Int64.max
  /// The run that is about to be made; later ones are not there yet.
  var run = Int64.max
  /// Sources with a higher marking do not count.
  var marking = Marking.officialSensitive
  /// Keys of reports under whose rows nothing is said of a record.
  var withheldReports: Set<String> = []

  static let now = CaseMoment()

  /// A condition that is true now of rows of the sources that count.
  static let countsNow = "source IN (SELECT id FROM source WHERE replacedBy IS NULL)"

  /// The ids of the sources that count: those that were there and that no corrected file had replaced.
  func sources(in db: Database) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM source WHERE id <= ?1
          AND (replacedBy IS NULL OR replacedBy > ?1 OR replacedAfterRun >= ?3)
          AND (marking = 'OFFICIAL' OR ?2) ORDER BY id
        """, arguments: [lastSource, marking == .officialSensitive, run])
  }
}

/// Reads all that a case holds at a moment into canonical order: sorted by key, indices given after
/// sorting. Where sources disagree about a record, a report or a subject, the outcome is the greatest or
/// least of what they say (see `Merging`).
struct EvidenceReader {
  private let db: Database
  private let path: String
  private let moment: CaseMoment
  private let report: (Int) -> Void
  private var done = 0
  /// A condition that is true of rows of the sources that count.
  private let counts: String

  /// - Parameter progress: Called with the number of rows read so far, every 65,536 rows.
  init(
    _ db: Database, path: String, moment: CaseMoment = .now, progress: @escaping (Int) -> Void
  ) throws {
    self.db = db
    self.path = path
    self.moment = moment
    self.report = progress
    let sources = try moment.sources(in: db).map(String.init).joined(separator: ", ")
    counts = "source IN (\(sources))"
  }

  /// The evidence, and for each of its records the number that it is stored under.
  struct Outcome {
    let evidence: Evidence
    let recordIDs: [Int64]
    /// What linking follows from beside the evidence, as of the same moment.
    let linking: LinkInputs
    /// What the whole case protects, where this is a part of it.
    var protected = ProtectedRecords.none
  }

  /// - Complexity: O(*n* log *n*) time for *n* stored rows; O(*n*) memory.
  mutating func read() throws -> Outcome {
    var evidence = Evidence()
    let sourceIndex = try readSources(into: &evidence)
    let (recordIDs, firstLinked, recordIndex) = try readRecords(into: &evidence)
    try readFeatures(into: &evidence, at: recordIndex)
    let reportIndex = try readReports(into: &evidence)
    try readAssertions(
      into: &evidence, records: recordIndex, reports: reportIndex, sources: sourceIndex)
    try readSubjects(into: &evidence, records: recordIndex)
    let decisions = try Journal(db, upTo: moment.lastDecision).inForce
    let linking = try LinkInputs(
      db, records: evidence.records, firstLinked: firstLinked, moment: moment,
      decisions: decisions)
    return Outcome(
      evidence: evidence.under(decisions), recordIDs: recordIDs, linking: linking)
  }

  private mutating func readSources(into evidence: inout Evidence) throws -> Positions {
    var found: [(id: Int64, source: Evidence.Source)] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, name, system, profile, marking, contentDigest, rowsRead, rowsStored,
          rowsRejected, receipt, id AS source
        FROM source WHERE \(counts) ORDER BY system, name, contentDigest
        """)
    while let row = try rows.next() {
      let receipt = try ImportReceipt(stored: row[9], path: path)
      let rejections = receipt.account.rejectedByReason
        .map { (reason: $0.key.rawValue, count: $0.value) }.sorted { $0.reason < $1.reason }
      for count in 6...8 where !(0...Positions.limit).contains(row[count]) {
        throw CaseError.damaged(
          path: path, detail: "\(row[count] as Int64) rows of \(row[1] as String) are out of range")
      }
      let source = Evidence.Source(
        name: row[1], system: row[2], profile: row[3],
        marking: try known(row[4], "marking", Marking.init), contentDigest: row[5],
        rowsRead: row[6], rowsStored: row[7], rowsRejected: row[8], rejections: rejections,
        agreement: receipt.account.agreement)
      found.append((row[0], source))
    }
    found.sort {
      ($0.source.system, $0.source.name, $0.source.contentDigest)
        < ($1.source.system, $1.source.name, $1.source.contentDigest)
    }
    evidence.sources = found.map(\.source)
    return try Positions(of: found.map(\.id), named: "source", path: path)
  }

  /// Reads the records that a source that counts knows; the others have no index.
  private mutating func readRecords(
    into evidence: inout Evidence
  ) throws -> (ids: [Int64], firstLinked: [Int64?], index: Positions) {
    var found: [(id: Int64, firstLinked: Int64?, record: SourceRecord)] = []
    var unknown: [Int64] = []
    var systems: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, key, min(kind), record.system, firstLinked, count(description.source)
        FROM record LEFT JOIN description ON record = id AND description.\(counts)
        GROUP BY id ORDER BY key
        """)
    while let row = try rows.next() {
      step()
      guard row[5] as Int > 0 else {
        unknown.append(row[0])
        continue
      }
      let kind = try (row[2] as String?).map { try known($0, "kind", Entity.Kind.init) }
      let system = shared(row[3], in: &systems)
      let linked = (row[4] as Int64?).flatMap { $0 < moment.run ? $0 : nil }
      found.append((row[0], linked, SourceRecord(key: row[1], kind: kind, system: system)))
    }
    // Already in order but for accented letters, which SQLite sorts by their bytes.
    found.sort { $0.record.key < $1.record.key }
    evidence.records = found.map(\.record)
    let ids = found.map(\.id)
    let index = try Positions(
      of: ids.enumerated().map { ($1, $0) } + unknown.map { ($0, -1) }, named: "record", path: path)
    return (ids, found.map(\.firstLinked), index)
  }

  private mutating func readFeatures(
    into evidence: inout Evidence, at position: Positions
  ) throws {
    let names = Dictionary(
      uniqueKeysWithValues: Feature.Name.allCases.map { ($0.rawValue, $0) })
    var owner: Int64?
    var features: [Feature] = []
    func settle() throws {
      guard let owner else { return }
      evidence.records[try place(owner, in: position)].features = canonical(features)
    }
    let rows = try Row.fetchCursor(
      db,
      sql: ConditionalFeatures.selection(
        where: counts, withheld: moment.withheldReports, in: db))
    while let row = try rows.next() {
      let record: Int64 = row[0]
      if record != owner {
        try settle()
        owner = record
        features.removeAll(keepingCapacity: true)
      }
      let name = try known(row[1], "feature") { names[$0] }
      features.append(Feature(name: name, raw: row[2], value: row[3]))
      step()
    }
    try settle()
  }

  private mutating func readReports(into evidence: inout Evidence) throws -> Positions {
    var found: [(id: Int64, report: SourceReport)] = []
    var systems: [String: String] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, key, reference, system, gradeText, gradeSource, gradeAssessment, handling,
          entered, crimeCode
        FROM report WHERE \(counts) ORDER BY key
        """)
    while let row = try rows.next() {
      let report = try SourceReport(stored: row)
      found.append(
        (
          row[0],
          SourceReport(
            key: report.key, reference: report.reference,
            system: shared(report.system, in: &systems), grading: report.grading,
            entered: report.entered, crimeCode: report.crimeCode)
        ))
      step()
    }
    found.sort { ExactText($0.report.key) < ExactText($1.report.key) }
    var places: [(Int64, Int)] = []
    for (id, report) in found {
      if let last = evidence.reports.last, hasSameBytes(last.key, report.key) {
        evidence.reports[evidence.reports.count - 1] = last.merged(with: report)
      } else {
        evidence.reports.append(report)
      }
      places.append((id, evidence.reports.count - 1))
    }
    return try Positions(of: places, named: "report", path: path)
  }

  private mutating func readAssertions(
    into evidence: inout Evidence, records: Positions, reports: Positions, sources: Positions
  ) throws {
    let types = Dictionary(uniqueKeysWithValues: LinkType.allCases.map { ($0.rawValue, $0) })
    let roles = Dictionary(uniqueKeysWithValues: Role.allCases.map { ($0.rawValue, $0) })
    let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM assertion") ?? 0
    evidence.assertions.reserveCapacity(count)
    let amounts = try AmountTable.amounts(in: db, path: path)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT key, fromRecord, toRecord, type, role, startDay, endDay, report, source, row, id
        FROM assertion WHERE \(counts)
        """)
    while let row = try rows.next() {
      let interval = DayInterval(
        start: try Day(stored: row[5], path: path), end: try Day(stored: row[6], path: path))
      evidence.assertions.append(
        Assertion(
          key: UInt64(bitPattern: row[0]), from: try place(row[1], in: records),
          to: try place(row[2], in: records), type: try known(row[3], "link type") { types[$0] },
          role: try (row[4] as String?).map { try known($0, "role") { roles[$0] } },
          interval: interval, report: try (row[7] as Int64?).map { try place($0, in: reports) },
          source: try place(row[8], in: sources), row: row[9],
          amount: amounts.isEmpty ? nil : amounts[row[10]]))
      step()
    }
    evidence.assertions.sort(by: precedes)
  }

  private mutating func readSubjects(
    into evidence: inout Evidence, records: Positions
  ) throws {
    var members: [String: [Int]] = [:]
    let named = try Row.fetchAll(
      db, sql: "SELECT DISTINCT subject, record FROM subjectMember WHERE \(counts)")
    for row in named {
      members[row[0], default: []].append(try place(row[1], in: records))
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, kind, title, status, owner, lastAssessed, due FROM subject WHERE \(counts)
        """)
    var subjects: [String: Subject] = [:]
    for row in rows {
      guard let subject = try Subject(stored: row) else { continue }
      subjects[subject.id] = subjects[subject.id]?.merged(with: subject) ?? subject
    }
    evidence.subjects = subjects.values.map { subject in
      var subject = subject
      subject.members = (members[subject.id] ?? []).sorted()
      return subject
    }
    evidence.subjects.sort { $0.id < $1.id }
    let disruptions = try Row.fetchAll(
      db, sql: "SELECT DISTINCT subject, day, level, judge, note FROM disruption WHERE \(counts)")
    evidence.disruptions = try disruptions.map { row in
      Disruption(
        subject: row[0], day: try Day(stored: row[1], path: path) ?? Day(number: 0),
        level: try known(row[2], "level", Disruption.Level.init), judge: row[3], note: row[4])
    }
    evidence.disruptions.sort {
      ($0.subject, $0.day, $0.level.rawValue, $0.judge, $0.note)
        < ($1.subject, $1.day, $1.level.rawValue, $1.judge, $1.note)
    }
  }

  private mutating func step() {
    done += 1
    if done & 0xFFFF == 0 { report(done) }
  }

  private func known<Value>(
    _ text: String, _ what: String, _ decode: (String) -> Value?
  ) throws -> Value {
    guard let value = decode(text) else {
      throw CaseError.damaged(path: path, detail: "unknown \(what) \(text)")
    }
    return value
  }

  private func place(_ id: Int64, in positions: Positions) throws -> Int {
    guard let index = positions[id] else {
      throw CaseError.damaged(path: path, detail: "number \(id) stands for nothing")
    }
    return index
  }
}

/// From the number that something is stored under to its index in the canonical order.
struct Positions {
  /// The greatest number that an import gives. A file with a greater one was written by other hands.
  static let limit: Int64 = 1 << 40

  /// By number, -1 where nothing has it; empty where numbers lie far apart.
  private var dense: [Int32] = []
  private var sparse: [Int64: Int32] = [:]

  /// Each id stands for its place in the order given.
  ///
  /// - Throws: `CaseError.damaged` where a number is none that an import gives.
  init(of ids: [Int64], named what: String, path: String) throws {
    try self.init(of: ids.enumerated().map { ($1, $0) }, named: what, path: path)
  }

  /// - Parameter places: Ids with their indices; -1 for an id that has none.
  init(of places: [(id: Int64, index: Int)], named what: String, path: String) throws {
    let greatest = places.lazy.map(\.id).max() ?? 0
    for id in [places.lazy.map(\.id).min() ?? 1, greatest] where !(0...Positions.limit ~= id) {
      throw CaseError.damaged(path: path, detail: "\(what) number \(id) is out of range")
    }
    guard greatest > Int64(places.count) * 8 + 1024 else {
      dense = Array(repeating: -1, count: Int(greatest) + 1)
      for (id, index) in places { dense[Int(id)] = Int32(index) }
      return
    }
    for (id, index) in places where index >= 0 { sparse[id] = Int32(index) }
  }

  subscript(id: Int64) -> Int? {
    guard dense.isEmpty else {
      guard id >= 0, id < Int64(dense.count), dense[Int(id)] >= 0 else { return nil }
      return Int(dense[Int(id)])
    }
    return sparse[id].map(Int.init)
  }
}

extension Day {
  /// Reads a day as it is stored; nil for none.
  ///
  /// - Throws: `CaseError.damaged` where the number is no day that a row can give.
  init?(stored number: Int64?, path: @autoclosure () -> String) throws {
    guard let number else { return nil }
    guard let day = Int32(exactly: number).map(Day.init(number:)), Day.ofRows.contains(day) else {
      throw CaseError.damaged(path: path(), detail: "day \(number) is out of range")
    }
    self = day
  }

  /// The days of the years that rows may give, and the one after them, on which an interval may end.
  private static let ofRows: ClosedRange<Day> = {
    let never = Day(number: 0)
    let last = Day(year: 2200, month: 12, day: 31) ?? never
    return (Day(year: 1800, month: 1, day: 1) ?? never)...last.adding(days: 1)
  }()
}

/// Returns one copy of `text` for all its occurrences.
private func shared(_ text: String, in known: inout [String: String]) -> String {
  if let first = known[text] { return first }
  known[text] = text
  return text
}

/// Sorts by name and raw text; where sources give one text several normal forms, the least is kept. Of
/// texts that differ only in how accented letters are spelt, the one with the lesser bytes is kept, since
/// Swift holds them to be equal.
private func canonical(_ features: [Feature]) -> [Feature] {
  var sorted = features
  sorted.sort { a, b in a.name == b.name ? ExactText(a.raw) < ExactText(b.raw) : a < b }
  var kept: [Feature] = []
  kept.reserveCapacity(sorted.count)
  for feature in sorted {
    guard let last = kept.last, last.name == feature.name, last.raw == feature.raw else {
      kept.append(feature)
      continue
    }
    guard hasSameBytes(last.raw, feature.raw), let value = feature.value,
      last.value.map({ value < $0 }) ?? true
    else { continue }
    kept[kept.count - 1] = feature
  }
  return kept
}

private func precedes(_ a: Assertion, _ b: Assertion) -> Bool {
  if a.key != b.key { return a.key < b.key }
  if a.source != b.source { return a.source < b.source }
  if (a.from, a.to) != (b.from, b.to) { return (a.from, a.to) < (b.from, b.to) }
  return a.row < b.row
}
