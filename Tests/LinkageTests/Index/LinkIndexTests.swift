import Testing

@testable import Linkage

/// The oracle is always an index of all rows made at once, or the run itself.
@Suite("Rows added to and taken out of what is linked") struct LinkIndexTests {
  private let town = SmallTown(people: 260)

  /// Fitted to two rows of three.
  private func standard() throws -> (table: LinkTable, standard: MatchStandard) {
    let table = try town.table { Self.batch($0) > 1 }
    return (table, try MatchEngine.match(table).standard())
  }

  /// Which of six batches a row comes with.
  private static func batch(_ id: Int) -> Int { Int(counterBits(UInt64(id), 77) % 6) }

  private func rows(
    _ standard: MatchStandard, where isWanted: (Int) -> Bool
  ) throws -> LinkTable { try town.table(LinkTableBuilder(standard), where: isWanted) }

  @Test("An index of the rows of a run has the entities of the run")
  func sameAsRun() throws {
    let table = try town.table()
    let result = try MatchEngine.match(table)
    let index = LinkIndex(table, standard: result.standard())
    let wanted = Dictionary(grouping: table.ids.indices) { result.clusters[$0] }.values
      .map { $0.map { table.ids[$0] } }.sorted { $0[0] < $1[0] }
    #expect(index.entities == wanted)
    #expect(index.rowCount == table.rowCount)
  }

  @Test(
    "However rows come, the entities are those of all rows at once",
    arguments: [[0, 1], [1, 0]])
  func added(order: [Int]) throws {
    let (table, standard) = try standard()
    var index = LinkIndex(table, standard: standard)
    for batch in order {
      let new = try rows(standard) { Self.batch($0) == batch }
      let change = try index.add(new)
      #expect(change.touched < index.rowCount, "only what hangs together is clustered again")
      #expect(Set(new.ids).isSubset(of: Set(change.changed.joined())))
    }
    let whole = LinkIndex(try rows(standard) { _ in true }, standard: standard)
    #expect(index.entities == whole.entities)
  }

  @Test("Rows that come one by one and are merged behind the scenes give the same entities")
  func oneByOne() throws {
    let (table, standard) = try standard()
    var index = LinkIndex(table, standard: standard)
    let new = try rows(standard) { Self.batch($0) == 0 }
    for id in new.ids.reversed() { _ = try index.add(try rows(standard) { String($0) == id }) }
    #expect(index.segments.count < 12)
    let whole = LinkIndex(try rows(standard) { Self.batch($0) != 1 }, standard: standard)
    #expect(index.entities == whole.entities)
  }

  @Test("What is taken out leaves the entities of the rest, also where it comes again")
  func removed() throws {
    let (table, standard) = try standard()
    let whole = LinkIndex(table, standard: standard)
    var index = whole
    let gone = table.ids.filter { Self.batch(Int($0) ?? 0) == 3 }
    _ = try index.remove(gone)
    let left = try rows(standard) { Self.batch($0) > 1 && Self.batch($0) != 3 }
    let rest = LinkIndex(left, standard: standard)
    #expect(index.entities == rest.entities)
    #expect(index.entity(of: gone[0]) == nil)
    let back = try index.add(try rows(standard) { Self.batch($0) == 3 })
    #expect(back.changed.joined().contains(gone[0]))
    #expect(index.entities == whole.entities)
  }

  @Test("A record looked up is found with the weight of the run, and nothing is changed")
  func lookedUp() throws {
    let (table, standard) = try standard()
    let index = LinkIndex(table, standard: standard)
    let asked = try rows(standard) { Self.batch($0) == 0 }
    let answers = index.lookUp(asked)
    let whole = LinkIndex(try rows(standard) { Self.batch($0) != 1 }, standard: standard)
    var found = 0
    for (id, answer) in zip(asked.ids, answers) {
      guard let best = answer.first, best.probability > 0.9 else { continue }
      found += 1
      #expect(whole.entity(of: id)?.contains(best.id) == true, "\(id) and \(best.id)")
      #expect(index.entity(of: best.id)?.first == best.entity)
    }
    #expect(found > asked.rowCount / 2)
    #expect(index.rowCount == table.rowCount)
    let own = index.lookUp(try rows(standard) { String($0) == table.ids[0] })
    #expect(own[0].allSatisfy { $0.id != table.ids[0] })
  }

  @Test("The weight of a pair does not depend on what else is looked up")
  func weights() throws {
    let table = try town.table()
    let result = try MatchEngine.match(table)
    let standard = result.standard()
    let index = LinkIndex(table, standard: standard)
    let number = Dictionary(uniqueKeysWithValues: zip(table.ids, table.ids.indices))
    let asked = try rows(standard) { $0 % 7 == 0 }
    for (id, answer) in zip(asked.ids, index.lookUp(asked, leastProbability: 0.0001)) {
      for found in answer {
        var weights = result.weights
        let units = weights.evidence(number[id] ?? 0, number[found.id] ?? 0)
        #expect(found.weight.units == units, "\(id) and \(found.id)")
      }
    }
  }

  @Test("Decisions hold, whatever comes after them")
  func judged() throws {
    let (table, standard) = try standard()
    var index = LinkIndex(table, standard: standard)
    let pair = try #require(index.entities.first { $0.count > 1 })
    let others = index.entities.filter { $0 != pair }
    #expect(try index.judge(pair[0], pair[1], areOne: false).changed.count == 2)
    _ = try index.judge(others[0][0], others[1][0], areOne: true)
    _ = try index.add(try rows(standard) { Self.batch($0) < 2 })
    #expect(index.entity(of: pair[0])?.contains(pair[1]) == false)
    #expect(index.entity(of: others[0][0])?.contains(others[1][0]) == true)
  }

  @Test("Ids that are there already or not at all are refused, and nothing is changed")
  func refused() throws {
    let (table, standard) = try standard()
    var index = LinkIndex(table, standard: standard)
    let before = index.entities
    let known = try rows(standard) { String($0) == table.ids[5] }
    #expect(throws: MatchingError.rowTwice(table.ids[5])) { try index.add(known) }
    #expect(throws: MatchingError.noRow("nobody")) { try index.remove([table.ids[0], "nobody"]) }
    #expect(index.entities == before)
  }
}
