import Foundation
import Support

/// A file of the checkout.
struct TextFile {
  /// From the root of the checkout, such as `Sources/ocg/Main.swift`.
  let path: String
  let text: String
  /// The text as Swift; empty where it is of another kind.
  let swift: SwiftText

  init(path: String, text: String) {
    self.path = path
    self.text = text
    let isSwift = path.hasSuffix(".swift") || !path.contains(".")
    swift = SwiftText(isSwift ? text : "")
  }

  /// The folder below `Sources` or `Tests`: the target.
  var target: String { String(path.split(separator: "/").dropFirst().first ?? "") }
  var name: String { String(path.split(separator: "/").last ?? "") }
  var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
}

/// The files that the tests of this folder read as text.
enum SourceTree {
  static let sources = files(below: "Sources", ending: ["swift"])
  static let tests = files(below: "Tests", ending: ["swift"])

  /// Returns the text files below `folder`, by path; without an `ending` all of at most 4 MB.
  static func files(below folder: String, ending: Set<String>? = nil) -> [TextFile] {
    let root = SharedData.checkout
    let base = root.appendingPathComponent(folder)
    guard let walker = FileManager.default.enumerator(atPath: base.path) else { return [] }
    return walker.compactMap { $0 as? String }.sorted().compactMap { name in
      let url = base.appendingPathComponent(name)
      if let ending, !ending.contains(url.pathExtension) { return nil }
      guard let data = try? Data(contentsOf: url), data.count <= 4_000_000 else { return nil }
      return TextFile(path: "\(folder)/\(name)", text: String(decoding: data, as: UTF8.self))
    }
  }

  /// Returns one file at the root of the checkout; empty where it is missing.
  static func file(_ path: String) -> TextFile {
    let url = SharedData.checkout.appendingPathComponent(path)
    let data = (try? Data(contentsOf: url)) ?? Data()
    return TextFile(path: path, text: String(decoding: data, as: UTF8.self))
  }
}

/// Something that a rule found, as `path:line: what`.
struct Breach: Equatable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}

/// Returns a breach for each match of one of `patterns` in a line of `text`.
func matches(
  of patterns: [String], in text: String, path: String, ignoringCase: Bool = false
) -> [Breach] {
  let all = NSRange(text.startIndex..., in: text)
  // Most patterns are nowhere in a file, which one search tells.
  let expressions = patterns.compactMap {
    let options: NSRegularExpression.Options = ignoringCase ? [.caseInsensitive] : []
    return try? NSRegularExpression(pattern: $0, options: options.union(.anchorsMatchLines))
  }.filter { $0.firstMatch(in: text, range: all) != nil }
  guard !expressions.isEmpty else { return [] }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  return lines.enumerated().flatMap { index, line in
    let line = String(line)
    let whole = NSRange(line.startIndex..., in: line)
    return expressions.flatMap { expression in
      expression.matches(in: line, range: whole).map { match in
        let found = Range(match.range, in: line).map { String(line[$0]) } ?? ""
        return Breach(path: path, line: index + 1, what: found)
      }
    }
  }
}
