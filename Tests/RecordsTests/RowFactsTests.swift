import Foundation
import Records
import Testing

@Suite("What a row says")
struct RowFactsTests {
  @Test("Records are keyed by system, space and upper-case id")
  func recordKeys() throws {
    let result = try Import(
      "A,B,C\n n1 ,x,\n",
      file: """
        entities: {
          nominal: { kind: 'nominal', id: 'A' },
          other: { space: 'node', id: 'B' },
          nobody: { kind: 'phone', id: 'C' },
        },
        """)
    #expect(result.facts[0].records.map(\.key) == ["SYS/nominal/N1", "SYS/node/X"])
    #expect(result.facts[0].records.map(\.kind) == [.nominal, nil])
  }

  @Test("An accented id gives one key however its letters are composed, in capitals or not")
  func composedKeys() throws {
    let spellings = ["ZO\u{C9}", "ZOE\u{301}", "zo\u{E9}", "zoe\u{301}"]
    let result = try Import(
      "A\n" + spellings.map { $0 + "\n" }.joined(),
      file: "entities: { nominal: { kind: 'nominal', id: 'A' } },")
    let keys = result.facts.map { Array($0.records[0].key.utf8) }
    #expect(keys == Array(repeating: Array("SYS/nominal/ZO\u{C9}".utf8), count: 4))
  }

  @Test("Without an id equal content gives the same key in any row, order or file")
  func contentKeys() throws {
    let place = "entities: { p: { kind: 'address', features: { addressLine: 'A', town: 'T' } } }"
    let one = try Import("A,T\n1 Fen Road,March\n2 Fen Road,March\n1 Fen Road,March\n", file: place)
    let two = try Import("T,A,X\nMarch,1 Fen Road,9\nMarch 1,Fen Road,9\n", file: place)
    let keys = one.facts.map { $0.records[0].key }
    #expect(keys[0] == keys[2] && keys[0] != keys[1])
    #expect(two.facts[0].records[0].key == keys[0])
    #expect(two.facts[1].records[0].key != keys[0])
    let id = try #require(keys[0].split(separator: "/").last)
    #expect(id.count == 16 && id.allSatisfy(\.isHexDigit))
  }

  @Test("A row names no record whose values are all empty, and leaves its links out")
  func emptyRecords() throws {
    let result = try Import("MARK,PLACE,DAY\nQZ12 ABC,,2026-01-05\n", file: Import.sightings)
    #expect(result.facts[0].records.map(\.kind) == [.vehicle])
    #expect(result.facts[0].links.isEmpty)
    #expect(result.receipt.rowsStored == 1)
  }

