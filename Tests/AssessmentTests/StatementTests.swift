import Foundation
import Testing

@testable import Assessment

@Suite("Judgements and the probability yardstick")
struct StatementTests {
  private func load(_ text: String) throws -> String {
    let file = try TemporaryPolicy(text)
    do {
      return try AnalystStatements.load(file.path).canonicalText
    } catch {
      return "\(error)"
    }
  }

  private func judgement(_ words: String, term: String = "likely or probable") throws -> String {
    try load(
      """
      { judgements: [{ words: "\(words)", term: "\(term)", confidence: "moderate",
                       analyst: "DC Sample" }] }
      """)
  }

  @Test(
    "Words of the yardstick are let through",
    arguments: [
      "It is likely that BITTERN moves people.", "BITTERN probably moves people.",
      "BITTERN moved people on 4 May 2026.", "The mayor said nothing.",
    ])
  func within(words: String) throws {
    let text = try judgement(words)
    #expect(text.hasPrefix("{"), "\(text)")
  }

  @Test(
    "A word of probability outside the yardstick is refused by name",
    arguments: [
      ("BITTERN may move people.", "may"), ("It is very likely.", "very likely"),
      ("It is almost likely.", "almost likely"), ("Possibly so.", "possibly"),
      ("There is a chance of it.", "chance"), ("It is certain.", "certain"),
    ])
  func outside(words: String, found: String) throws {
    let text = try judgement(words)
    #expect(
      text.contains("judgements[0]: \"\(found)\" is a word of probability outside"), "\(text)")
  }

  @Test("Terms of several words are one term, and no part of them is another")
  func longTerms() {
    for term in Yardstick.allCases where term != .likely {
      #expect(Yardstick.words(in: "It is \(term.rawValue) that").terms == [term])
      #expect(Yardstick.words(in: "It is \(term.rawValue) that").outside == [])
    }
    #expect(Yardstick(term: "Probable") == .likely)
    #expect(Yardstick(term: "very likely") == nil)
  }

  @Test("A term, a confidence or a member that is not known is refused, and words against the term")
  func refused() throws {
    #expect(try judgement("So.", term: "possible").contains("term \"possible\" is not of the"))
    #expect(
      try judgement("It is highly likely.").contains(
        "the words say \"highly likely\" and the term is \"likely or probable\""))
    #expect(
      try load(
        "{ judgements: [{ words: 'a', term: 'unlikely', confidence: 'sure', analyst: 'b' }] }"
      )
      .contains("confidence \"sure\" is not known"))
    #expect(try load("{ judgments: [] }").contains("unknown member judgments"))
    #expect(
      try load("{ figures: [{ figure: '', source: 'a', value: 1 }] }").contains("figures[0]"))
    #expect(
      try load("{ figures: [{ figure: 'x', source: 'a', value: 9, parts: [-1] }] }").contains(
        "-1 is"))
    #expect(
      try load("{ figures: [{ figure: 'x', source: 'a', value: 1.5 }] }").contains(
        "figures[0].value is 1.5; correct the file of"))
    #expect(
      try load("{ figures: [\n { figure: 'x',, source: 'a', value: 1 }] }").contains(
        "line 2, column 16: a member's name is missing; correct the file of"))
  }

  @Test("Terms stand in the order of their figures, with gaps between them")
  func ranges() {
    let bounds = Yardstick.allCases.flatMap { term in
      term.range.split { !$0.isNumber }.compactMap { Int($0) }
    }
    #expect(bounds.count == 14)
    #expect(bounds == Array(Set(bounds)).sorted())
  }

  @Test("Terms of reference with an empty entry, a wrong day or days the wrong way are refused")
  func terms() throws {
    func terms(_ scope: String, _ agreed: String, _ due: String) throws -> String {
      try load(
        """
        { terms: { subject: "ML-1", reference: "T-1", requestedBy: "Unit", question: "Who?",
            scope: "\(scope)", agreedBy: "DI Test", agreedOn: "\(agreed)", deliverBy: "\(due)",
            reassessedBy: "DI Test" } }
        """)
    }
    #expect(try terms("The Fens", "2026-07-01", "2026-07-01").hasPrefix("{"))
    #expect(try terms("", "2026-07-01", "2026-08-01").contains("terms: scope: is empty"))
    #expect(try terms("The Fens", "1 July", "2026-08-01").contains("must be days"))
    #expect(try terms("The Fens", "2026-08-01", "2026-07-01").contains("is before agreedOn"))
    #expect(try load("{ terms: { subject: 'ML-1' } }").contains("terms"))
  }
}
