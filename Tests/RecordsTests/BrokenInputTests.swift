import Foundation
import Records
import Testing

@Suite("Broken input is a rejected row or a clear error")
struct BrokenInputTests {
  private let good =
    "MARK,PLACE,DAY\nQZ12 ABC,1 Fen Road,2026-01-05\nQZ12 ABD,2 Fen Road,2026-01-06\n"

  private func insert(_ bytes: [UInt8]) -> [UInt8] {
    // Behind the first letter of the first data row.
    let head = Array("MARK,PLACE,DAY\nQ".utf8)
    return head + bytes + Array(good.utf8.dropFirst(head.count))
  }

  @Test(
    "One bad row is rejected with its reason, row and line, and the other is stored",
    arguments: [
      (0xC5, 1, IngestReceipt.Reason.invalidText), (0, 1, .controlCharacter),
      (0x78, 10_000_000, .fieldTooLong),
    ])
  func badBytes(byte: UInt8, count: Int, reason: IngestReceipt.Reason) throws {
    let bytes = insert(Array(repeating: byte, count: count))
    let result = try Import(bytes: bytes, file: Import.sightings)
    #expect(result.receipt.addsUp)
    #expect(result.receipt.rowsRead == 2)
    #expect(result.facts.map(\.row) == [2])
    #expect(result.rejections.map(\.reason) == [reason])
    #expect(result.rejections.map(\.row) == [1])
    #expect(result.rejections.map(\.line) == [2])
    #expect(result.rejections.map(\.column) == ["MARK"])
  }

