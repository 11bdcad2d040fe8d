import Foundation
import GraphCore
import Support
import Testing

/// The size of the largest component after each removal, against the tables that Cavallaro et al.
/// published for the meetings of a criminal network (PLOS ONE 15(8), 2020).
///
/// Of nodes with equal scores the authors' code removes the one with the highest number, so the
/// nodes are numbered backwards here.
@Suite(
  "Published removal tables", .enabled(if: SharedData.url("montagna-meetings") != nil))
struct PublishedRemovalTests {  // skipped: data not present
  @Test("One removal at a time, by betweenness and by degree, all rows to the last digit")
  func sequential() throws {
    let graph = try meetings()
    #expect(graph.nodeCount == 101 && graph.linkCount == 256)
    let table = "sequential/df_Unweighted_5nrem.csv"
    try expect(table, "Betweenness", graph.dismantlingOrder(by: .betweenness), batch: 1)
    try expect(table, "Degree", graph.dismantlingOrder(by: .degree), batch: 1)
    try expect(
      table, "Collective Influence",
      graph.dismantlingOrder(by: .collectiveInfluence(radius: 1)), batch: 1, downTo: 3)
  }

  @Test("Five removals at a time, by betweenness and by degree")
  func blocks() throws {
    let graph = try meetings()
    let table = "block/df_Unweighted_5nrem.csv"
    try expect(table, "Betweenness", graph.dismantlingOrder(by: .betweenness, batch: 5), batch: 5)
    try expect(table, "Degree", graph.dismantlingOrder(by: .degree, batch: 5), batch: 5)
    try expect(
      table, "Collective Influence",
      graph.dismantlingOrder(by: .collectiveInfluence(radius: 1), batch: 5), batch: 5, downTo: 6)
  }

  @Test("By the number of meetings, one and five at a time", arguments: [1, 5])
  func weighted(batch: Int) throws {
    let graph = try meetings()
    var left = Array(0..<graph.nodeCount)
    var order: [Int] = []
    while !left.isEmpty {
      let strengths = graph.subgraph(of: left).strengths()
      let ranked = left.indices.sorted {
        strengths[$0] != strengths[$1] ? strengths[$0] > strengths[$1] : $0 < $1
      }
      order += ranked.prefix(batch).map { left[$0] }
      left.removeAll { order.contains($0) }
    }
    let table = batch == 1 ? "sequential" : "block"
    try expect("\(table)/df_Weighted_5nrem.csv", "Degree", order, batch: batch)
  }

  @Test("Reinsertion reaches a component of nine with no more removals")
  func reinsertion() throws {
    let graph = try meetings()
    for rule in DismantlingRule.allCases {
      let order = try graph.dismantlingOrder(by: rule)
      let better = try graph.reinserting(into: order, largest: 9)
      let before = try #require(try graph.removalCurve(of: order).effort(toLargest: 9))
      let after = try #require(try graph.removalCurve(of: better).effort(toLargest: 9))
      #expect(after.removals <= before.removals && after.removals > 5)
    }
  }

  /// Collective influence is compared down to the size at which nobody has any: from there on the
  /// authors remove by number and we by degree.
  private func expect(
    _ table: String, _ column: String, _ order: [Int], batch: Int, downTo smallest: Int = 0
  ) throws {
    let graph = try meetings()
    let curve = try graph.removalCurve(of: order)
    let url = try #require(SharedData.url("montagna-meetings/\(table)"))
    let rows = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    let place = try #require(rows.first?.firstIndex(of: Substring(column)))
    #expect(rows.count - 1 == (batch == 1 ? 96 : 20))
    for (step, row) in rows.dropFirst().enumerated() {
      let expected = try #require(Double(row[place]))
      if expected * 92 < Double(smallest) + 0.5 { return }
      let share = Double(curve.steps[step * batch].largest) / Double(curve.steps[0].largest)
      #expect(abs(share - expected) < 1e-9, "\(table), \(column), row \(step)")
    }
  }

  private func meetings() throws -> CSRGraph {
    let url = try #require(
      SharedData.url("montagna-meetings/Montagna_meetings_edgelist.csv"))
    let rows = try String(contentsOf: url, encoding: .utf8).split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).compactMap { Int($0) } }
    let names = Set(rows.flatMap { $0.prefix(2) }).sorted(by: >)
    let number = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    // Pairs that are listed twice count with their last strength, as in the authors' code.
    var last: [[Int]: Double] = [:]
    for row in rows {
      let ends = [try #require(number[row[0]]), try #require(number[row[1]])].sorted()
      last[ends] = Double(row[2])
    }
    let links = last.map { CSRGraph.Link($0.key[0], $0.key[1], strength: $0.value) }
    return try CSRGraph(nodeCount: names.count, links: links)
  }
}
