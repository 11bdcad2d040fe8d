import Glibc
import Synchronization
import Testing

@testable import Linkage

@Suite("Candidates") struct CandidateTests {
  /// Rows with few values, so that many agree.
  private func table(
    rows: Int, seed: UInt64, sources: Int = 1, reversed: Bool = false
  ) throws -> LinkTable {
    let schema = try LinkSchema([
      .init("name", .personName), .init("born", .date), .init("phone", .phone),
      .init("home", .place),
    ])
    var builder = LinkTableBuilder(schema)
    let names = ["ada", "adam", "bela", "cora", "dora", "", "emil", "fay"]
    for index in reversed ? Array((0..<rows).reversed()) : Array(0..<rows) {
      func draw(_ stream: UInt64, _ bound: UInt64) -> Int {
        Int(counterBits(UInt64(index), seed &* 100 &+ stream) % bound)
      }
      try builder.append(
        id: String(10_000 + index), source: "S\(index % sources)",
        [
          .name(given: names[draw(1, 8)], family: "family\(draw(2, 12))"),
          draw(3, 5) == 0
            ? .missing : .date(year: 1980 + draw(4, 5), month: 1 + draw(5, 3), day: 1 + draw(6, 9)),
          draw(7, 3) == 0 ? .missing : .text("phone\(draw(8, 30))"),
          .place(fine: "room\(draw(9, 40))", middle: "post\(draw(10, 9))", coarse: nil),
        ])
    }
    return try builder.finish()
  }

  private var settings: MatchSettings {
    var settings = MatchSettings()
    settings.pairsPerRecordAndKey = 4
    settings.pairsPerRecord = 40
    return settings
  }

  @Test("Every pair that agrees on a key is seen once", arguments: 0..<5 as Range<UInt64>)
  func pairsOnce(seed: UInt64) throws {
    let table = try table(rows: 150, seed: seed)
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    var seen: [Int] = []
    for number in keys.indices {
      blocks.forEachPair(number) { a, b in seen.append(a * 1_000 + b) }
    }
    let hashes = keys.map { key in (0..<150).map { key.hash(table, $0) } }
    var expected: [Int] = []
    for a in 0..<150 {
      for b in (a + 1)..<150 where hashes.contains(where: { $0[a] != 0 && $0[a] == $0[b] }) {
        expected.append(a * 1_000 + b)
      }
    }
    #expect(seen.sorted() == expected)
  }

  @Test("Two parts of one name but of two features make two keys")
  func partNames() throws {
    let schema = try LinkSchema([.init("name", .personName), .init("name given", .free)])
    var builder = LinkTableBuilder(schema)
    for row in 0..<8 {
      try builder.append(
        id: "\(row)", [.name(given: "ada\(row % 2)", family: "sample"), .text("word\(row % 4)")])
    }
    let table = try builder.finish()
    let parts = KeyPart.all(of: table).filter { $0.name == "name given" }
    #expect(parts.map(\.feature) == [0, 1])
    let keys = parts.map { BlockingKey(parts: [$0], pairCost: 0) }
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    for row in 0..<8 {
      for (number, key) in keys.enumerated() {
        #expect(blocks.hashes[row * 2 + number] == key.hash(table, row), "row \(row)")
      }
    }
  }

  @Test("With one worker every value is read on the thread that asks")
  func oneWorker() throws {
    final class Threads: Sendable {
      let seen = Mutex<Set<pthread_t>>([])
    }
    let threads = Threads()
    let schema = try LinkSchema([
      .init("word", .free) { word in
        threads.seen.withLock { _ = $0.insert(pthread_self()) }
        return [word]
      }
    ])
    var builder = LinkTableBuilder(schema)
    for row in 0..<5_000 { try builder.append(id: "\(row)", [.text("word\(row)")]) }
    _ = try builder.finish(workers: 1)
    let seen = threads.seen.withLock { $0 }
    #expect(seen == [pthread_self()])
    #expect(LinkPolicy.standard.matchSettings(workers: 1).workers == 1)
  }

  @Test("The cost of a key is the number of pairs that agree on it")
  func keyCost() throws {
    let table = try table(rows: 150, seed: 9)
    for key in try KeyChooser(table: table, settings: settings).choose() {
      let hashes = (0..<150).map { key.hash(table, $0) }
      var pairs = 0
      for a in 0..<150 where hashes[a] != 0 {
        pairs += hashes[(a + 1)...].count { $0 == hashes[a] }
      }
      #expect(key.pairCost == Double(pairs))
    }
  }

