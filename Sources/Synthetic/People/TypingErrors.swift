/// Slips of the hand: one a call.
enum TypingErrors {
  private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].map { Array($0.utf8) }

  /// Returns `word` with one letter struck beside its key, left out, doubled, or two exchanged. Words
  /// of fewer than three letters stay as they are.
  static func slip(_ word: String, _ draw: inout Draw) -> String {
    var letters = Array(word.unicodeScalars)
    guard letters.count >= 3 else { return word }
    let place = draw.below(letters.count - 1) + (draw.happens(850) ? 1 : 0)
    switch draw.below(100) {
    case ..<34: letters[place] = neighbour(letters[place], &draw)
    case ..<60: letters.remove(at: place)
    case ..<76: letters.insert(letters[place], at: place)
    default: letters.swapAt(place, place > 0 ? place - 1 : 1)
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: letters)
    return String(out)
  }

  /// Returns `text` with one of its digits changed or two exchanged.
  static func wrongDigit(_ text: String, _ draw: inout Draw) -> String {
    var bytes = Array(text.utf8)
    let places = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }.suffix(7)
    guard let first = places.first, let last = places.last, first < last else { return text }
    let place = first + draw.below(last - first + 1)
    guard (0x30...0x39).contains(bytes[place]) else { return text }
    if draw.happens(350), place > first, (0x30...0x39).contains(bytes[place - 1]) {
      bytes.swapAt(place, place - 1)
    } else {
      bytes[place] = 0x30 + (bytes[place] - 0x30 + UInt8(1 + draw.below(9))) % 10
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let alike: [UInt8: UInt8] = [
    0x4F: 0x30, 0x30: 0x4F, 0x49: 0x31, 0x31: 0x49, 0x5A: 0x32, 0x32: 0x5A, 0x53: 0x35, 0x35: 0x53,
    0x47: 0x36, 0x36: 0x47, 0x42: 0x38, 0x38: 0x42,
  ]

  /// Returns a registration mark as a camera or a witness reads it. The tag, which keeps it from
  /// being anybody's, is left alone.
  static func misread(_ mark: String, _ draw: inout Draw) -> String {
    var bytes = Array(mark.utf8)
    let places = bytes.indices.dropFirst(2).filter { alike[bytes[$0]] != nil }
    if !places.isEmpty, draw.happens(650) {
      let place = draw.pick(Array(places))
      bytes[place] = alike[bytes[place]] ?? bytes[place]
    } else if draw.happens(500) {
      bytes.swapAt(2, 3)
    } else {
      bytes[4 + draw.below(3)] = draw.pick(Array("ABCDEFGHJKLMNPRSTUVWXY".utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func neighbour(_ letter: Unicode.Scalar, _ draw: inout Draw)
    -> Unicode.Scalar
  {
    guard letter.isASCII else { return letter }
    let isUpper = (0x41...0x5A).contains(letter.value)
    let lower = UInt8(letter.value) | (isUpper ? 0x20 : 0)
    for row in rows {
      guard let place = row.firstIndex(of: lower) else { continue }
      let beside =
        place == 0 ? 1 : place == row.count - 1 ? place - 1 : place + draw.below(2) * 2 - 1
      return Unicode.Scalar(isUpper ? row[beside] - 0x20 : row[beside])
    }
    return letter
  }
}
