import Foundation
import Records
import Testing

@Suite("Where a JSON5 document is broken") struct JSON5FaultTests {
  private struct Whole: Decodable {
    let value: Int?
    let list: [Int]?
  }

  private func said(_ text: String) -> String? {
    do {
      _ = try JSON5Document.decode(Whole.self, from: Data(text.utf8))
      return nil
    } catch DecodingError.dataCorrupted(let context) {
      return context.debugDescription
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "The line, the column and what is wrong there are told",
    arguments: [
      ("", "line 1, column 1: the text ends too early"),
      ("{ value: 1,\n  list: }", "line 2, column 9: a value is missing"),
      ("{ value: 1\n  list: [1] }", "line 2, column 3: a comma or a closing bracket is missing"),
      ("{ value 1 }", "line 1, column 9: a colon is missing after a member's name"),
      ("{ value: [1, 2 }", "line 1, column 16: a comma or a closing bracket is missing"),
      ("{ value: nought }", "line 1, column 10: \"nought\" is no value"),
      (
        "{ // note }\n value: 'é', list: \"a\n }",
        "line 2, column 20: a quotation mark is never closed on its line"
      ),
      ("{ value: 1 } }", "line 1, column 14: something stands behind the end of the document"),
      ("{ : 1 }", "line 1, column 3: a member's name is missing"),
    ])
  func places(text: String, expected: String) {
    #expect(said(text) == expected)
  }

  @Test("A number that is not whole is told by its member, and not as a broken document")
  func fractions() {
    #expect(
      said("{ list: [1, 2.5] }")
        == "a number is not of the kind wanted, such as a whole one: list[1] is 2.5")
    #expect(said("{ value: 99999999999999999999 }")?.contains("value is 9999") == true)
  }

  @Test(
    "What JSON5 allows is found no fault with",
    arguments: [
      "{}", "[1,]", "{ /* a */ 'a b': \"it\\'s\", $x_1: +.5, y: 0xFF, z: -1e3, // end\n }", "null",
      "{ é: ['\\u0041', true, false], }", "\u{FEFF}{ a: Infinity }",
    ])
  func sound(text: String) {
    let words = said(text)
    #expect(words?.hasPrefix("line ") != true, "\(words ?? "")")
  }

  @Test("Nesting without end is refused and ends nothing")
  func deep() {
    let text = String(repeating: "[", count: 100_000)
    #expect(said(text) != nil)
  }
}