  @Test("Rows of one source are never compared where sources are unique")
  func sources() throws {
    let table = try table(rows: 120, seed: 3, sources: 3)
    var settings = settings
    settings.sourcesAreUnique = true
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    for number in keys.indices {
      var ownSource = 0
      blocks.forEachPair(number) { if table.sources[$0] == table.sources[$1] { ownSource += 1 } }
      #expect(ownSource == 0)
    }
  }

  @Test("Big blocks are cut, and what cannot be cut is dropped and reported")
  func bigBlocks() throws {
    let table = try table(rows: 400, seed: 4)
    let keys = try KeyChooser(table: table, settings: settings).choose()
    var narrow = settings
    narrow.blockLimit = 3
    let blocks = CandidateBlocks(table, keys: keys, settings: narrow)
    for number in keys.indices {
      var largest = 0
      forEachRun(blocks.sortedRows(number)) { largest = max(largest, $0.count) }
      #expect(largest <= 3)
    }
    #expect(blocks.reports.contains { $0.bigBlocks > 0 })
  }

  @Test("The pieces of all blocks hold every block once, in order")
  func pieces() throws {
    let table = try table(rows: 400, seed: 12)
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    for number in keys.indices {
      let pieces = blocks.pieces().filter { $0.key == number }
      var (whole, parts): ([Int], [Int]) = ([], [])
      blocks.forEachPair(number) { a, b in whole.append(a * 1_000 + b) }
      for piece in pieces { blocks.forEachPair(piece) { a, b in parts.append(a * 1_000 + b) } }
      #expect(whole == parts)
    }
  }

  @Test("Lanes return their results in the order of the pieces", arguments: [0, 1, 2, 7, 300])
  func lanes(workers: Int) {
    let results = Lanes.map(Array(0..<100), workers: workers, memory: { 0 }) { sum, piece in
      sum += piece
      return piece * piece
    }
    #expect(results == (0..<100).map { $0 * $0 })
    #expect(Lanes.map([Int](), workers: workers, memory: {}) { _, piece in piece }.isEmpty)
  }

  @Test("More pairs than the budget are refused with advice")
  func budget() throws {
    let table = try table(rows: 200, seed: 5)
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    var poor = settings
    poor.pairsPerRecord = 0.5
    let error = #expect(throws: MatchingError.self) { try blocks.check(poor) }
    #expect(error?.description.contains("leave out a feature that many share") == true)
  }

  @Test("Chance agreement is the share of all pairs of rows that agree")
  func chance() throws {
    let table = try table(rows: 90, seed: 6)
    let frequencies = ValueFrequencies(table)
    for column in 0..<table.schema.columnCount {
      let values = (0..<90).map { table.cell($0, column) }.filter { $0 >= 0 }
      var (agree, pairs) = (0, 0)
      for a in values.indices {
        for b in values.indices where a < b {
          pairs += 1
          if values[a] == values[b] { agree += 1 }
        }
      }
      #expect(
        abs(frequencies.chance[column] - (pairs > 0 ? Double(agree) / Double(pairs) : 0)) < 1e-12)
    }
  }

  @Test("An entity counts once for each of its values")
  func entities() throws {
    let table = try table(rows: 60, seed: 7)
    let entityOf = (0..<60).map { Int32($0 / 3 * 3) }
    let frequencies = ValueFrequencies(table, entities: entityOf)
    for column in 0..<table.schema.columnCount {
      for value in frequencies.counts[column].indices {
        let bearers = Set(
          (0..<60).filter { Int(table.cell($0, column)) == value }.map { entityOf[$0] })
        #expect(Int(frequencies.counts[column][value]) == bearers.count)
      }
    }
  }

  @Test("A full name counts each entity that bears it once")
  func fullNames() throws {
    let table = try table(rows: 90, seed: 11)
    let entityOf = (0..<90).map { Int32($0 / 3 * 3) }
    let frequencies = ValueFrequencies(table, entities: entityOf)
    for row in 0..<90 {
      let name = [table.cell(row, 0), table.cell(row, 1)]
      let bearers = (0..<90).filter { [table.cell($0, 0), table.cell($0, 1)] == name }
      let expected = name.contains { $0 < 0 } ? 0 : Set(bearers.map { entityOf[$0] }).count
      #expect(Int(frequencies.fullNameCounts[0][row]) == expected, "row \(row)")
    }
  }

  @Test("A table does not depend on the order of its rows")
  func rowOrder() throws {
    let (a, b) = (try table(rows: 80, seed: 8), try table(rows: 80, seed: 8, reversed: true))
    #expect(a.ids == b.ids)
    #expect(a.cells == b.cells)
    #expect(a.lexicons.map(\.texts) == b.lexicons.map(\.texts))
  }
}
