import Foundation
import Support
import Testing

@Suite struct MutationTests {
  @Test("Each text that the mutation run replaces stands once in its file, and its tests exist")
  func mutations() throws {
    let lines = SourceTree.file("Benchmarks/mutations.tsv").text
      .split(separator: "\n").filter { !$0.hasPrefix("#") }
    #expect(lines.count > 50)
    for line in lines {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 4, "\(line)")
      let source = try #require(
        SourceTree.sources.first { $0.path == fields[0] }, "\(fields[0]) is no source")
      #expect(source.text.components(separatedBy: fields[1]).count == 2, "\(line)")
      #expect(fields[1] != fields[2], "\(line)")
      for filter in fields[3].split(separator: "|") {
        #expect(
          SourceTree.tests.contains { $0.text.contains("struct \(filter)") },
          "\(filter) is no suite")
      }
    }
  }
}
