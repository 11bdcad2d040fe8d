import Testing

@testable import Linkage

@Suite("Matching from end to end") struct MatchEngineTests {
  @Test("Finds nearly all people of a small town and joins nobody to a neighbour")
  func smallTown() throws {
    let town = SmallTown(people: 300)
    let table = try town.table()
    let result = try MatchEngine.match(table)
    let quality = LinkQuality(found: result.clusters.map(Int.init), truth: town.truth(table))
    #expect(quality.pairs.precision >= 0.99)
    #expect(quality.pairs.recall >= 0.97)
    #expect(result.keys.reduce(0) { $0 + $1.compared } <= 12 * table.rowCount)
    #expect(result.model.samePairs > 0)
  }

  @Test("The order of the rows does not matter")
  func rowOrder() throws {
    let forwards = try SmallTown(people: 120).table()
    let backwards = try SmallTown(people: 120, isReversed: true).table()
    let (a, b) = (try MatchEngine.match(forwards), try MatchEngine.match(backwards))
    #expect(forwards.ids == backwards.ids)
    #expect(a.clusters == b.clusters)
    #expect(a.model.m == b.model.m)
    #expect(a.keys == b.keys)
  }

  @Test("The number of threads does not matter", arguments: [2, 3, 16])
  func workers(count: Int) throws {
    let table = try SmallTown(people: 200).table()
    var settings = MatchSettings()
    settings.workers = 1
    let alone = try MatchEngine.match(table, settings: settings)
    settings.workers = count
    let together = try MatchEngine.match(table, settings: settings)
    #expect(alone.clusters == together.clusters)
    #expect(alone.model.m == together.model.m)
    #expect(alone.keys == together.keys)
    #expect(alone.reach == together.reach)
    #expect(alone.links.map(\.units) == together.links.map(\.units))
  }

  @Test("A value of any length costs no more than its start, and is counted")
  func longValues() throws {
    var builder = LinkTableBuilder(try LinkSchema(SmallTown.schema))
    let long = String(repeating: "ab ", count: 40_000)
    for row in 0..<3 {
      try builder.append(
        id: "\(row)", texts: [[long, long + "\(row)"], ["1980-02-03"], [long], ["é" + long]])
    }
    let table = try builder.finish()
    #expect(table.cutValues > 0)
    let longest = table.lexicons.flatMap(\.texts).map(\.unicodeScalars.count).max() ?? 0
    #expect(longest == LinkTableBuilder.textLimit)
  }

  @Test("Judgements hold whatever the evidence")
  func judgements() throws {
    let town = SmallTown(people: 120)
    let table = try town.table()
    let truth = town.truth(table)
    let same = try #require((1..<table.rowCount).first { truth[$0] == truth[$0 - 1] })
    let other = try #require((1..<table.rowCount).first { truth[$0] != truth[0] })
    var judgements = MatchEngine.Judgements()
    judgements.cannotLink = [(same - 1, same)]
    judgements.mustLink = [(0, other)]
    let clusters = try MatchEngine.match(table, judgements: judgements).clusters
    #expect(clusters[same - 1] != clusters[same])
    #expect(clusters[0] == clusters[other])
  }

  @Test("Judgements that cannot hold together are reported, and no others")
  func contradictions() throws {
    let table = try SmallTown(people: 60).table()
    var judgements = MatchEngine.Judgements()
    judgements.mustLink = [(0, 9), (9, 20)]
    judgements.cannotLink = [(20, 0), (0, 5)]
    let result = try MatchEngine.match(table, judgements: judgements)
    #expect(result.contradictions == [RowContradiction(a: 0, b: 20)])
    #expect(result.clusters[0] == result.clusters[20])
    #expect(result.clusters[0] != result.clusters[5])
  }

