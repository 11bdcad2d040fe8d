import Foundation
import Linkage

/// One run: reading, matching, and only then the truth.
struct Run {
  let request: Request

  init(_ request: Request) { self.request = request }

  func report() throws -> String {
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
    let report = Report(
      table: table, result: result, quality: quality, calibration: bins,
      read: afterReading.since(start), match: afterMatching.since(afterReading),
      judge: Clock().since(afterMatching))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private func read(_ truth: inout [(id: String, person: String)]) throws -> LinkTable {
    let schema = try LinkSchema(request.features.map { .init($0.name, $0.type) })
    var builder = LinkTableBuilder(schema)
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
        truth.append((id, row[truthPlace]))
        try builder.append(
          id: id, source: sourcePlace.map { row[$0] } ?? "\(fileNumber)",
          texts: features.map { places in places.map { $0 < row.count ? row[$0] : "" } })
      }
    }
    return try builder.finish()
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

  init(
    table: LinkTable, result: MatchResult, quality: LinkQuality, calibration: [CalibrationBin],
    read: (wall: Double, cpu: Double), match: (wall: Double, cpu: Double),
    judge: (wall: Double, cpu: Double)
  ) {
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

/// Wall and processor time of this process.
struct Clock {
  private let wall = ContinuousClock.now
  private let cpu = Clock.processorSeconds

  func since(_ start: Clock) -> (wall: Double, cpu: Double) {
    let span = wall - start.wall
    let seconds =
      Double(span.components.seconds) + Double(span.components.attoseconds) * 1e-18
    return (seconds, cpu - start.cpu)
  }

  private static var usage: rusage {
    var usage = rusage()
    _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage
  }

  private static var processorSeconds: Double {
    let usage = usage
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6
  }

  static var peakMiB: Double { Double(usage.ru_maxrss) / 1_024 }
}
