import Foundation
import Support
import Testing

/// Types from inside a case, which no product writer may see.
private let inner = [
  "Evidence", "Resolution", "SourceRecord", "Assertion", "Network", "CaseSession", "Linker",
]

/// Public or package functions of Reporting that write nothing from a case.
private let notWriters: Set<String> = ["runIfAsked"]

/// Clocks, locales, time zones and randomness of the machine: results must not depend on them.
private let machineState = [
  #"\bDate\(\)"#, #"\bDate\.now\b"#, #"\bContinuousClock\b"#, #"\bSuspendingClock\b"#,
  #"\bclock_gettime\b"#, #"\bgettimeofday\b"#, #"\btime\(nil\)"#, #"\bDispatchTime\.now\b"#,
  #"\bLocale\.(current|autoupdatingCurrent)\b"#, #"\bTimeZone\.current\b"#,
  #"\bCalendar\.current\b"#, #"\bDateFormatter\b"#, #"\bNumberFormatter\b"#, #"\.formatted\("#,
  #"\blocalized\w*Compare\b"#, #"\bSystemRandomNumberGenerator\b"#, #"\.random\(in:"#,
  #"\.shuffled\(\)"#, #"\.randomElement\(\)"#, #"\bUUID\(\)"#, #"\.hashValue\b"#, #"\bHasher\(\)"#,
]

/// Files that may ask the machine, each for something that is no result.
private let askers: Set<String> = [
  // When an act on the case took place: the log.
  "Sources/CaseStore/AuditLog.swift",
  // The name of a temporary folder.
  "Sources/Reporting/Drawing/GraphvizWorker.swift",
  // How long a stage took.
  "Sources/ocg/Terminal.swift",
]

private struct Signature: Equatable {
  let name: String
  let parameters: String
}

/// Returns functions that `code` makes public or package, with their parameters.
private func openFunctions(in code: String) -> [Signature] {
  Manifest.captures(
    #"\b(?:public|package)\b[^\n{}]*\bfunc (\w+)[^(]*\(([^{]*?)\)\s*(?:async\s*)?(?:throws|->|\{)"#,
    in: code
  ).map { Signature(name: $0[0], parameters: $0[1]) }
}

@Suite struct GateTests {
  private static let reporting = SourceTree.sources.filter { $0.target == "Reporting" }

  @Test("A product writer takes a release, or a chart made from one, and nothing else of a case")
  func writersTakeReleases() {
    let open = Self.reporting.flatMap { openFunctions(in: $0.swift.code) }
    #expect(!open.isEmpty)
    for function in open where !notWriters.contains(function.name) {
      let takesRelease = !matches(
        of: [#"\b(Release|ChartDocument)\b"#], in: function.parameters, path: ""
      ).isEmpty
      #expect(takesRelease, "\(function.name)(\(function.parameters)) takes no Release")
    }
  }

  @Test("A writer that takes something else is found")
  func writersCanFail() {
    let code = "public static func csv(of evidence: Evidence) -> Data {\n}\nfunc inner(a: Int) {}\n"
    #expect(
      openFunctions(in: code) == [Signature(name: "csv", parameters: "of evidence: Evidence")])
  }

  @Test("Reporting knows no type from inside a case", arguments: inner)
  func reportingIsBlind(type: String) {
    let found = Self.reporting.flatMap {
      matches(of: [#"\b"# + type + #"\b"#], in: $0.swift.code, path: $0.path)
    }
    #expect(found.map(\.description) == [])
  }

  @Test("A release is made in Assessment and nowhere else")
  func oneMaker() {
    let makers = SourceTree.sources.filter {
      !matches(of: makingOfARelease, in: $0.swift.code, path: $0.path).isEmpty
    }
    #expect(makers.map(\.path).filter { !$0.hasPrefix("Sources/Assessment/") } == [])
  }

  @Test("The making of a release is found, and its mention is not")
  func makingCanFail() {
    #expect(matches(of: makingOfARelease, in: "let r = Release(header: h)", path: "a").count == 1)
    #expect(matches(of: makingOfARelease, in: "Release.init(header: h)", path: "a").count == 1)
    #expect(
      matches(of: makingOfARelease, in: "Release.Safeguarding(header: h)", path: "a").count == 1)
    #expect(matches(of: makingOfARelease, in: "func f(_ r: Release)", path: "a") == [])
  }

  @Test("The safeguarding worklist has one writer, and no other product can hold it")
  func worklistApart() {
    let named = SourceTree.sources.filter {
      ["Reporting", "Workbench"].contains($0.target)
        && !matches(of: [#"\bSafeguarding\b"#], in: $0.swift.code, path: $0.path).isEmpty
    }
    #expect(named.map(\.path) == ["Sources/Reporting/Tables/SafeguardingTable.swift"])
  }

  private let makingOfARelease = [#"(?<!\w)Release(\.Safeguarding)?(\.init)?\("#]

  @Test("Libraries never print")
  func noPrinting() {
    // The child that draws a chart answers its parent on standard output.
    let child = "Sources/Reporting/Drawing/GraphvizWorker.swift"
    let found = SourceTree.sources.filter { $0.target != "ocg" && $0.path != child }.flatMap {
      matches(
        of: [
          #"(?<![\w.])print\("#, #"\bdebugPrint\("#, #"\bNSLog\("#, #"FileHandle\.standardOutput"#,
        ],
        in: $0.swift.code, path: $0.path)
    }
    #expect(found.map(\.description) == [])
  }

  @Test("No result can depend on a clock, a locale or chance")
  func noMachineState() {
    let found = SourceTree.sources.filter { !askers.contains($0.path) }.flatMap {
      matches(of: machineState, in: $0.swift.code, path: $0.path)
    }
    #expect(found.map(\.description) == [])
  }

  @Test(
    "A clock, a locale or chance is found",
    arguments: ["Date()", "Locale.current", "items.shuffled()", "x.hashValue", "UUID()"])
  func machineStateCanFail(text: String) {
    #expect(matches(of: machineState, in: "let a = \(text)", path: "a").count == 1)
  }
}
