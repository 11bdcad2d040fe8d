/// How the bytes of a file spell text.
package enum TextEncoding: String, Sendable, CaseIterable {
  case utf8 = "utf-8"
  case latin1 = "latin-1"
  case windows1252 = "windows-1252"

  /// Appends `text` in UTF-8, or returns false where it is not valid in this encoding.
  ///
  /// Bytes 80 to 9F of Latin-1 are control characters that no export means; they are refused, since
  /// they show that the file is in Windows-1252.
  func append(_ text: ArraySlice<UInt8>, to out: inout [UInt8]) -> Bool {
    switch self {
    case .utf8:
      guard String(validating: text, as: UTF8.self) != nil else { return false }
      out += text
    case .latin1:
      for byte in text {
        guard !(0x80..<0xA0).contains(byte) else { return false }
        out += UTF8.encode(Unicode.Scalar(byte)).map { Array($0) } ?? []
      }
    case .windows1252:
      for byte in text {
        let isHigh = (0x80..<0xA0).contains(byte)
        let value = isHigh ? TextEncoding.windowsHigh[Int(byte) - 0x80] : UInt32(byte)
        guard value != 0, let scalar = Unicode.Scalar(value) else { return false }
        out += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    return true
  }

  /// Bytes 80 to 9F of Windows-1252; 0 where undefined.
  ///
  /// > Source: Unicode Consortium, mapping table CP1252.TXT.
  private static let windowsHigh: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}
