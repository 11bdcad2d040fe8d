/// Identifiers of the field: each is brought to one form and validated; nil means that the text is not
/// one. The raw text is kept beside the result by whoever calls.
///
/// Values reserved for tests (QZ marks, ZZ99 postcodes, QQ national insurance numbers, drama phone
/// numbers) pass, so that no real person's identifier need ever stand in a test.
public enum Identifiers {
  /// A vehicle registration mark without blanks: 2 to 12 letters and digits, a digit among them and
  /// not only zeros. Foreign marks are free text and pass on that alone; ``RegistrationStyle`` tells the
  /// British series apart.
  public static func registration(_ text: String) -> String? {
    let mark = compact(text)
    guard (2...12).contains(mark.utf8.count),
      mark.utf8.contains(where: isDigit),
      mark.utf8.contains(where: { $0 != UInt8(ascii: "0") })
    else { return nil }
    return mark
  }

  /// A unique property reference number: 1 to 12 digits without leading zeros.
  public static func uprn(_ text: String) -> String? {
    guard let digits = digits(text), (1...12).contains(digits.utf8.count) else { return nil }
    let significant = digits.drop { $0 == "0" }
    return significant.isEmpty ? nil : String(significant)
  }

  /// A postcode as outward code, blank, inward code.
  ///
  /// > Source: BS 7666 address types: six shapes, with letters that cannot stand in a place.
  public static func postcode(_ text: String) -> String? {
    var code: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: code.append(byte)
      case 0x61...0x7A: code.append(byte - 0x20)
      case 0x20, 0x09, 0x2D, 0x2E, 0x2F: continue
      default: return nil
      }
      // Most words of an address are no postcode, and end here.
      if code.count > 7 { return nil }
    }
    guard code.count >= 5 else { return nil }
    let (outward, inward) = (code.dropLast(3), Array(code.suffix(3)))
    guard isDigit(inward[0]), isLetter(inward[1]), isLetter(inward[2]) else { return nil }
    let isKnown = code.elementsEqual("GIR0AA".utf8) || outward.elementsEqual("ZZ99".utf8)
    guard isKnown || inward[1...].allSatisfy({ !"CIKMOV".utf8.contains($0) }) && isOutward(outward)
    else { return nil }
    code.insert(0x20, at: code.count - 3)
    return String(decoding: code, as: UTF8.self)
  }

  private static func isOutward(_ code: ArraySlice<UInt8>) -> Bool {
    guard isLetter(code[0]), !"QVX".utf8.contains(code[0]) else { return false }
    if isDigit(code[1]) {
      // A9, A99, A9A
      return code.count == 2
        || code.count == 3 && (isDigit(code[2]) || "ABCDEFGHJKSTUW".utf8.contains(code[2]))
    }
    // AA9, AA99, AA9A
    guard isLetter(code[1]), !"IJZ".utf8.contains(code[1]), code.count >= 3, isDigit(code[2]) else {
      return false
    }
    return code.count == 3 || isDigit(code[3]) || "ABEHMNPRVWXY".utf8.contains(code[3])
  }

  /// A telephone number in E.164, such as `+447700900123`. Numbers without a country code are British;
  /// a mobile number whose leading 0 a spreadsheet has eaten is mended.
  public static func phone(_ text: String) -> String? {
    var text = text[...]
    if let range = text.firstRange(of: "(0)") { text.removeSubrange(range) }
    var number: [UInt8] = []
    for byte in text.utf8 {
      if isDigit(byte) {
        number.append(byte)
      } else if byte == UInt8(ascii: "+") {
        guard number.isEmpty else { return nil }
        number.append(byte)
      } else if !" -().\t/".utf8.contains(byte) {
        return nil
      }
    }
    let plus = UInt8(ascii: "+")
    let zero = UInt8(ascii: "0")
    var international: [UInt8]
    if number.first == plus {
      international = Array(number.dropFirst())
    } else if text.hasPrefix("00") {
      international = Array(number.dropFirst(2))
    } else if number.first == zero {
      international = Array("44".utf8) + number.dropFirst()
    } else if number.count == 10, number.first == UInt8(ascii: "7") {
      international = Array("44".utf8) + number
    } else {
      return nil
    }
    if international.starts(with: "440".utf8) { international.remove(at: 2) }
    guard (8...15).contains(international.count), international[0] != zero else { return nil }
    if international.starts(with: "44".utf8) {
      // Ten digits behind the country code; some landline and free numbers have nine.
      let isShort = international.count == 11 && "18".utf8.contains(international[2])
      guard international.count == 12 || isShort, "1235789".utf8.contains(international[2]) else {
        return nil
      }
    }
    return "+" + String(decoding: international, as: UTF8.self)
  }

  /// A national insurance number, such as `QQ123456C`.
  ///
  /// > Source: HMRC, National Insurance Manual NIM39110.
  public static func nationalInsuranceNumber(_ text: String) -> String? {
    let number = compact(text)
    let signs = Array(number.utf8)
    guard signs.count == 9, signs[2..<8].allSatisfy(isDigit), "ABCD".utf8.contains(signs[8]) else {
      return nil
    }
    let prefix = String(number.prefix(2))
    if prefix == "QQ" { return number }
    guard isLetter(signs[0]), isLetter(signs[1]), !"DFIQUV".utf8.contains(signs[0]),
      !"DFIQUVO".utf8.contains(signs[1]),
      !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(prefix)
    else { return nil }
    return number
  }

  /// A PNC ID as `YY/NNNNNNND`; nil where the check letter is wrong. The year may have four digits and
  /// the number fewer than seven.
  public static func pncID(_ text: String) -> String? {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let year = digits(String(parts[0])),
      year.utf8.count == 2 || year.utf8.count == 4
    else { return nil }
    let body = compact(String(parts[1]))
    guard let letter = body.utf8.last, isLetter(letter),
      let serial = digits(String(body.dropLast())), (1...7).contains(serial.utf8.count)
    else { return nil }
    let padded = String(repeating: "0", count: 7 - serial.utf8.count) + serial
    let digits = year.suffix(2) + padded
    guard let number = Int(digits), pncLetters[number % 23] == letter else { return nil }
    return "\(year.suffix(2))/\(padded)\(Character(Unicode.Scalar(letter)))"
  }

  /// Check letters by remainder: the alphabet without I, O and S, with Z for 0.
  private static let pncLetters = Array("ZABCDEFGHJKLMNPQRTUVWXY".utf8)

  /// A company number of eight characters: digits alone for England and Wales, or the register's
  /// letters, with zeros filled in; mutuals may end with a letter.
  public static func companyNumber(_ text: String) -> String? {
    let number = compact(text)
    let letters = String(number.prefix { $0.isLetter })
    var body = String(number.dropFirst(letters.count))
    guard letters.isEmpty || companyPrefixes.contains(letters), !body.isEmpty else { return nil }
    var suffix = ""
    if let last = body.utf8.last, isLetter(last) {
      guard !letters.isEmpty else { return nil }
      suffix = String(body.removeLast())
    }
    let width = 8 - letters.count - suffix.count
    guard !body.isEmpty, body.utf8.allSatisfy(isDigit), body.utf8.count <= width,
      body.utf8.contains(where: { $0 != UInt8(ascii: "0") })
    else { return nil }
    return letters + String(repeating: "0", count: width - body.utf8.count) + body + suffix
  }

  private static let companyPrefixes: Set<String> = [
    "SC", "NI", "OC", "SO", "NC", "FC", "SF", "NF", "LP", "SL", "NL", "R", "IP", "SP", "NP", "RC",
    "SR", "NR", "RS", "NO", "AC", "SA", "NA", "IC", "SI", "ZC", "SZ", "NZ", "GE", "GN", "GS", "SE",
    "ES", "CE", "CS", "PC", "OE", "UC", "GI",
  ]

  /// A bank account as sort code and account number, 14 digits in all. Only the length is checked:
  /// which modulus rule applies depends on a table that changes.
  public static func bankAccount(_ text: String) -> String? {
    let accepted = text.utf8.allSatisfy { isDigit($0) || " -/.:,".utf8.contains($0) }
    let digits = text.filter { $0.isASCII && $0.isNumber }
    guard accepted, digits.utf8.count == 14, digits.contains(where: { $0 != "0" }) else {
      return nil
    }
    return digits
  }

  /// An e-mail address in lower case.
  public static func emailAddress(_ text: String) -> String? {
    let address = text.lowercased()
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."),
      !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains(".."),
      !address.utf8.contains(where: { $0 <= 0x20 || ",;<>\"".utf8.contains($0) })
    else { return nil }
    return address
  }

  /// The number of a passport or identity card: 5 to 15 letters and digits, at least one a digit.
  public static func travelDocument(_ text: String) -> String? {
    let number = compact(text)
    guard (5...15).contains(number.utf8.count),
      number.utf8.contains(where: { (0x31...0x39).contains($0) })
    else { return nil }
    return number
  }

  /// Upper-case letters and digits of `text`; empty where it has other than these and separators.
  static func compact(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A: out.append(byte)
      case 0x61...0x7A: out.append(byte - 0x20)
      case 0x20, 0x09, 0x2D, 0x2E, 0x2F: continue
      default: return ""
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The digits of `text`, or nil where it holds anything else but blanks.
  private static func digits(_ text: String) -> String? {
    let out = text.utf8.filter { $0 != 0x20 }
    return out.allSatisfy(isDigit) ? String(decoding: out, as: UTF8.self) : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
}
