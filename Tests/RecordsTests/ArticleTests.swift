import Records
import Testing

@Suite("Article: receipts that add up")
struct ReceiptsThatAddUpTests {
  @Test("The three rows of the article are two stored and one rejected, with place and reason")
  func workedExample() throws {
    let result = try Import(
      """
      KEEPER,VRM,FROM
      "SAMPLE, Ada",QZ12 ABC,03/04/2026
      "NOWAK, Łukasz",QZ13 ABD,31/04/2026
      "SAMPLE, Ada",XX,05/04/2026

      """,
      file: """
        dateFormats: ['dd/MM/yyyy'],
        entities: {
          keeper: { kind: 'nominal', features: { name: 'KEEPER' } },
          vehicle: { kind: 'vehicle', id: 'VRM', features: { registration: 'VRM' } },
        },
        links: [{ from: 'keeper', to: 'vehicle', type: 'keeper', start: 'FROM' }],
        """)
    let receipt = result.receipt
    #expect(receipt.rowsRead == 3)
    #expect(receipt.rowsStored == 2)
    #expect(receipt.rowsRejected == 1)
    #expect(receipt.addsUp)
    let rejection = try #require(receipt.rejections.first)
    #expect(rejection.row == 2)
    #expect(rejection.line == 3)
    #expect(rejection.column == "FROM")
    #expect(rejection.value == "31/04/2026")
    #expect(rejection.reason == .badDate)
    let marks = result.facts.flatMap(\.records).flatMap { $0.values(.registration) }
    #expect(marks == ["QZ12ABC"])
    #expect(result.facts.last?.records.last?.text(.registration) == "XX")
    #expect(
      receipt.unvalidated == [
        IngestReceipt.Unvalidated(feature: "registration", count: 1, example: "XX")
      ])
  }
}
