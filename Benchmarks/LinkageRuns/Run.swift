import Foundation
import Linkage

/// One run: reading, matching, and only then the truth.
struct Run {
  let request: Request

  init(_ request: Request) { self.request = request }

  func report() throws -> String {
    let start = Clock()
    var truth: [String: String] = [:]
    let table = try read(&truth)
    let afterReading = Clock()
    var settings = MatchSettings()
    settings.sourcesAreUnique = request.sourcesAreUnique
    let result = try MatchEngine.match(table, settings: settings)
    let end = Clock()
    var numbers: [String: Int] = [:]
    let truths = table.ids.map { number(truth[$0] ?? $0, &numbers) }
    let quality = LinkQuality(found: result.clusters.map { Int($0) }, truth: truths)
    var links: [(probability: Double, isTrue: Bool)] = []
    result.forEachLink { a, b, probability in
      links.append((probability, truths[a] == truths[b]))
    }
    let report = Report(
      records: table.rowCount, entities: Set(result.clusters).count, quality: quality,
      calibration: CalibrationBin.bins(links), reach: result.reach,
      comparedPairs: result.keys.reduce(0) { $0 + $1.compared },
      read: afterReading.since(start), match: end.since(afterReading))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(report), as: UTF8.self)
  }

  private func number(_ text: String, _ numbers: inout [String: Int]) -> Int {
    let next = numbers.count
    let number = numbers[text] ?? next
    if number == next { numbers[text] = next }
    return number
  }

  private func read(_ truth: inout [String: String]) throws -> LinkTable {
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
      for (index, row) in table.rows.enumerated() {
        let id = idPlace.map { row[$0] } ?? "\(fileNumber)-\(10_000_000 + index)"
        truth[id] = row[truthPlace]
        try builder.append(
          id: id, source: sourcePlace.map { row[$0] } ?? "\(fileNumber)",
          texts: features.map { places in places.map { $0 < row.count ? row[$0] : "" } })
      }
    }
    return try builder.finish()
  }
}

struct Report: Encodable {
  struct Accuracy: Encodable {
    let precision: Double
    let recall: Double
    let f1: Double

    init(_ accuracy: LinkQuality.Accuracy) {
      (precision, recall, f1) = (accuracy.precision, accuracy.recall, accuracy.f1)
    }
  }

  struct Bin: Encodable {
    let low, high, stated, observed: Double
    let links: Int
  }

  let records, entities, largest, falsePairs, missedPairs, comparedPairs: Int
  let pairs, bcubed: Accuracy
  let calibration: [Bin]
  let reach: Double
  let readWall, readCPU, matchWall, matchCPU, peakMiB: Double

  init(
    records: Int, entities: Int, quality: LinkQuality, calibration: [CalibrationBin],
    reach: Double, comparedPairs: Int, read: (wall: Double, cpu: Double),
    match: (wall: Double, cpu: Double)
  ) {
    (self.records, self.entities, self.reach) = (records, entities, reach)
    (largest, falsePairs, missedPairs) = (
      quality.largest, quality.falsePairs, quality.missedPairs
    )
    self.comparedPairs = comparedPairs
    (pairs, bcubed) = (Accuracy(quality.pairs), Accuracy(quality.bCubed))
    self.calibration = calibration.map {
      Bin(low: $0.low, high: $0.high, stated: $0.stated, observed: $0.observed, links: $0.links)
    }
    (readWall, readCPU, matchWall, matchCPU) = (read.wall, read.cpu, match.wall, match.cpu)
    peakMiB = Clock.peakMiB
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
