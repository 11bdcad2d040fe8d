import Foundation
import Support
import Testing

@Suite struct IdentifierTests {
  @Test("No phone, mark, insurance number, postcode or mail address can belong to anybody")
  func committedFiles() {
    let files =
      SourceTree.files(below: "datasets") + SourceTree.tests
      + [SourceTree.file("README.md")]
    let found = files.filter {
      // Most files hold none, which one search tells.
      !$0.path.hasPrefix("Tests/ArchitectureTests/")
        && !TestSafeIdentifiers.unsafe(in: $0.text).isEmpty
    }.flatMap { file in
      file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap {
        index, line in
        TestSafeIdentifiers.unsafe(in: String(line)).map { "\(file.path):\(index + 1): \($0)" }
      }
    }
    #expect(found.prefix(20).joined(separator: "\n") == "")
  }

  @Test(
    "An identifier that could be somebody's is found",
    arguments: [
      "07911123456", "+44 7911 123456", "01353 123456", "AB12CDE", "AB12 CDE", "AB123456C",
      "PE13 1AA", "someone@mail.co.uk",
    ])
  func canFail(text: String) {
    #expect(TestSafeIdentifiers.unsafe(in: "a,\(text),b") == [text])
  }

  @Test(
    "A reserved identifier is let through",
    arguments: [
      "07700900123", "+44 7700 900123", "01632 960123", "QZ12ABC", "QQ123456C", "ZZ99 1AA",
      "someone@example.org", "0191 498 0123", "2026-09-12", "100023456789", "E23000023",
      "GIR 0AA".replacingOccurrences(of: "GIR", with: "QIR"),
    ])
  func passes(text: String) {
    #expect(TestSafeIdentifiers.unsafe(in: "a,\(text),b") == [])
  }
}
