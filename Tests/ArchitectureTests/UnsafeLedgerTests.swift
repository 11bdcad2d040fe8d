import Foundation
import Support
import Testing

/// Files that may hold unsafe code. A file is entered here by hand, when its review is done, and
/// struck out when its unsafe code is gone.
private let ledger: Set<String> = [
  "Sources/GraphCore/WorkerPool.swift",
  "Sources/Records/Ingest/CSVReader.swift",
  "Sources/Reporting/Drawing/GraphvizRenderer.swift",
  "Sources/Reporting/Pages/PDFCanvas.swift",
  "Sources/Reporting/Tables/WorkbookFile.swift",
]
/// All of this folder is in the ledger.
private let kernels = "Sources/GraphCore/Kernels/"

private let unsafeCode = [
  #"\bunsafe\b"#, #"\bUnsafe\w*Pointer"#, #"\bUnsafeRaw\w*"#, #"\bUnmanaged\b"#,
  #"\bunsafeBitCast\b"#, #"\bunchecked:"#, #"@unchecked\b"#, #"nonisolated\(unsafe\)"#,
  #"\bwithUnsafe\w+"#, #"\bOpaquePointer\b"#,
]

private func holdsUnsafeCode(_ file: TextFile) -> Bool {
  !matches(of: unsafeCode, in: file.swift.code, path: file.path).isEmpty
}

/// Returns the lines with unsafe code that have no SAFETY comment in the `reach` lines above or on
/// them.
private func unexplained(_ file: TextFile, reach: Int) -> [Breach] {
  let comments = file.swift.comments
    .split(separator: "\n", omittingEmptySubsequences: false)
  let explained = comments.indices.filter { comments[$0].contains("SAFETY") }
  return matches(of: [#"\bunsafe\b"#], in: file.swift.code, path: file.path)
    .filter { breach in !explained.contains { $0 < breach.line && breach.line - $0 <= reach } }
}

@Suite struct UnsafeLedgerTests {
  @Test("The files with unsafe code are those of the ledger")
  func ledgerIsWhole() {
    let found = SourceTree.sources.filter(holdsUnsafeCode).map(\.path)
      .filter { !$0.hasPrefix(kernels) }
    #expect(Set(found) == ledger)
  }

  @Test("Unsafe code is found, and words in comments and strings are not")
  func ledgerCanFail() {
    let bad = TextFile(path: "a", text: "let p = unsafe pointer.pointee\n")
    let good = TextFile(path: "b", text: "/// unsafe\nlet text = \"unsafe \\(1)\"\n")
    #expect(holdsUnsafeCode(bad))
    #expect(!holdsUnsafeCode(good))
  }

  @Test("Unsafe code stands under a SAFETY comment that says who proves what")
  func safetyComments() {
    let files = SourceTree.sources.filter(holdsUnsafeCode)
    #expect(files.flatMap { unexplained($0, reach: 80) }.map(\.description) == [])
  }

  @Test("A missing SAFETY comment is found")
  func safetyCanFail() {
    let file = TextFile(path: "a", text: "func f() {\n  unsafe g()\n}\n")
    let explained = TextFile(path: "a", text: "// SAFETY: g is pure.\nunsafe g()\n")
    #expect(unexplained(file, reach: 80).count == 1)
    #expect(unexplained(explained, reach: 80) == [])
  }

  @Test("Nothing traps on purpose or by force")
  func noTraps() {
    #expect(SourceTree.sources.flatMap(traps).map(\.description) == [])
  }

  @Test("A trap is found, and the same words in a comment are not")
  func trapsCanFail() {
    for line in ["try! f()", "x as! Int", "fatalError()", "let y = x!", "items[0]!.name", "f()!"] {
      #expect(traps(in: TextFile(path: "a", text: line)).count == 1, "\(line)")
    }
    for line in ["// try! f()", "\"as!\"", "if !x {}", "a != b", "var x: Int!  // none"] {
      let expected = line.hasPrefix("var") ? 1 : 0
      #expect(traps(in: TextFile(path: "a", text: line)).count == expected, "\(line)")
    }
  }

  private func traps(in file: TextFile) -> [Breach] {
    matches(
      of: [
        #"\btry!"#, #"\bas!"#, #"\bfatalError\b"#, #"\bpreconditionFailure\b"#,
        #"[\w\])]!(?![=\w])"#,
      ],
      in: file.swift.code.replacingOccurrences(of: "try!", with: "try! ")
        .replacingOccurrences(of: "as!", with: "as! "),
      path: file.path
    ).reduce(into: []) { unique, breach in
      if !unique.contains(where: { $0.line == breach.line }) { unique.append(breach) }
    }
  }
}
