import Foundation
import Linkage

/// One run: reading, matching, and only then the truth.
struct Run {
  let request: Request

  init(_ request: Request) { self.request = request }

  func report() throws -> String {
    if request.later > 0 { return try Self.json(LaterReport(self, later: request.later)) }
    let start = Clock()
    var truth: [(id: String, person: String)] = []
    let table = try read(&truth)
    let afterReading = Clock()
    let result = try MatchEngine.match(table, settings: request.settings)
    let afterMatching = Clock()
    // The table has its rows by id.
    truth.sort { $0.id < $1.id }
    let truths = LinkQuality.numbers(of: truth.map { $0.person })
    let quality = LinkQuality(found: result.clusters.map { Int($0) }, truth: truths)
    var links: [(probability: Double, isTrue: Bool)] = []
    result.forEachLink { a, b, probability in
      links.append((probability, truths[a] == truths[b]))
    }
    let bins = CalibrationBin.bins(links)
    return try Self.json(
      Report(
        table: table, result: result, quality: quality, calibration: bins,
        read: afterReading.since(start), match: afterMatching.since(afterReading),
        judge: Clock().since(afterMatching), explanations: try Explanations(result)))
  }

  private static func json(_ report: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  func schema() throws -> LinkSchema {
    try LinkSchema(request.features.map { .init($0.name, $0.type) })
  }

  private func read(_ truth: inout [(id: String, person: String)]) throws -> LinkTable {
    var builder = LinkTableBuilder(try schema())
    try forEachRow { row in
      truth.append((row.id, row.person))
      try builder.append(id: row.id, source: row.source, texts: row.texts)
    }
    return try builder.finish(workers: request.settings.workers)
  }

  struct Row {
    let id: String
    let source: String
    let person: String
    let texts: [[String]]
  }

  func forEachRow(_ body: (Row) throws -> Void) throws {
    for (fileNumber, file) in request.files.enumerated() {
      let table = try Table(path: file)
      func place(_ column: String) throws -> Int {
        guard let place = table.header.firstIndex(of: column) else {
          throw Problem(description: "\(file): no column \(column)")
        }
        return place
      }
      let truthPlace = try place(request.truth)
      let idPlace = try request.id.map(place)
      let sourcePlace = try request.source.map(place)
      let features = try request.features.map { try $0.columns.map(place) }
      let needed = ([truthPlace, idPlace, sourcePlace].compactMap { $0 }.max() ?? 0) + 1
      for (index, row) in table.rows.enumerated() {
        guard row.count >= needed else {
          throw Problem(
            description: "\(file) row \(index + 1): \(row.count) fields, at least \(needed) needed")
        }
        let id = idPlace.map { row[$0] } ?? "\(fileNumber)-\(10_000_000 + index)"
        try body(
          Row(
            id: id, source: sourcePlace.map { row[$0] } ?? "\(fileNumber)", person: row[truthPlace],
            texts: features.map { places in places.map { $0 < row.count ? row[$0] : "" } }))
      }
    }
  }
}

struct Report: Encodable {
  struct Key: Encodable {
    let name: String
    let pairs, compared, bigBlocks, rowsDropped: Int
    let expectedMatches, reach: Double
  }

  struct Generic: Encodable {
    let feature, value: String
    let entities: Int
  }

  let records, entities, largest, falsePairs, missedPairs: Int
  let comparedPairs, cutValues: Int
  let pairs, bcubed: LinkQuality.Accuracy
  let calibration: [CalibrationBin]
  let keys: [Key]
  let genericValues: [Generic]
  let reach: Double
  /// Equal for equal partitions (FNV-1a over the entity of each row).
  let digest: String
  let readWall, readCPU, matchWall, matchCPU, judgeWall, judgeCPU, peakMiB: Double
  let explanations: Explanations

  init(
    table: LinkTable, result: MatchResult, quality: LinkQuality, calibration: [CalibrationBin],
    read: (wall: Double, cpu: Double), match: (wall: Double, cpu: Double),
    judge: (wall: Double, cpu: Double), explanations: Explanations
  ) {
    self.explanations = explanations
    (records, cutValues, reach) = (table.rowCount, table.cutValues, result.reach)
    entities = Set(result.clusters).count
    (largest, falsePairs, missedPairs) = (
      quality.largest, quality.falsePairs, quality.missedPairs
    )
    comparedPairs = result.keys.reduce(0) { $0 + $1.compared }
    (pairs, bcubed) = (quality.pairs, quality.bCubed)
    self.calibration = calibration
    keys = result.keys.map {
      Key(
        name: $0.name, pairs: $0.pairs, compared: $0.compared, bigBlocks: $0.bigBlocks,
        rowsDropped: $0.rowsDropped, expectedMatches: $0.expectedMatches, reach: $0.reach)
    }
    genericValues = result.genericValues.map {
      Generic(feature: $0.feature, value: $0.value, entities: $0.entities)
    }
    let hash = result.clusters.reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3
    }
    digest = String(hash, radix: 16)
    (readWall, readCPU, matchWall, matchCPU) = (read.wall, read.cpu, match.wall, match.cpu)
    (judgeWall, judgeCPU, peakMiB) = (judge.wall, judge.cpu, Clock.peakMiB)
  }
}
