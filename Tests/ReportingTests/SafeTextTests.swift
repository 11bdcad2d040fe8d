import Testing

@testable import Reporting

@Suite("Text from data")
struct SafeTextTests {
  @Test(
    "Control, direction and invisible characters leave one visible mark",
    arguments: [
      ("x\u{0}\u{1}y", "x\u{FFFD}y"), ("a\u{202E}b\u{202C}", "a\u{FFFD}b\u{FFFD}"),
      ("\u{FEFF}z", "\u{FFFD}z"), ("tab\there", "tab here"), ("two\nlines", "two\nlines"),
      ("plain", "plain"), ("Ğülşen 王", "Ğülşen 王"),
    ])
  func marks(raw: String, expected: String) {
    #expect(SafeText(raw).text == expected)
  }

  @Test("Noncharacters are dropped", arguments: [0xFFFE, 0xFFFF, 0x1FFFE, 0xFDD0] as [UInt32])
  func noncharacters(code: UInt32) {
    var raw = "a"
    if let scalar = Unicode.Scalar(code) { raw.unicodeScalars.append(scalar) }
    #expect(SafeText(raw).text == "a\u{FFFD}")
  }

  @Test("Composed and decomposed text become the same bytes")
  func normalForm() {
    #expect(Array(SafeText("e\u{301}").text.utf8) == Array("\u{E9}".utf8))
  }

  @Test("Stacked combining marks are cut to eight code points a character")
  func stackedMarks() {
    let raw = "a" + String(repeating: "\u{316}", count: 500)
    #expect(SafeText(raw).text.unicodeScalars.count <= 8)
  }

  @Test("Lines are at most as wide as asked and the whole is cut at 80 characters")
  func wrapping() {
    let long = "Supercalifragilistic expialidocious " + String(repeating: "m", count: 200)
    let lines = SafeText(long).lines(width: 24)
    #expect(lines.allSatisfy { $0.text.count <= 24 })
    #expect(lines.last?.text.hasSuffix("…") == true)
    #expect(lines.reduce(0) { $0 + $1.text.count } <= 80)
    #expect(SafeText("").lines().map(\.text) == [""])
    #expect(
      SafeText("one two three four").lines(width: 8, most: 2).map(\.text) == ["one two", "three…"])
  }

  @Test("Every character with a meaning in markup is escaped")
  func escaping() {
    let field: Markup = "<b>\(SafeText("<i a=\"b\" c='d'>&amp;"))</b>"
    #expect(
      field.text == "<b>&lt;i a=&quot;b&quot; c=&#39;d&#39;&gt;&amp;amp;</b>")
  }

  @Test(
    "Points are printed exactly",
    arguments: [
      (0, "0.000"), (7, "0.007"), (-500, "-0.500"), (12_345, "12.345"), (-1_000, "-1.000"),
    ])
  func points(thousandths: Int, expected: String) {
    #expect(Points(thousandths).text == expected)
  }
}
