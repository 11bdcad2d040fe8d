/// Latin letters outside ASCII by their base letters, from tables of this file: no transform of the
/// platform is asked, which would cost microseconds a word.
enum LatinLetters {
  /// Returns the lower-case ASCII letters for `scalar`, or nil where it is no Latin letter.
  static func ascii(_ scalar: Unicode.Scalar) -> [UInt8]? {
    if let special = several[scalar.value] { return special }
    for (start, letters) in ranges where scalar.value >= start {
      let place = Int(scalar.value - start)
      guard place < letters.count else { continue }
      return letters[place] == 0x20 ? nil : [letters[place]]
    }
    return nil
  }

  /// Whether `scalar` is a combining mark of the Latin, Greek, Cyrillic or Arabic script.
  static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x200B...0x200F:
      true
    default: false
    }
  }

  /// First scalar and base letters of a block; a blank where the table of several letters holds it.
  private static let ranges: [(UInt32, [UInt8])] = [
    (
      0x1E00,
      """
      aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp\
      rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy      \
      aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy
      """
    ),
    (0x1F4, "gg  nnaa    aaaaeeeeiiiioooorrrruuuusstt"),
    (0x1CD, "aaiioouuuuuuuuuu"),
    (0x1A0, "oo             uu"),
    (
      0xC0,
      """
      aaaaaa ceeeeiiiidnooooo ouuuuy  aaaaaa ceeeeiiiidnooooo ouuuuy yaaaaaaccccccccddddeeeeeeeeee\
      gggggggghhhhiiiiiiiiii  jjkkkllllllllllnnnnnnnnnoooooo  rrrrrrssssssssttttttuuuuuuuuuuuuww\
      yyyzzzzzzs
      """
    ),
  ].map { ($0.0, Array($0.1.utf8)) }

  /// Letters that passports write with two, or with one that is not their base.
  private static let several: [UInt32: [UInt8]] = [
    0xDF: "ss", 0x1E9E: "ss", 0xC6: "ae", 0xE6: "ae", 0xDE: "th", 0xFE: "th", 0xD8: "o", 0xF8: "o",
    0x132: "ij", 0x133: "ij", 0x152: "oe", 0x153: "oe", 0x141: "l", 0x142: "l", 0x14A: "n",
    0x14B: "n", 0x18F: "e", 0x259: "e",
  ].mapValues { Array($0.utf8) }
}
