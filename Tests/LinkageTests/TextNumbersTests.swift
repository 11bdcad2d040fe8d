import Testing

@testable import Linkage

@Suite("Numbers of texts")
struct TextNumbersTests {
  /// Texts of few letters, so that most come again; some in two encodings of one text.
  private static let texts: [String] = {
    let parts = [
      "a", "b", "ab", "street", "norfolk street 12", "", " ", "K", "\u{212A}", ";", "\u{37E}", "`",
      "\u{1FEF}", "é", "e\u{301}", "Ω", "\u{2126}", "ł", "12345678", "123456789",
    ]
    return (0..<20_000).map { step in
      let mixed = UInt64(step) &* 0x9E37_79B9_7F4A_7C15
      let places = [mixed >> 60, mixed >> 52 & 15, mixed >> 44 & 31]
      return places.map { parts[Int($0) % parts.count] }.joined(separator: step % 3 == 0 ? "" : "-")
        + (step % 5 == 0 ? "\(step % 1_000)" : "")
    } + parts
  }()

  @Test("Equal texts have one number, in the order in which they came, as a dictionary has it")
  func likeADictionary() {
    var numbers = TextNumbers()
    var known: [String: Int32] = [:]
    var order: [String] = []
    for text in Self.texts + Self.texts {
      let expected = known[text] ?? Int32(known.count)
      if Int(expected) == known.count {
        known[text] = expected
        order.append(text)
      }
      #expect(numbers.number(of: text) == expected, "\(text.debugDescription)")
    }
    #expect(known.count > 1_000)
    #expect(numbers.texts == order)
  }

  @Test("Texts of several columns have one number where all of them are equal")
  func columns() {
    var read = ReadTexts()
    var known: [[String]: Int] = [:]
    for (first, rest) in zip(Self.texts, Self.texts.dropFirst()).prefix(8_000) {
      for row in [[first, rest, "x"], [rest, first, "x"], [first + rest, "", "x"]] {
        let expected = known[row] ?? known.count
        known[row] = expected
        #expect(read.number(of: row) == expected)
      }
    }
  }
}
