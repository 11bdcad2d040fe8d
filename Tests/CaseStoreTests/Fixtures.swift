import Foundation
import Linkage
import Records

@testable import CaseStore

/// A folder that is removed with the value that owns it.
final class Scratch {
  let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("casestore-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    return path(name)
  }
}

/// Rows of an invented intelligence system: people in vehicles, each by a graded report.
enum World {
  /// Row `number` of file `file`. Rows repeat people, vehicles and reports, as real ones do.
  static func row(_ number: Int, file: Int = 0) -> RowFacts {
    let person = "SYS/nominal/\((number * 7 + file) % 11)"
    let vehicle = "SYS/vehicle/QZ\((number * 5) % 7)ABC"
    let features = [
      Feature(name: .name, raw: "Name \(number % 3)", value: "NAME \(number % 3)"),
      Feature(name: .dateOfBirth, raw: "unknown", value: nil),
    ]
    let day = Day(number: Int32(20_000 + number % 50))
    return RowFacts(
      row: number + 1, content: Array("\(file)|\(number)|".utf8),
      records: [
        SourceRecord(key: person, kind: .nominal, system: "SYS", features: features),
        SourceRecord(key: vehicle, kind: number % 2 == 0 ? .vehicle : nil, system: "SYS"),
      ],
      report: SourceReport(
        key: "SYS/R\(number % 5)", reference: "R\(number % 5)", system: "SYS",
        grading: Grading(
          source: number % 2 == 0 ? .reliable : .untested, assessment: .b,
          handling: handling(number), original: "B\(number % 6)"),
        entered: day, crimeCode: number % 4 == 0 ? "106" : nil),
      links: [
        RowFacts.Link(
          from: 0, to: 1, type: .driver, role: number % 6 == 0 ? .suspect : nil,
          interval: DayInterval(on: day), key: key(number, file))
      ],
      subject: Subject(
        id: "OCG-\(number % 3)", kind: .ocg, title: number % 4 == 0 ? "Title \(number % 8)" : "",
        status: "active", owner: nil, lastAssessed: Day(number: Int32(19_000 + number % 9)),
        due: nil),
      member: 0,
      disruption: number % 5 == 0
        ? Disruption(
          subject: "OCG-\(number % 4)", day: day, level: .minor, judge: "DCI", note: "note")
        : nil)
  }

  /// Of the five reports the fourth is under conditions, and the fifth in some rows only.
  private static func handling(_ number: Int) -> Grading.Handling {
    number % 5 == 3 || (number % 5 == 4 && number % 3 == 0) ? .conditions : .permitted
  }

  /// Scattered over all 64 bits, different for every row.
  static func key(_ number: Int, _ file: Int) -> UInt64 {
    UInt64(number * 64 + file + 1) &* 0x9E37_79B9_7F4A_7C15
  }

  /// A file that hands over `rows`.
  static func file(
    _ name: String, _ rows: [RowFacts], bytes: String? = nil, system: String = "SYS"
  ) -> SourceFile {
    SourceFile(
      name: name, system: system, profile: "test", marking: .official,
      fileDigest: digest(bytes ?? "\(name)\(rows.map(\.row))"), mappingDigest: digest("mapping")
    ) { store in
      for row in rows { try store(row) }
      var receipt = IngestReceipt(file: name, profile: "test", system: system)
      receipt.rowsRead = rows.count
      receipt.rowsStored = rows.count
      return receipt
    }
  }

  /// A file of the system `S` with people called by their keys, of whom some bear a National Insurance
  /// number, and rows that only refer to others.
  static func people(
    _ name: String, _ people: [(key: String, number: String?)], referringTo others: [String] = []
  ) -> SourceFile {
    let described = people.map { person in
      var features = [Feature(name: .name, raw: "Name \(person.key)", value: "name \(person.key)")]
      if let number = person.number {
        features.append(Feature(name: .nationalInsuranceNumber, raw: number, value: number))
      }
      return SourceRecord(key: person.key, kind: .nominal, system: "S", features: features)
    }
    let referred = others.map { SourceRecord(key: $0, kind: nil, system: "S") }
    let rows = (referred + described).enumerated().map { place, record in
      RowFacts(
        row: place + 1, content: Array("\(name)|\(place)|".utf8), records: [record], report: nil,
        links: [], subject: nil, member: nil, disruption: nil)
    }
    return World.file(name, rows, system: "S")
  }

  /// A new case into which `files` were imported one after the other.
  static func session(
    _ scratch: Scratch, _ files: [SourceFile], name: String = "case"
  ) throws -> CaseSession {
    let session = try CaseSession.create(at: scratch.path("\(name).ocg"))
    for file in files { _ = try session.store([file]) }
    return session
  }

  static func digest(_ text: String) -> String {
    var digest = FieldDigest()
    digest.add(text)
    return digest.hexadecimal
  }
}

/// Everything in evidence but the row numbers, which follow from the order of the rows.
func content(_ evidence: Evidence) -> [String] {
  evidence.sources.map { "\($0.system) \($0.name) \($0.contentDigest) \($0.rowsStored)" }
    + evidence.records.map { "\($0)" } + evidence.reports.map { "\($0)" }
    + evidence.assertions.map {
      "\($0.key) \($0.from) \($0.to) \($0.type) \(String(describing: $0.role)) \($0.interval) "
        + "\(String(describing: $0.report)) \($0.source)"
    }
    + evidence.subjects.map { "\($0)" } + evidence.disruptions.map { "\($0)" }
}

extension CaseSession {
  /// The id of the entity that a record is in.
  func entityID(of key: String) throws -> String? {
    let outcome = try evidenceAndIDs(progress: nil)
    let resolution = try resolution(of: outcome)
    return outcome.evidence.records.firstIndex { $0.key == key }
      .map { resolution.entities[resolution.entityOfRecord[$0]].id.text }
  }
}

extension CaseSummary {
  func count(_ what: String) -> Int { counts.first { $0.what == what }?.count ?? -1 }
}

/// A random order that is the same for the same seed (SplitMix64).
struct SeededOrder: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
