import Foundation
import Support
import Testing

/// Files in which a word outside the glossary is right, with the reason.
private let exceptions: [String: [String]] = [
  // GraphML and its relatives call these parts node and edge; the types mirror the format.
  "Sources/Assessment/Release/ReleasedCharts.swift": ["struct Node"]
]

/// Words that the glossary bans from sources, tests and the README.
private let bannedWords = [
  // Cross-force is meant; the other thing is called a drug deal line.
  "county[ -]lines?\\b",
  // A computed hypothesis is a group, an entry of the register is an OCG.
  #"\bgangs?\b(?! Matrix)"#,
  #"\b(criminal|crime|terror|terrorist|OCG|smuggling|trafficking|sleeper) cells?\b"#,
]

/// Kinds of names that say nothing, or say it in another field's words.
private let bannedTypes = [
  #"\b(struct|class|enum|actor|protocol|typealias) \w*(Manager|Helpers?|Utils?|Utilities)\b"#
]
private let graphWords = [
  #"\b(struct|class|enum|actor|protocol|typealias) \w*(Node|Vertex|Vertices|Edge)\b"#
]

/// Characteristics that the law protects, which never enter the ranking graph.
private let protected = [
  "nationality", "ethnic", "race", "language", "religion", "belief", "asylum", "immigration",
  "disab", "gender", "sex", "orientation", "political", "union", "health",
]

@Suite struct VocabularyTests {
  private static let readable =
    (SourceTree.sources + SourceTree.tests + [SourceTree.file("README.md")])
    .filter { !$0.path.hasPrefix("Tests/ArchitectureTests/") }

  @Test("The words are those of the field")
  func words() {
    let found = Self.readable.flatMap {
      matches(of: bannedWords, in: $0.text, path: $0.path, ignoringCase: true)
    }
    #expect(found.map(\.description) == [])
  }

  @Test(
    "A banned word is found", arguments: ["County lines", "a county line", "the gang", "OCG cell"])
  func wordsCanFail(text: String) {
    #expect(matches(of: bannedWords, in: text, path: "a", ignoringCase: true).count == 1)
  }

  @Test(
    "A word that only looks like a banned one is let through",
    arguments: [
      "across county boundaries", "gangmaster", "london_gang.json", "Gangs Matrix", "cell",
    ])
  func wordsPass(text: String) {
    #expect(matches(of: bannedWords, in: text, path: "a", ignoringCase: true) == [])
  }

  @Test("No type is a manager, a helper or a bag of utilities")
  func types() {
    let found = SourceTree.sources.flatMap {
      matches(of: bannedTypes, in: $0.swift.code, path: $0.path)
    }
    #expect(found.map(\.description) == [])
    let names = SourceTree.sources.map(\.name).filter {
      $0.contains("Manager") || $0.contains("Helper") || $0.contains("Util")
    }
    #expect(names == [])
  }

  @Test("A type with such a name is found")
  func typesCanFail() {
    #expect(matches(of: bannedTypes, in: "final class CaseManager {", path: "a").count == 1)
    #expect(matches(of: bannedTypes, in: "case manager", path: "a") == [])
  }

  @Test("Nodes, vertices and edges are types of the graph core and of graph files alone")
  func graphTypes() {
    let found = SourceTree.sources
      .filter { $0.target != "GraphCore" && !$0.path.hasPrefix("Sources/Records/GraphFiles/") }
      .flatMap { matches(of: graphWords, in: $0.swift.code, path: $0.path) }
      .filter { !(exceptions[$0.path] ?? []).contains($0.what) }
    #expect(found.map(\.description) == [])
  }

  @Test("A type in graph words is found")
  func graphTypesCanFail() {
    #expect(matches(of: graphWords, in: "struct PersonNode: Sendable {", path: "a").count == 1)
    #expect(matches(of: graphWords, in: "let node: Int", path: "a") == [])
  }

  @Test("Linkage speaks of a match weight and never of a score")
  func matchWeight() {
    let found = SourceTree.sources.filter { $0.target == "Linkage" }.flatMap {
      matches(of: [#"(?i)score"#], in: $0.swift.code, path: $0.path)
    }
    #expect(found.map(\.description) == [])
  }

  @Test("No attribute of a record is a protected characteristic")
  func protectedCharacteristics() {
    let text = SourceTree.file("Sources/Records/Model/SourceRecord.swift").text
    let names = featureNames(in: text)
    #expect(names.count > 20)
    #expect(names.filter(isProtected) == [])
  }

  @Test("A protected characteristic is found")
  func protectedCanFail() {
    let names = featureNames(in: "enum Name: String {\n  // note\n  case name, nationality\n}\n")
    #expect(names == ["name", "nationality"])
    #expect(names.filter(isProtected) == ["nationality"])
  }

  private func isProtected(_ name: String) -> Bool {
    protected.contains { name.lowercased().contains($0) }
  }

  /// Returns the cases of `enum Name` in `text`.
  private func featureNames(in text: String) -> [String] {
    let body =
      Manifest.captures(
        #"enum Name: [^{]*\{([\s\S]*?)\n\s*(?:public static|\})"#, in: SwiftText(text).code
      )
      .first?[0] ?? ""
    return Manifest.captures(#"case ([^\n]+)"#, in: body).flatMap { line in
      line[0].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test("No work is left undone in a comment")
  func noLeftovers() {
    let found = (SourceTree.sources + SourceTree.tests)
      .filter { !$0.path.hasPrefix("Tests/ArchitectureTests/") }
      .flatMap { matches(of: [#"\b(TODO|FIXME|XXX|HACK)\b"#], in: $0.text, path: $0.path) }
    #expect(found.map(\.description) == [])
  }
}
