import Testing

@testable import Linkage

@Suite("Texts of source columns") struct FeatureTextsTests {
  @Test(
    "Texts come to the form in which they are compared",
    arguments: [
      (
        FeatureType.personName, ["Ádám", "NOWAK"], FeatureValue.name(given: "adam", family: "nowak")
      ),
      (.personName, ["not known", "Nowak"], .name(given: nil, family: "nowak")),
      (.date, ["1987-05-09"], .date(year: 1987, month: 5, day: 9)),
      (.date, ["19870509"], .date(year: 1987, month: 5, day: 9)),
      (.date, ["1987"], .date(year: 1987, month: 0, day: 0)),
      (.date, ["some day"], .missing),
      (.phone, ["06007 711327"], .text("+446007711327")),
      (.phone, ["+446007711327"], .text("+446007711327")),
      (.plate, ["QT13 RXE"], .text("QT13RXE")),
      (.document, ["qq 12 34 56 c"], .text("QQ123456C")),
      (.addressPart, ["St. Peter's"], .text("st peters")),
      (.sex, ["  "], .missing), (.sex, [""], .missing),
      (
        .place, ["Flat 2, 14 Norfolk St, Reedwick", "ZZ99 3VZ"],
        .place(fine: "14 norfolk street", middle: "ZZ993VZ", coarse: "ZZ99")
      ),
      (.place, ["", "ZZ993VZ"], .place(fine: nil, middle: "ZZ993VZ", coarse: "ZZ99")),
    ] as [(FeatureType, [String], FeatureValue)])
  func values(type: FeatureType, texts: [String], expected: FeatureValue) {
    #expect(FeatureTexts.value(type, texts) == expected)
  }

  @Test("Rows read from texts are those read from values")
  func rows() throws {
    let features = [
      LinkSchema.Feature("name", .personName), .init("born", .date), .init("home", .place),
      .init("phone", .phone),
    ]
    let rows = [
      [["Ada", "Kowal"], ["1987-05-09"], ["14 Norfolk St", "ZZ99 3VZ"], ["06007 711327"]],
      [["ADA", ""], ["1987"], ["", ""], [""]],
      [["Ada", "Kowal"], ["no day"], ["14 Norfolk Street", ""], ["06007711327"]],
    ]
    var (fromTexts, fromValues) = (
      LinkTableBuilder(try LinkSchema(features)), LinkTableBuilder(try LinkSchema(features))
    )
    for (index, row) in rows.enumerated() {
      try fromTexts.append(id: "\(index)", texts: row)
      try fromValues.append(
        id: "\(index)", zip(features, row).map { FeatureTexts.value($0.type, $1) })
    }
    let (a, b) = (try fromTexts.finish(), try fromValues.finish())
    #expect(a.cells == b.cells)
    #expect(a.lexicons.map(\.texts) == b.lexicons.map(\.texts))
    #expect(throws: MatchingError.valueCount(row: "9", found: 1, wanted: 4)) {
      var builder = LinkTableBuilder(try LinkSchema(features))
      try builder.append(id: "9", texts: [["Ada"]])
    }
  }
}