  @Test("A value that very many entities bear is reported, and no other")
  func genericValues() throws {
    var builder = LinkTableBuilder(try LinkSchema(SmallTown.schema))
    for person in 0..<200 {
      func draw(_ stream: UInt64, _ bound: Int) -> Int {
        Int(counterBits(UInt64(person), stream) % UInt64(bound))
      }
      try builder.append(
        id: String(1_000 + person),
        [
          .name(given: "given\(draw(1, 90))", family: "family\(draw(2, 90))"),
          .date(year: 1950 + draw(3, 50), month: 1 + draw(4, 12), day: 1 + draw(5, 28)),
          .text(person % 4 == 0 ? "agency" : "phone\(person)"), .text("P\(person * 31)"),
        ])
    }
    let result = try MatchEngine.match(try builder.finish())
    #expect(result.genericValues.map(\.value) == ["agency"])
    #expect(result.genericValues.first?.feature == "phone")
    #expect((45...50).contains(result.genericValues.first?.entities ?? 0))
  }

  @Test("The steps of an explanation sum exactly to the evidence that the run weighed")
  func explanations() throws {
    let table = try SmallTown(people: 120).table()
    let result = try MatchEngine.match(table)
    var explainer = MatchExplainer(result)
    var links = 0
    result.forEachLink { a, b, probability in
      let explanation = explainer.pair(b, a)
      links += 1
      #expect(explanation.evidence.probability == probability, "\(a), \(b)")
      #expect(explanation.isJoined == (result.clusters[a] == result.clusters[b]))
      #expect(!explanation.steps.contains { $0.level == "not comparable" })
    }
    #expect(links > 100)
  }

  @Test("The weakest cut of an entity parts it, and its last joiner is in it")
  func weakestCut() throws {
    let table = try SmallTown(people: 120).table()
    let result = try MatchEngine.match(table)
    var explainer = MatchExplainer(result)
    for row in 0..<table.rowCount {
      let rows = (0..<table.rowCount).filter { result.clusters[$0] == result.clusters[row] }
      guard let entity = explainer.entity(of: row) else {
        #expect(rows.count == 1)
        continue
      }
      #expect(entity.rows == rows)
      #expect(!entity.weakestCut.isEmpty && entity.weakestCut.count * 2 <= rows.count)
      #expect(entity.cutEvidence > .zero)
      #expect(rows.contains(entity.lastJoiner) && rows.contains(entity.lastJoinerBroughtBy))
    }
  }

  @Test("Links of high probability are true as often as they say")
  func calibration() throws {
    let town = SmallTown(people: 300)
    let table = try town.table()
    let truth = town.truth(table)
    var links: [(probability: Double, isTrue: Bool)] = []
    try MatchEngine.match(table).forEachLink { a, b, probability in
      links.append((probability, truth[a] == truth[b]))
    }
    let sure = links.filter { $0.probability >= 0.95 }
    #expect(Double(sure.count { $0.isTrue }) >= 0.97 * Double(sure.count))
  }

  @Test("A row that does not fit the schema is refused by name")
  func badRows() throws {
    var builder = LinkTableBuilder(try LinkSchema(SmallTown.schema))
    #expect(throws: MatchingError.valueCount(row: "7", found: 1, wanted: 4)) {
      try builder.append(id: "7", [.missing])
    }
    #expect(throws: MatchingError.valueKind(row: "8", feature: "born")) {
      try builder.append(id: "8", [.missing, .text("1984"), .missing, .missing])
    }
    try builder.append(id: "9", [.missing, .missing, .missing, .missing])
    try builder.append(id: "9", [.missing, .missing, .missing, .missing])
    let twice = builder
    #expect(throws: MatchingError.rowTwice("9")) { _ = try twice.finish() }
  }

  @Test("A schema without features, with too many or with two of one name is refused")
  func badSchemas() {
    #expect(throws: MatchingError.schemaSize(slots: 0, limit: 12)) { try LinkSchema([]) }
    #expect(throws: MatchingError.schemaSize(slots: 13, limit: 12)) {
      try LinkSchema((0..<13).map { .init("f\($0)", .free) })
    }
    #expect(throws: MatchingError.featureTwice("born")) {
      try LinkSchema([.init("born", .date), .init("born", .date)])
    }
  }

  @Test("Rows of which nothing is known make no keys")
  func noKeys() throws {
    var builder = LinkTableBuilder(try LinkSchema(SmallTown.schema))
    for id in 0..<5 { try builder.append(id: "\(id)", [.missing, .missing, .missing, .missing]) }
    let table = try builder.finish()
    #expect(throws: MatchingError.noKeys) { try MatchEngine.match(table) }
  }
}
