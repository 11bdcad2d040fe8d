import Testing

@testable import Linkage

@Suite("Entities as rows") struct EntityProfileTests {
  /// Rows with few values, many of them missing; the first of an entity know least.
  private func table(rows: Int) throws -> LinkTable {
    let schema = try LinkSchema([
      .init("name", .personName), .init("born", .date), .init("phone", .phone),
    ])
    var builder = LinkTableBuilder(schema)
    for row in 0..<rows {
      func draw(_ stream: UInt64, _ bound: UInt64) -> Int {
        Int(counterBits(UInt64(row), stream) % bound)
      }
      try builder.append(
        id: String(10_000 + row),
        [
          .name(given: draw(1, 2) == 0 ? nil : "given\(draw(2, 9))", family: "family\(draw(3, 9))"),
          draw(4, 2) == 0
            ? .missing : .date(year: 1980, month: 1 + draw(5, 4), day: 2 + draw(6, 4)),
          draw(7, 2) == 0 ? .missing : .text("phone\(draw(8, 20))"),
        ])
    }
    return try builder.finish()
  }

  /// Whether some row of each of two entities has the same value in all columns of a key.
  private func mayAgree(_ key: BlockingKey, _ table: LinkTable, _ a: Range<Int>, _ b: Range<Int>)
    -> Bool
  {
    key.parts.allSatisfy { part in
      part.columns.indices.allSatisfy { place in
        func hashes(_ rows: Range<Int>) -> Set<UInt32> {
          Set(
            rows.flatMap { row in part.columns.map { table.cell(row, $0) } }
              .filter { $0 >= 0 }.map { part.hashes[place][Int($0)] })
        }
        return !hashes(a).isDisjoint(with: hashes(b))
      }
    }
  }

  @Test("Pairs are proposed once, only where entities agree on a key and rows agree on none")
  func links() throws {
    let table = try table(rows: 240)
    var settings = MatchSettings()
    settings.pairsPerRecord = 40
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    let weights = try MatchEngine.match(table, settings: settings).weights
    let entities = (0..<240).map { Int32($0 / 3 * 3) }
    let profiles = EntityProfiles(table, clusters: entities)
    let (links, weighed) = profiles.links(
      besides: blocks, settings: settings, weights: weights, least: .min)
    #expect(links.count == weighed && weighed > 20)
    #expect(Set(links.map { Int($0.a) * 1_000 + Int($0.b) }).count == links.count)
    for link in links {
      let (a, b) = (Int(link.a) / 3 * 3, Int(link.b) / 3 * 3)
      #expect(link.a < link.b && a != b)
      #expect(blocks.agreement(Int(link.a), Int(link.b)) == 0)
      #expect(keys.contains { mayAgree($0, table, a..<(a + 3), b..<(b + 3)) })
    }
  }

  @Test("Rows on their own are not compared again")
  func singles() throws {
    let table = try table(rows: 120)
    let settings = MatchSettings()
    let keys = try KeyChooser(table: table, settings: settings).choose()
    let blocks = CandidateBlocks(table, keys: keys, settings: settings)
    let weights = try MatchEngine.match(table, settings: settings).weights
    let profiles = EntityProfiles(table, clusters: (0..<120).map { Int32($0) })
    let found = profiles.links(
      besides: blocks, settings: settings, weights: weights, least: .min)
    #expect(found.weighed == 0 && found.links.isEmpty)
  }

  @Test("The evidence remembered for a pair is that first weighed, whatever pushes it out")
  func memo() {
    var memo = EvidenceMemo([.init(a: 3, b: 9, units: 77)])
    #expect(memo.evidence(9, 3) { 0 } == 77)
    for a in 0..<300 {
      for b in (a + 1)..<min(300, a + 40) where (a, b) != (3, 9) {
        let units = Int32(a * 1_000 + b)
        #expect(memo.evidence(a, b) { units } == units)
        #expect(memo.evidence(b, a) { -1 } == units)
      }
    }
  }
}
