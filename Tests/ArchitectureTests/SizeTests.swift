import Foundation
import Support
import Testing

/// A function, initialiser or subscript and the lines from its first to its closing brace.
private struct Function: Equatable {
  let path: String
  let line: Int
  let lines: Int
}

/// Returns the functions of `text`, by brace counting over its code.
private func functions(in text: String, path: String) -> [Function] {
  let code = Array(SwiftText(text).code.utf8)
  var found: [Function] = []
  let pattern = #"\b(func\s+[^\s(<]+|init[?]?\s*[(<]|subscript\s*[(<]|deinit)"#
  guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
  let string = String(decoding: code, as: UTF8.self)
  for match in expression.matches(in: string, range: NSRange(string.startIndex..., in: string)) {
    guard let range = Range(match.range, in: string),
      !isCall(string, before: range.lowerBound)
    else { continue }
    let start = string.utf8.distance(from: string.utf8.startIndex, to: range.lowerBound)
    guard let end = bodyEnd(of: code, from: start) else { continue }
    let newline = UInt8(ascii: "\n")
    found.append(
      Function(
        path: path, line: code[..<start].count { $0 == newline } + 1,
        lines: code[start...end].count { $0 == newline } + 1))
  }
  return found
}

/// Whether what follows is a call such as `self.init(` and no declaration.
private func isCall(_ text: String, before place: String.Index) -> Bool {
  place > text.startIndex && text[text.index(before: place)] == "."
}

/// Returns where the body ends that belongs to a declaration at `start`, or nil where it has none.
private func bodyEnd(of code: [UInt8], from start: Int) -> Int? {
  var round = 0
  var braces = 0
  for place in start..<code.count {
    switch code[place] {
    case UInt8(ascii: "("), UInt8(ascii: "["): round += 1
    case UInt8(ascii: ")"), UInt8(ascii: "]"): round -= 1
    case UInt8(ascii: "{"): braces += 1
    case UInt8(ascii: "}"):
      braces -= 1
      if braces < 0 { return nil }
      if braces == 0 && round == 0 { return place }
    case UInt8(ascii: "\n") where braces == 0 && round == 0:
      let rest = code[(place + 1)...].drop { $0 == UInt8(ascii: " ") }
      let next = String(decoding: rest.prefix(8), as: UTF8.self)
      if !["{", "-", "w", "a", "t", ")"].contains(where: { next.hasPrefix($0) }) { return nil }
    default: break
    }
  }
  return nil
}

@Suite struct SizeTests {
  @Test("A function has at most 60 lines")
  func functionLength() {
    let long = SourceTree.sources.flatMap { functions(in: $0.text, path: $0.path) }
      .filter { $0.lines > 60 }
    #expect(long.map { "\($0.path):\($0.line): \($0.lines) lines" } == [])
  }

  @Test("A file has at most 400 lines")
  func fileLength() {
    let long = (SourceTree.sources + SourceTree.tests).filter { $0.lineCount > 400 }
    #expect(long.map { "\($0.path): \($0.lineCount) lines" } == [])
  }

  @Test("Lengths are counted over nested braces, strings and requirements without a body")
  func lengthsAreCounted() {
    let text = """
      protocol P {
        func required()
        init(a: Int)
      }
      func long(a: () -> Void = {}) {
        if true {
          print("}")
        }
      }
      struct S {
        init() { self.init(b: 1) }
      }
      """
    #expect(
      functions(in: text, path: "a") == [
        Function(path: "a", line: 5, lines: 5), Function(path: "a", line: 11, lines: 1),
      ])
  }

  @Test("Many functions of the sources are seen")
  func functionsAreSeen() {
    #expect(SourceTree.sources.flatMap { functions(in: $0.text, path: $0.path) }.count > 100)
  }
}