  @Test("The value in a rejection is printable and at most 80 characters")
  func printableValue() throws {
    let long = Array(repeating: 0x78 as UInt8, count: 200)
    for bytes in [[0, 27], [0xC5], [7] + long] as [[UInt8]] {
      let value = try #require(
        Import(bytes: insert(bytes), file: Import.sightings).rejections.first
      ).value
      #expect(value.count <= 80)
      #expect(!value.isEmpty)
      #expect(value.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 })
    }
  }

  @Test("Text cut off inside a letter rejects the last row")
  func truncated() throws {
    let bytes = Array((good + "QZ12 ABE,3 Fen Road,2026-01-07 Ł").utf8).dropLast()
    let result = try Import(bytes: Array(bytes), file: Import.sightings)
    #expect(result.rejections.map(\.reason) == [.invalidText])
    #expect(result.receipt.rowsStored == 2)
  }

  @Test("CR-only line ends and quoted line ends are no damage")
  func lineEnds() throws {
    let text = good.replacingOccurrences(of: "\n", with: "\r")
      .replacingOccurrences(of: "1 Fen Road", with: "\"1 Fen Road\rMarch\"")
    let result = try Import(text, file: Import.sightings)
    #expect(result.receipt.rowsStored == 2)
    #expect(result.facts[0].records[0].text(.addressLine) == "1 Fen Road\rMarch")
  }

  @Test(
    "A day that cannot exist rejects the row and names column and value",
    arguments: ["2026-02-30", "2026-13-01", "2025-02-29", "yesterday", "30/01/2026"])
  func impossibleDate(day: String) throws {
    let result = try Import(
      good.replacingOccurrences(of: "2026-01-05", with: day), file: Import.sightings)
    #expect(
      result.rejections == [
        IngestReceipt.Rejection(row: 1, line: 2, column: "DAY", value: day, reason: .badDate)
      ])
    #expect(result.receipt.rowsStored == 1)
  }

  @Test("A date of birth that cannot exist is kept as text and counted")
  func badDateOfBirth() throws {
    let result = try Import(
      "ID,DOB\n1,31/02/1980\n2,01/02/1980\n3,31/02/1980\n",
      file: """
        dateFormats: ['dd/MM/yyyy'],
        entities: { nominal: { kind: 'nominal', id: 'ID', features: { dateOfBirth: 'DOB' } } },
        """)
    #expect(result.receipt.rowsStored == 3)
    #expect(result.facts.map { $0.records[0].values(.dateOfBirth) } == [[], ["1980-02-01"], []])
    #expect(result.facts[0].records[0].text(.dateOfBirth) == "31/02/1980")
    #expect(
      result.receipt.unvalidated == [
        IngestReceipt.Unvalidated(feature: "dateOfBirth", count: 2, example: "31/02/1980")
      ])
  }

  private func error(reading path: String) throws -> IngestError? {
    let ingest = try Import.ingest(file: Import.sightings)
    return #expect(throws: IngestError.self) { _ = try ingest.read(path) { _ in } }
  }

  @Test("A missing column is named with those that are there and the nearest spelling")
  func missingColumn() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("MARK,PLACES,DAY\n")
    let error = try #require(try error(reading: path))
    #expect(
      error == .missingColumn(path: path, column: "PLACE", found: ["MARK", "PLACES", "DAY"]))
    #expect(
      error.description
        == "\(path) line 1: no column 'PLACE'; did you mean 'PLACES'? "
        + "the file has 'MARK', 'PLACES', 'DAY'")
  }

  @Test("A mapped column that stands twice is refused")
  func ambiguousColumn() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("MARK,PLACE,DAY,DAY\n", to: "rows-twice.csv")
    #expect(try error(reading: path) == .ambiguousColumn(path: path, column: "DAY"))
  }

  @Test("Empty file, blank file, directory, missing file and device are told apart")
  func notReadable() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let empty = try folder.write("", to: "rows-empty.csv")
    #expect(try error(reading: empty) == .empty(path: empty))
    let blank = try folder.write("\n \n", to: "rows-blank.csv")
    #expect(try error(reading: blank) == .empty(path: blank))
    let directory = folder.file("rows-directory.csv")
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    #expect(try error(reading: directory) == .notAFile(path: directory, isDirectory: true))
    let missing = folder.file("rows-missing.csv")
    #expect(try error(reading: missing) == .missing(path: missing))
    #expect(throws: IngestError.notAFile(path: "/dev/null", isDirectory: false)) {
      _ = try CSVReader.open("/dev/null").header
    }
  }

  @Test("A header alone is a file of no rows")
  func headerOnly() throws {
    let result = try Import("MARK,PLACE,DAY\n", file: Import.sightings)
    #expect(result.receipt.rowsRead == 0)
    #expect(result.receipt.addsUp)
  }

  @Test("A broken header stops the import")
  func brokenHeader() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write("MARK,\"PLACE,DAY\n1,2,3\n", to: "rows-header.csv")
    #expect(
      try error(reading: path)
        == .badHeader(path: path, problem: "quotation mark never closed"))
  }

  @Test("A file that grows, shrinks or is rewritten while it is read is refused")
  func changedWhileRead() throws {
    let ingest = try Import.ingest(file: Import.sightings)
    for change in ["grow", "shrink", "rewrite"] {
      let folder = try TemporaryFolder()
      defer { folder.remove() }
      let path = try folder.write(good)
      #expect(throws: IngestError.changedWhileRead(path: path), "\(change)") {
        _ = try ingest.read(path) { facts in
          guard facts.row == 1 else { return }
          let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
          switch change {
          case "grow":
            try file.seekToEnd()
            try file.write(contentsOf: Data("QZ12 ABF,9 Fen Road,2026-01-08\n".utf8))
          case "shrink": try file.truncate(atOffset: 20)
          default:
            usleep(20_000)
            try file.write(contentsOf: Data("X".utf8))
          }
          try file.close()
        }
      }
    }
  }

  @Test("What the receiver of rows throws is passed on unchanged")
  func sinkError() throws {
    struct Full: Error {}
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let path = try folder.write(good)
    let ingest = try Import.ingest(file: Import.sightings)
    #expect(throws: Full.self) { _ = try ingest.read(path) { _ in throw Full() } }
  }

  @Test("Each of 1,000 randomly damaged files has a receipt that adds up")
  func damagedFiles() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let ingest = try Import.ingest(file: Import.sightings)
    var clean = Array("MARK,PLACE,DAY\n".utf8)
    for day in 10..<40 {
      clean += Array("QZ\(day) ABC,\"\(day) \"\"Fen\"\" Road,\nMarch\",2026-01-\(day)\r\n".utf8)
    }
    var errors = 0
    var rejected = 0
    for seed in 0..<1000 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      var bytes = clean
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2:
          bytes.insert([0x22, 0x2C, 0x0A, 0x0D].randomElement(using: &random) ?? 0, at: place)
        case 3: bytes.removeLast(min(bytes.count, Int.random(in: 0...40, using: &random)))
        default: bytes.insert(contentsOf: bytes[place...].prefix(50), at: place)
        }
      }
      let path = try folder.write(bytes)
      var stored: [Int] = []
      do {
        let receipt = try ingest.read(path) { stored.append($0.row) }
        #expect(receipt.addsUp, "seed \(seed)")
        let all = (stored + receipt.rejections.map(\.row)).sorted()
        #expect(all == Array(1..<(receipt.rowsRead + 1)), "seed \(seed)")
        rejected += receipt.rowsRejected
      } catch is IngestError {
        errors += 1
      }
    }
    #expect(rejected > 1000)
    #expect(errors < 400)
  }
}