  @Test("A row without a required record is rejected with the column")
  func requiredRecord() throws {
    let result = try Import(
      "A,B\n,1\n2,2\n", file: "entities: { p: { kind: 'phone', id: 'A', required: true } }")
    #expect(
      result.rejections == [
        IngestReceipt.Rejection(row: 1, line: 2, column: "A", value: "", reason: .missingValue)
      ])
  }

  @Test("Features are sorted, normalised and keep their text; places get the system's force area")
  func features() throws {
    let result = try Import(
      "NAME,ALIAS,FORCE,LINE\n\"NOWAK, Łukasz\",unknown,,\"Flat 2, 1 Fen Rd\"\n",
      file: """
        entities: {
          a: { kind: 'nominal', features: { name: 'NAME', alias: 'ALIAS' } },
          b: { kind: 'address', features: { forceArea: 'FORCE', addressLine: 'LINE' } },
        },
        """, force: "E23000023")
    let records = result.facts[0].records
    #expect(
      records[0].features == [
        Feature(name: .alias, raw: "unknown", value: nil),
        Feature(name: .name, raw: "NOWAK, Łukasz", value: "lukasz nowak"),
      ])
    #expect(
      records[1].features == [
        Feature(name: .addressLine, raw: "Flat 2, 1 Fen Rd", value: "1 fen road"),
        Feature(name: .forceArea, raw: Feature.notStated, value: "E23000023"),
      ])
    for record in records { #expect(record.features == record.features.sorted()) }
  }

  @Test("A force area that the row states itself stands, by code or by name")
  func statedForce() throws {
    let result = try Import(
      "F\nE23000024\nLincolnshire Police\nthames valley\nNowhere\n",
      file: "entities: { e: { kind: 'event', features: { forceArea: 'F' } } }",
      force: "E23000023")
    #expect(
      result.facts.map { $0.records[0].values(.forceArea) }
        == [["E23000024"], ["E23000020"], ["E23000029"], []])
  }

  private let links = """
    entities: { n: { kind: 'nominal', id: 'N' }, v: { kind: 'vehicle', id: 'V' } },
    links: [{ from: 'n', to: 'v', typeFrom: { column: 'T', codes: { K: 'keeper', D: 'driver' } },
              role: { column: 'R', codes: { S: 'suspect', '*': 'witness' }, default: 'victim' },
              start: 'FROM', end: 'TO' }],
    """

  @Test("An end is inclusive in the file and the first day after in the interval")
  func intervals() throws {
    let result = try Import(
      """
      N,V,T,R,FROM,TO
      1,2,K,S,2026-01-01,2026-01-31
      1,2,D,X,2026-01-01,
      1,2,D,,,2028-02-28

      """, file: links)
    let found = result.facts.map { $0.links[0] }
    #expect(found.map(\.type) == [.keeper, .driver, .driver])
    #expect(found.map(\.role) == [.suspect, .witness, .victim])
    #expect(
      found.map(\.interval) == [
        DayInterval(start: Day(iso: "2026-01-01"), end: Day(iso: "2026-02-01")),
        DayInterval(start: Day(iso: "2026-01-01"), end: nil),
        DayInterval(start: nil, end: Day(iso: "2028-02-29")),
      ])
  }

  @Test(
    "Codes nobody mapped, missing types and intervals that end before they start are rejected",
    arguments: [
      ("1,2,Z,S,,", IngestReceipt.Reason.unknownCode, "T"), ("1,2,,S,,", .missingValue, "T"),
      ("1,2,K,S,2026-02-01,2026-01-31", .badDate, "TO"),
    ])
  func badLinks(row: String, reason: IngestReceipt.Reason, column: String) throws {
    let result = try Import("N,V,T,R,FROM,TO\n\(row)\n", file: links)
    #expect(result.rejections.map(\.reason) == [reason])
    #expect(result.rejections.map(\.column) == [column])
    #expect(result.receipt.addsUp)
  }

  @Test("Rows set aside by the mapping are counted as excluded and not for review")
  func filters() throws {
    let result = try Import(
      "A,S\n1,open\n2,void\n3,\n4,shut\n",
      file: """
        keep: [{ column: 'S', present: true }, { column: 'S', notEquals: ['void'] }],
        entities: { p: { kind: 'phone', id: 'A' } },
        """)
    #expect(result.facts.map(\.row) == [1, 4])
    #expect(result.receipt.rejectedByReason == [.excluded: 2])
    #expect(result.receipt.rowsForReview == 0)
    #expect(result.receipt.addsUp)
  }

  @Test("Equal rows state links of their own; every key is distinct")
  func equalRows() throws {
    let row = "QZ12 ABC,1 Fen Road,2026-01-05\n"
    let result = try Import("MARK,PLACE,DAY\n\(row)\(row)\(row)", file: Import.sightings)
    #expect(Set(result.facts.map(\.contentNumber)).count == 1)
    let links = result.facts.flatMap(\.links)
    #expect(Set(links.enumerated().map { $1.key(after: $0) }).count == 3)
    #expect(links[0].key(after: 0) == links[0].key)
    #expect(result.receipt.assertions == 3)
  }

  @Test("Rows in another order give the same keys", arguments: 0..<20 as Range<UInt64>)
  func shuffled(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var rows = (0..<200).map { _ in
      "QZ\(Int.random(in: 10..<14, using: &random)) ABC,\(Int.random(in: 1..<4, using: &random)) "
        + "Fen Road,2026-01-1\(Int.random(in: 0..<3, using: &random))\n"
    }
    func keys() throws -> (records: Set<String>, links: [UInt64]) {
      let result = try Import("MARK,PLACE,DAY\n" + rows.joined(), file: Import.sightings)
      var rows: [UInt64: Int] = [:]
      let links = result.facts.flatMap { row in
        let earlier = rows[row.contentNumber] ?? 0
        rows[row.contentNumber] = earlier + 1
        return row.links.map { $0.key(after: earlier) }
      }
      return (Set(result.facts.flatMap { $0.records.map(\.key) }), links.sorted())
    }
    let before = try keys()
    rows.shuffle(using: &random)
    let after = try keys()
    #expect(before.records == after.records)
    #expect(before.links == after.links)
    #expect(Set(before.links).count == 200)
  }

  @Test("The content of a row is its fields, each ended by byte 31")
  func content() throws {
    let result = try Import(
      "A,B\n x ,\"y,\"\"z\"\n", file: "entities: { p: { kind: 'phone', id: 'A' } }")
    #expect(result.facts[0].content == Array("x\u{1F}y,\"z\u{1F}".utf8))
  }

  @Test("The progress told ends with the whole file")
  func progress() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let text =
      "MARK,PLACE,DAY\n" + String(repeating: "QZ12 ABC,1 Fen Road,2026-01-05\n", count: 100_000)
    let path = try folder.write(text)
    var told: [Int] = []
    var totals: Set<Int> = []
    _ = try Import.ingest(file: Import.sightings).read(
      path,
      progress: {
        told.append($0)
        totals.insert($1)
      }
    ) { _ in }
    #expect(told == told.sorted())
    #expect(told.count >= 3)
    #expect(told.last == text.utf8.count)
    #expect(totals == [text.utf8.count])
  }

  @Test(
    "Days are read in the stated format",
    arguments: [
      ("dd/MM/yyyy", "05/11/2026", "2026-11-05"), ("dd/MM/yyyy", "5/1/2026", "2026-01-05"),
      ("d MMM yyyy", "5 Nov 2026", "2026-11-05"), ("d MMM yyyy", "5 november 2026", "2026-11-05"),
      ("MMM d, yyyy", "Mar 25, 2015", "2015-03-25"), ("dd.MM.yyyy", "05.11.2026", "2026-11-05"),
      ("yyyyMMdd", "20261105", "2026-11-05"), ("dd-MMM-yy", "05-NOV-49", "2049-11-05"),
      ("dd-MMM-yy", "05-NOV-50", "1950-11-05"), ("yyyy-MM", "2019-01", "2019-01-01"),
      ("MM/dd/yyyy", "11/05/2026", "2026-11-05"),
      ("dd/MM/yyyy HH:mm", "05/11/2026 23:59", "2026-11-05"),
      ("yyyy-MM-ddTHH:mm:ss", "2026-11-05T23:59:59", "2026-11-05"),
      ("", "2026-11-05", "2026-11-05"), ("", "2026-11-05T23:59:59.5Z", "2026-11-05"),
      ("", "2026-11-05 23:59", "2026-11-05"), ("", "2026-11-0", nil), ("", "2026-+1-05", nil),
      ("", "2026-11-05x", nil), ("", "05/11/2026", nil), ("dd/MM/yyyy", "05/11/26", nil),
      ("dd/MM/yyyy", "05/11/2026x", nil), ("dd/MM/yyyy", "29/02/2027", nil),
      ("yyyyMMdd", "2026115", nil), ("d MMM yyyy", "5 Novem 2026", nil),
    ] as [(String, String, String?)])
  func dates(format: String, text: String, expected: String?) throws {
    let formats = format.isEmpty ? "" : "dateFormats: ['\(format)'],"
    let result = try Import(
      "D\n\"\(text)\"\n",
      file: "\(formats) entities: { e: { kind: 'event', features: { day: 'D' } } }")
    #expect(result.facts[0].records[0].features.map(\.value) == [expected])
  }
}
