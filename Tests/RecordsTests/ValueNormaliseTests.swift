import Records
import Testing

@Suite("Dates, addresses, marks, numbers and companies for linkage")
struct ValueNormaliseTests {
  @Test(
    "A date of birth is read whole or in part",
    arguments: [
      ("1987-05-09", 1987, 5, 9), ("09/05/1987", 1987, 5, 9), ("9 May 1987", 1987, 5, 9),
      ("9.5.1987", 1987, 5, 9), ("1987-05-09T10:30", 1987, 5, 9), ("1987-05", 1987, 5, nil),
      ("05/1987", 1987, 5, nil), ("1987", 1987, nil, nil), ("c. 1987", 1987, nil, nil),
      ("1 September 1990", 1990, 9, 1), ("05/23/1987", 1987, 5, 23),
    ] as [(String, Int, Int?, Int?)])
  func dates(text: String, year: Int, month: Int?, day: Int?) {
    let date = PartialDate(text)
    #expect(date?.years == year...year)
    #expect(date?.month == month && date?.day == day)
  }

  @Test(
    "What is no date is none",
    arguments: ["", "unknown", "31/02/1987", "1987-13-01", "87", "30-35", "13/1987", "aged 30"])
  func noDates(text: String) {
    #expect(PartialDate(text) == nil)
  }

  @Test("1 January, placeholders, exchangeable and exchanged days are flagged")
  func dateFlags() {
    #expect(PartialDate("1987-01-01")?.flags == .firstOfJanuary)
    #expect(PartialDate("1900-01-01")?.flags == [.firstOfJanuary, .placeholder])
    #expect(PartialDate("1987-05-09")?.flags == .exchangeable)
    #expect(PartialDate("1987-05-09")?.exchanged == Day(year: 1987, month: 9, day: 5))
    #expect(PartialDate("1987-05-05")?.flags == [])
    #expect(PartialDate("1987-05-05")?.exchanged == nil)
    #expect(PartialDate("05/23/1987")?.flags == .wasExchanged)
    #expect(PartialDate("circa 1987")?.flags == .approximate)
    #expect(PartialDate("1987")?.whole == nil)
  }

  @Test("An age is a range of years of birth, seen from the day on which it was told")
  func ages() {
    let day = Day(year: 2020, month: 6, day: 1)
    #expect(PartialDate("aged 30", on: day)?.years == 1989...1990)
    #expect(PartialDate("30-35 years", on: day)?.years == 1984...1990)
    #expect(PartialDate("20s", on: day)?.years == 1990...2000)
    #expect(PartialDate("1987", on: day)?.years == 1987...1987)
  }

  @Test("An address is taken apart, and its rooms share the building")
  func addresses() throws {
    let flat = try #require(AddressParts("Flat 3, 12-14 Sample St, Wisbech ZZ99 3VZ"))
    #expect(flat.unit == "flat 3" && flat.numbers == 12...14 && flat.street == "sample street")
    #expect(flat.postcode == "ZZ99 3VZ" && flat.outward == "ZZ99")
    let room = try #require(AddressParts("ROOM 7 12-14 SAMPLE STREET"))
    #expect(room.building == flat.building && room.unit == "room 7" && room.postcode == nil)
    let suffixed = try #require(AddressParts("14a Sample Street"))
    #expect(suffixed.numbers == 14...14 && suffixed.suffix == "a")
    #expect(suffixed.mayShareBuilding(with: flat))
    let other = try #require(AddressParts("14b Sample Street"))
    #expect(!suffixed.mayShareBuilding(with: other))
    let named = try #require(AddressParts("Rose Cottage, Mill La, March"))
    #expect(named.numbers == nil && named.street == "rose cottage mill lane")
    #expect(AddressParts("", postcode: nil) == nil)
  }

  @Test("The outward code outlives a broken inward code")
  func outward() {
    #expect(AddressParts("12 Sample Street", postcode: "ZZ99 3")?.outward == "ZZ99")
    #expect(AddressParts("12 Sample Street", postcode: "ZZ99")?.outward == "ZZ99")
    #expect(AddressParts("12 Sample Street, Ely")?.outward == nil)
  }

  @Test("Marks misread by sign agree in their classes and are mended by position")
  func marks() {
    #expect(RegistrationReading.classes("QZ12ABC") == RegistrationReading.classes("OZI2A8C"))
    #expect(RegistrationReading.classes("QZ12ABC") != RegistrationReading.classes("QZ13ABC"))
    #expect(RegistrationReading.mended("QZO2ABC") == "QZ02ABC")
    #expect(RegistrationReading.mended("QZI2A8C") == "QZ12ABC")
    #expect(RegistrationReading.mended("QZ02ABC") == nil)
    #expect(RegistrationReading.mended("FOREIGN1") == nil)
  }

  @Test(
    "Telephone numbers have a kind and tell placeholders",
    arguments: [
      ("07700 900123", "+447700900123", .mobile, false),
      ("+44 (0)1632 960123", "+441632960123", .landline, false),
      ("06123 456 798", "+446123456798", .undesignated, false),
      ("+44 6000 000000", "+446000000000", .undesignated, true),
      ("6000123456", "+446000123456", .undesignated, true),
    ] as [(String, String, PhoneNumber.Kind, Bool)])
  func phones(text: String, number: String, kind: PhoneNumber.Kind, isPlaceholder: Bool) {
    let phone = PhoneNumber(text)
    #expect(phone?.international == number)
    #expect(phone?.kind == kind && phone?.isPlaceholder == isPlaceholder)
  }

  @Test("A text that is no number is none", arguments: ["", "000", "06123", "phone 06123456789"])
  func noPhones(text: String) {
    #expect(PhoneNumber(text) == nil)
  }

  @Test("Windows in which something was seen join and keep the gap between them")
  func windows() throws {
    let day = try #require(Day(year: 2024, month: 3, day: 1))
    let early = SeenWindow(first: day.adding(days: 10), last: day)
    let late = SeenWindow(on: day.adding(days: 40))
    #expect(early.first == day && early.gap(to: late) == 30 && late.gap(to: early) == 30)
    #expect(early.joined(late) == SeenWindow(first: day, last: day.adding(days: 40)))
    #expect(early.gap(to: early.joined(late)) == 0)
  }

  @Test(
    "A company's name loses its legal form, whichever country wrote it",
    arguments: [
      ("Fen & Marsh Labour Ltd.", "fen and marsh labour"), ("UAB Sample", "sample"),
      ("Sample Sp. z o.o.", "sample"), ("S.C. Sample S.R.L.", "sample"), ("SIA Sample", "sample"),
      ("Sample EOOD", "sample"), ("Sample (UK) Limited", "sample"), ("Limited", "limited"),
    ])
  func companies(text: String, core: String) {
    #expect(CompanyName(text)?.core.joined(separator: " ") == core)
  }

  @Test("Trading names stand apart, and the bag holds the words that tell")
  func tradingNames() {
    let name = CompanyName("Fen & Marsh Labour Services Ltd t/a FML")
    #expect(name?.tradingAs == "fml" && name?.form == .privateCompany)
    #expect(name?.bag == ["fen", "marsh"])
    #expect(CompanyName("Labour Services LLP")?.bag == ["labour", "services"])
    #expect(CompanyName("Labour Services LLP")?.form == .partnership)
    #expect(CompanyName("unknown") == nil)
  }
}
