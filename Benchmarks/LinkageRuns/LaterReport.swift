import Linkage

/// What it costs to look up rows among others that are linked, and to add them; and whether the entities
/// are then those of all rows at once.
struct LaterReport: Encodable {
  let records, later, entities, touchedRows, changedEntities: Int
  /// Making the index, of rows that are read and matched.
  let indexCPU, indexWall: Double
  /// Reading the later rows, and adding them.
  let addCPU, addWall: Double
  /// Of one row, read and looked up.
  let lookUpMedianMilliseconds, lookUpP95Milliseconds: Double
  /// Of the rows looked up, those with a record of their person among the others; and of these, those
  /// whose best answer is one.
  let known, found: Int
  let isEqualToFullRun: Bool
  let pairs: LinkQuality.Accuracy
  let peakMiB: Double

  init(_ run: Run, later: Int) throws {
    var rows = 0
    try run.forEachRow { _ in rows += 1 }
    let step = max(1, rows / later)
    var (early, new) = (LinkTableBuilder(try run.schema()), [Run.Row]())
    var people: [String: String] = [:]
    rows = 0
    try run.forEachRow { row in
      people[row.id] = row.person
      rows += 1
      if rows % step == 0, new.count < later {
        new.append(row)
      } else {
        try early.append(id: row.id, source: row.source, texts: row.texts)
      }
    }
    let table = try early.finish()
    let standard = try MatchEngine.match(table, settings: run.request.settings).standard()
    let start = Clock()
    var index = LinkIndex(table, standard: standard)
    (indexWall, indexCPU) = Clock().since(start)
    let earlyPeople = Set(table.ids.compactMap { people[$0] })
    known = new.count { earlyPeople.contains($0.person) }
    var (times, hits): ([Double], Int) = ([], 0)
    for row in new {
      let start = Clock()
      let best = index.lookUp(try Self.table([row], standard))[0].first
      times.append(Clock().since(start).wall * 1_000)
      if let best, people[best.id] == row.person { hits += 1 }
    }
    found = hits
    times.sort()
    lookUpMedianMilliseconds = times[times.count / 2]
    lookUpP95Milliseconds = times[times.count * 95 / 100]
    let beforeAdding = Clock()
    let change = try index.add(try Self.table(new, standard))
    (addWall, addCPU) = Clock().since(beforeAdding)
    (touchedRows, changedEntities) = (change.touched, change.changed.count)
    let entities = index.entities
    var all = LinkTableBuilder(standard)
    try run.forEachRow { try all.append(id: $0.id, source: $0.source, texts: $0.texts) }
    isEqualToFullRun = entities == LinkIndex(try all.finish(), standard: standard).entities
    (records, self.later, self.entities) = (index.rowCount, new.count, entities.count)
    pairs = Self.quality(entities, people).pairs
    peakMiB = Clock.peakMiB
  }

  private static func table(_ rows: [Run.Row], _ standard: MatchStandard) throws -> LinkTable {
    var builder = LinkTableBuilder(standard)
    for row in rows { try builder.append(id: row.id, source: row.source, texts: row.texts) }
    return try builder.finish()
  }

  private static func quality(_ entities: [[String]], _ people: [String: String]) -> LinkQuality {
    var numbers: [String: Int] = [:]
    var (found, truth): ([Int], [Int]) = ([], [])
    for (entity, ids) in entities.enumerated() {
      for person in ids.compactMap({ people[$0] }) {
        let number = numbers[person] ?? numbers.count
        numbers[person] = number
        found.append(entity)
        truth.append(number)
      }
    }
    return LinkQuality(found: found, truth: truth)
  }
}
