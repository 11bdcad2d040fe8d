/// What a registration mark may have been before a camera, a witness or a keyboard took one sign for
/// another.
public enum RegistrationReading {
  /// Returns the mark with one sign for each class of signs that are taken for each other, {0 O D Q},
  /// {1 I L}, {2 Z}, {5 S}, {6 G}, {8 B}: marks that agree in it may be one mark misread.
  ///
  ///     RegistrationReading.classes("QZ12ABC") == RegistrationReading.classes("OZI2A8C")  // true
  ///
  /// - Parameter mark: Normalised by ``Identifiers/registration(_:)``.
  public static func classes(_ mark: String) -> String {
    String(decoding: mark.utf8.map { digits[$0] ?? $0 }, as: UTF8.self)
  }

  /// Returns a mark of seven signs with letters and digits where the current style, two letters, two
  /// digits, three letters, must have them, or nil where that cannot be done or changes nothing.
  ///
  ///     RegistrationReading.mended("QZO2ABC")  // "QZ02ABC"
  ///     RegistrationReading.mended("QZ02ABC")  // nil
  ///
  /// > Source: DVLA, INF104 "Vehicle registration numbers and number plates": neither I nor Q, nor Z in
  /// > the tag, so that 1 for a letter is read as L.
  public static func mended(_ mark: String) -> String? {
    var signs = Array(mark.utf8)
    guard signs.count == 7, RegistrationStyle(mark) == .foreign else { return nil }
    for place in signs.indices {
      let isDigitPlace = place == 2 || place == 3
      if Identifiers.isDigit(signs[place]) != isDigitPlace {
        guard let other = (isDigitPlace ? digits : letters)[signs[place]] else { return nil }
        signs[place] = other
      }
    }
    let text = String(decoding: signs, as: UTF8.self)
    return text != mark && [.current, .reserved].contains(RegistrationStyle(text)) ? text : nil
  }

  private static let digits = pairs("O0 D0 Q0 I1 L1 Z2 S5 G6 B8")
  private static let letters = pairs("0O 1L 2Z 5S 6G 8B")

  private static func pairs(_ text: String) -> [UInt8: UInt8] {
    var table: [UInt8: UInt8] = [:]
    for pair in text.split(separator: " ") {
      let bytes = Array(pair.utf8)
      table[bytes[0]] = bytes[1]
    }
    return table
  }
}
