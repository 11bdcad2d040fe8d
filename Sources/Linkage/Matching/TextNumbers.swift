/// Distinct texts, numbered in the order in which they come. Texts that Unicode holds to be the same are
/// one, however they are encoded.
///
/// - Complexity: O(length) for each text asked for.
struct TextNumbers {
  /// The texts by number.
  private(set) var texts: [String] = []
  /// By place: the upper half of the hash of a text, and its number + 1; 0 where the place is free.
  private var places: [UInt64] = [UInt64](repeating: 0, count: 64)
  /// Texts that are not of ASCII alone, which may be another text in another encoding.
  private var others: [String: Int32] = [:]

  var count: Int { texts.count }

  /// Returns the number of a text, which it has from now on.
  mutating func number(of text: String) -> Int32 {
    let (hash, isASCII) = textHash(text)
    guard isASCII else { return numberOfOther(text) }
    var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
    while places[place] != 0 {
      let number = Int(places[place] & 0xFFFF_FFFF) - 1
      if places[place] >> 32 == hash >> 32, texts[number] == text { return Int32(number) }
      place = (place + 1) & (places.count - 1)
    }
    let number = append(text)
    places[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    if 4 * texts.count > 3 * places.count { grow() }
    return number
  }

  private mutating func append(_ text: String) -> Int32 {
    texts.append(text)
    return Int32(texts.count - 1)
  }

  private mutating func numberOfOther(_ text: String) -> Int32 {
    if let known = others[text] { return known }
    // A few signs are a letter of ASCII in another encoding, such as that for kelvin.
    let asLetters = String(String.UnicodeScalarView(text.unicodeScalars.map(Self.letter)))
    let isEncoded = asLetters == text && textHash(asLetters).isASCII
    let number = isEncoded ? self.number(of: asLetters) : append(text)
    others[text] = number
    return number
  }

  /// The sign of ASCII to which Unicode holds another to be equal.
  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{037E}": ";"
    case "\u{1FEF}": "`"
    case "\u{212A}": "K"
    default: scalar
    }
  }

  private mutating func grow() {
    let old = places
    // Numbers of other texts leave holes, so that the table is filled a little less than counted.
    places = [UInt64](repeating: 0, count: 2 * old.count)
    for entry in old where entry != 0 {
      let hash = textHash(texts[Int(entry & 0xFFFF_FFFF) - 1]).hash
      var place = Int(truncatingIfNeeded: hash) & (places.count - 1)
      while places[place] != 0 { place = (place + 1) & (places.count - 1) }
      places[place] = entry
    }
  }
}
