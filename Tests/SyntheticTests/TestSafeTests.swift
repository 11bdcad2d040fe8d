import Foundation
import Synthetic
import Testing

@Suite("Test-safe identifiers")
struct TestSafeTests {
  /// Column names that hold identifiers, with the only shape their values may have.
  private static let shapes: [(columns: [String], pattern: String)] = [
    (
      ["PHONE", "TELEPHONE", "Phone no", "NUMBER", "CALLING", "CALLED"],
      #"(\+44 ?|0)(7700 ?900|1632 ?960)\d{3}"#
    ),
    (["VRM", "VEHICLE", "Reg mark"], "[Qq][Zz]\\d{2} ?[A-Za-z]{3}"),
    (["NI_NO", "LINKED_NI_NO", "NINO", "OTHER_NINO", "NI_NUMBER"], "QQ\\d{6}[A-D]"),
    (["UPRN", "PLACE_UPRN", "Property ref", "PREMISES_UPRN"], "999\\d{9}"),
    (["POSTCODE", "PLACE_POSTCODE"], "ZZ99 \\d[A-Z]{2}"),
    (["SORT_CODE"], "00-00-\\d{2}"),
    (
      [
        "COMPANY_NO", "COMPANY_NUMBER", "Firm no", "SUPPLIER_COMPANY_NO", "CLIENT_COMPANY_NO",
        "EMPLOYER_COMPANY_NO",
      ], "99\\d{6}"
    ),
  ]

  @Test(
    "Every identifier column holds only values that nobody can hold", arguments: [1, 9] as [UInt64])
  func columns(seed: UInt64) throws {
    let world = try World(rows: "8000", seed: seed)
    defer { world.remove() }
    var checked: [String: Int] = [:]
    for name in world.names {
      let table = try world.table(name)
      for (columns, pattern) in Self.shapes {
        let shape = try Regex(pattern)
        for (place, column) in table.columns.enumerated() where columns.contains(column) {
          for row in table.rows where !row[place].isEmpty {
            checked[column, default: 0] += 1
            #expect(row[place].wholeMatch(of: shape) != nil, "\(name) \(column): \(row[place])")
          }
        }
      }
    }
    for column in Self.shapes.flatMap(\.columns) {
      #expect(checked[column, default: 0] > 0, "no value of \(column) was seen")
    }
  }

  @Test("PNC ids fail their check letter")
  func policeComputer() throws {
    let letters = Array("ZABCDEFGHJKLMNPQRTUVWXY")
    var seen = 0
    for row in try World.small.get().rows("lincolnshire-intelligence") {
      for id in [row["PNC ID"], row["Linked PNC ID"]].compactMap({ $0 }) where !id.isEmpty {
        let digits = try #require(Int(id.filter(\.isNumber)))
        #expect(id.last != letters[digits % 23], "\(id) could be someone's")
        seen += 1
      }
    }
    #expect(seen > 10)
  }

  @Test("No file tells of nationality, ethnicity, language or who a source is")
  func noProtectedColumns() throws {
    let world = try World.small.get()
    for name in world.names {
      for column in try world.table(name).columns.map({ $0.lowercased() }) {
        for word in ["nation", "ethnic", "language", "religio", "asylum", "informant", "handler"] {
          #expect(!column.contains(word), "\(name) has a column \(column)")
        }
      }
    }
  }
}
