import Foundation
import Records
import Testing

@Suite("Amounts of transfers") struct TransferTests {
  @Test(
    "An amount is read exactly, in the unit that the mapping states",
    arguments: [
      ("1234.50", Money.Unit.whole, 123_450), ("1234.5", .whole, 123_450),
      ("1234", .whole, 123_400),
      ("1,234,567.89", .whole, 123_456_789), ("£12.00", .whole, 1_200), (" 0.01 ", .whole, 1),
      ("0.29", .whole, 29), ("123450", .hundredths, 123_450), ("1,234", .hundredths, 1_234),
      ("10000000000.00", .whole, 1_000_000_000_000),
    ])
  func read(text: String, unit: Money.Unit, expected: Int64) {
    #expect(Money.hundredths(of: text, in: unit) == expected)
  }

  @Test(
    "What is not an amount above 0 is never guessed at",
    arguments: [
      "", " ", "0", "0.00", "-5", "+5", "1.234", "1.", ".5", "1.2.3", "12,34", "1,2345.00", ",123",
      "1234,50", "1e3", "12 34", "ten", "£", "££5", "NaN", "0x10", "٣", "10000000000.01",
      "99999999999999999999",
    ])
  func refused(text: String) {
    #expect(Money.hundredths(of: text, in: .whole) == nil)
  }

  @Test("Pence have no point")
  func pence() {
    #expect(Money.hundredths(of: "12.50", in: .hundredths) == nil)
  }

  @Test(
    "Every amount that is written is read again", arguments: [1, 9, 10, 99, 100, 101, 123_456_789])
  func roundTrip(hundredths: Int64) {
    #expect(Money.hundredths(of: Money.decimal(hundredths), in: .whole) == hundredths)
  }

  private let transfers = """
    entities: {
      payer: { kind: 'account', id: 'A', features: { bankAccount: 'A' } },
      payee: { kind: 'account', id: 'B', features: { bankAccount: 'B' } },
    },
    links: [{ from: 'payer', to: 'payee', type: 'transferred', on: 'DAY',
              amount: { value: 'SUM', unit: 'whole', currency: 'CCY' } }],
    """

  @Test("A row is one transfer with its day, its amount and its currency")
  func rows() throws {
    let result = try Import(
      "A,B,DAY,SUM,CCY\n1,2,2026-07-01,12.30,GBP\n2,3,2026-07-02,\"1,000\",EUR\n", file: transfers)
    #expect(result.receipt.addsUp && result.rejections.isEmpty)
    let links = result.facts.map { $0.links[0] }
    #expect(links.map(\.type) == [.transferred, .transferred])
    #expect(links.map { $0.amount?.hundredths } == [1_230, 100_000])
    #expect(links.map { $0.amount?.currency } == ["GBP", "EUR"])
    #expect(links[0].interval == Day(iso: "2026-07-01").map { DayInterval(on: $0) })
  }

  @Test(
    "A broken row is rejected by its row, column and value",
    arguments: [
      ("1,2,2026-07-01,12.345,GBP", IngestReceipt.Reason.badAmount, "SUM", "12.345"),
      ("1,2,2026-07-01,-3,GBP", .badAmount, "SUM", "-3"),
      ("1,2,2026-07-01,,GBP", .missingValue, "SUM", ""),
      ("1,2,2026-07-01,5,gbp", .badCurrency, "CCY", "gbp"),
      ("1,2,2026-07-01,5,", .missingValue, "CCY", ""),
      ("1,2,,5,GBP", .missingValue, "DAY", ""),
      ("1,2,31/06/2026,5,GBP", .badDate, "DAY", "31/06/2026"),
    ])
  func broken(row: String, reason: IngestReceipt.Reason, column: String, value: String) throws {
    let result = try Import("A,B,DAY,SUM,CCY\n1,2,2026-07-01,5,GBP\n\(row)\n", file: transfers)
    #expect(
      result.rejections == [
        IngestReceipt.Rejection(row: 2, line: 3, column: column, value: value, reason: reason)
      ])
    #expect(result.receipt.addsUp && result.facts.count == 1)
  }

  @Test(
    "A mapping whose amount says nothing certain is refused with its place",
    arguments: [
      ("type: 'paid', on: 'DAY'", "unit: 'whole', currency: '=GBP'", "files[0].links[0].amount"),
      ("type: 'transferred'", "unit: 'whole', currency: '=GBP'", "files[0].links[0]"),
      ("type: 'transferred', on: 'DAY'", "currency: '=GBP'", "files[0].links[0].amount"),
      (
        "type: 'transferred', on: 'DAY'", "unit: 'pounds', currency: '=GBP'",
        "files[0].links[0].amount.unit"
      ),
      (
        "type: 'transferred', on: 'DAY'", "unit: 'whole', currency: '=£'",
        "files[0].links[0].amount.currency"
      ),
    ])
  func mappings(link: String, amount: String, place: String) throws {
    let error = #expect(throws: MappingError.self) {
      try Import.mapping(
        file: """
          entities: { payer: { kind: 'account', id: 'A' }, payee: { kind: 'account', id: 'B' } },
          links: [{ from: 'payer', to: 'payee', \(link),
                    amount: { value: 'SUM', \(amount) } }],
          """)
    }
    guard case .invalid(_, let found, _, let next)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(found == place && !next.isEmpty)
  }

  @Test("Money does not go to a person")
  func ends() throws {
    #expect(throws: MappingError.self) {
      try Import.mapping(
        file: transfers.replacingOccurrences(
          of: "payee: { kind: 'account'", with: "payee: { kind: 'nominal'"))
    }
  }
}
