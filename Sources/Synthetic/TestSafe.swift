/// Identifiers that nobody holds, each a function of a number. The blocks are those that the owners
/// of the numbering schemes have set aside, or that can never be issued:
///
/// - telephones: 07700 900000-900999 and 01632 960000-960999 (Ofcom, numbers for drama);
/// - registration marks: tag QZ, which no memory tag may begin with;
/// - National Insurance numbers: prefix QQ;
/// - PNC ids: a check letter that fails;
/// - UPRNs: the block 999000000000 to 999999999999, declared synthetic here;
/// - postcodes: ZZ99; sort codes: 00-00-xx; company numbers: 99999999 downwards.
enum TestSafe {
  static let mobileCount = 1000
  static let phoneCount = 2000

  /// Number 0 to 999 are mobiles, 1000 to 1999 geographic; national form without spaces.
  static func phone(_ number: Int) -> String {
    number < mobileCount
      ? "07700" + padded(900_000 + number, 6) : "01632" + padded(960_000 + number - mobileCount, 6)
  }

  /// The same number as other systems write it.
  static func phone(_ number: Int, style: PhoneStyle) -> String {
    let plain = phone(number)
    return switch style {
    case .plain: plain
    case .spaced: plain.prefix(5) + " " + plain.dropFirst(5)
    case .international: "+44" + plain.dropFirst(1)
    }
  }

  enum PhoneStyle { case plain, spaced, international }

  private static let marks = Scramble(prime: 691_199, factor: 261_101)
  private static let markLetters = Array("ABCDEFGHJKLMNOPRSTUVWXYZ")
  private static let markYears = Array(2...26) + Array(51...75)

  static func mark(_ vehicle: Int) -> String {
    let code = marks(vehicle)
    let letters = code % 13_824
    return "QZ" + padded(markYears[code / 13_824], 2) + " "
      + String([
        markLetters[letters / 576], markLetters[letters / 24 % 24], markLetters[letters % 24],
      ])
  }

  private static let insurance = Scramble(prime: 3_999_971, factor: 1_618_033)

  static func nationalInsurance(_ person: Int) -> String {
    let code = insurance(person)
    return "QQ" + padded(code % 1_000_000, 6) + ["A", "B", "C", "D"][code / 1_000_000]
  }

  private static let checkLetters = Array("ZABCDEFGHJKLMNPQRTUVWXY")

  /// A PNC id whose check letter is the successor of the right one.
  static func policeComputer(_ person: Int, year: Int) -> String {
    let serial = (person * 7919 + 1_000_003) % 9_999_991
    let digits = (year % 100) * 10_000_000 + serial
    return padded(year % 100, 2) + "/" + padded(serial, 7)
      + String(checkLetters[(digits % 23 + 1) % 23])
  }

  private static let properties = Scramble(prime: 999_999_937, factor: 618_033_989)

  static func uprn(_ address: Int) -> String { "999" + padded(properties(address), 9) }

  private static let postLetters = Array("ABDEFGHJLNPQRSTUWXYZ")

  static func postcode(_ address: Int) -> String {
    let code = properties(address) % 4000
    return "ZZ99 \(code % 10)" + String(postLetters[code / 10 % 20])
      + String(postLetters[code / 200])
  }

  private static let accounts = Scramble(prime: 89_999_999, factor: 55_612_801)

  static func sortCode(_ account: Int) -> String { "00-00-" + padded(account * 37 % 100, 2) }
  static func account(_ account: Int) -> String { padded(10_000_000 + accounts(account), 8) }

  static func company(_ organisation: Int) -> String { padded(99_999_999 - organisation, 8) }

  static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return text.utf8.count >= width
      ? text : String(repeating: "0", count: width - text.utf8.count) + text
  }
}
