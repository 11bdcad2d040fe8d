import Records
import Testing

@Suite("A field of delimited text") struct CSVFieldTests {
  @Test(
    "Is quoted where a reader would split it, whatever stands beside the byte",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
      ("a\nb", "\"a\nb\""), ("a\rb", "\"a\rb\""), ("a\r\nb", "\"a\r\nb\""),
      ("a,\u{301}b", "\"a,\u{301}b\""), ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
      ("a|b;c\td", "a|b;c\td"), ("Zo\u{E9}", "Zo\u{E9}"),
    ])
  func quoting(text: String, written: String) {
    #expect(Array(CSVField.quoted(text).utf8) == Array(written.utf8))
  }

  @Test("Is split at the delimiter of its file alone")
  func delimiter() {
    #expect(CSVField.quoted("a|b,c", delimiter: UInt8(ascii: "|")) == "\"a|b,c\"")
    #expect(CSVField.quoted("a,b", delimiter: UInt8(ascii: "|")) == "a,b")
  }
}
