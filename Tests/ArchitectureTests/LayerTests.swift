import Foundation
import Support
import Testing

/// What a target may import: nothing else in it may be imported.
private struct Edges: Equatable {
  var targets: Set<String> = []
  var packages: Set<String> = []
  var system: Set<String> = []
}

private let allowed: [String: Edges] = [
  "GraphCore": Edges(system: ["Synchronization", "Glibc"]),
  "Records": Edges(packages: ["CCSV"], system: ["Foundation"]),
  "Linkage": Edges(targets: ["GraphCore", "Records"]),
  "Assessment": Edges(targets: ["GraphCore", "Records", "Linkage"], system: ["Foundation"]),
  "Reporting": Edges(
    targets: ["Assessment", "Records"], packages: ["CGraphviz", "CPango", "CXLSX"],
    system: ["Foundation", "Dispatch", "Synchronization"]),
  "CaseStore": Edges(
    targets: ["Assessment", "Linkage", "Records"], packages: ["GRDB", "Crypto"],
    system: ["Foundation"]),
  "Synthetic": Edges(targets: ["Records", "GraphCore"], system: ["Foundation"]),
  "ocg": Edges(
    targets: [
      "GraphCore", "Records", "Linkage", "Assessment", "Reporting", "CaseStore", "Synthetic",
    ],
    packages: ["ArgumentParser"], system: ["Foundation", "Dispatch", "Synchronization"]),
]

/// C libraries, each behind a shim of ours.
private let systemLibraries = ["CCSV", "CGraphviz", "CPango", "CXLSX"]

/// Outside packages and C libraries: each has one target that imports it.
private let outside: Set<String> = [
  "ArgumentParser", "CCSV", "CGraphviz", "CPango", "CXLSX", "Crypto", "GRDB",
]

/// Returns the modules that `code` imports, in order.
private func imports(in code: String) -> [String] {
  Manifest.captures(
    #"(?m)^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:public |package |internal |private |fileprivate )?import (?:struct |class |enum |func |var |let |typealias |protocol )?(\w+)"#,
    in: code
  ).map { $0[0] }
}

/// The sources, each with the modules that it imports.
private let sourcesWithImports = SourceTree.sources.map {
  (file: $0, imports: imports(in: $0.swift.code))
}

/// Returns what is imported in `files` and not allowed.
private func breaches(in files: [TextFile], of allowed: [String: Edges]) -> [String] {
  files.flatMap { file in
    let edges = allowed[file.target] ?? Edges()
    let known = edges.targets.union(edges.packages).union(edges.system)
    return imports(in: file.swift.code).filter { !known.contains($0) }.map { "\(file.path): \($0)" }
  }
}

@Suite struct LayerTests {
  @Test("A target imports only what its layer may")
  func layers() {
    #expect(SourceTree.sources.count > 10)
    #expect(breaches(in: SourceTree.sources, of: allowed) == [])
  }

  @Test("An import against the layers is found")
  func layersCanFail() {
    let file = TextFile(
      path: "Sources/GraphCore/Bad.swift", text: "// import Foundation\ninternal import Records\n")
    #expect(breaches(in: [file], of: allowed) == ["Sources/GraphCore/Bad.swift: Records"])
  }

  @Test("The layers have no cycle")
  func acyclic() {
    var open = allowed.mapValues(\.targets)
    while let (done, _) = open.first(where: { $0.value.isEmpty }) {
      open[done] = nil
      for name in open.keys { open[name]?.remove(done) }
    }
    #expect(open.isEmpty, "in a cycle: \(open.keys.sorted())")
  }

  @Test("Each outside package is imported by exactly one target", arguments: outside.sorted())
  func oneOwner(package: String) {
    let owners = Set(
      sourcesWithImports.filter { $0.imports.contains(package) }.map(\.file.target))
    #expect(owners.count == 1, "\(package) is imported by \(owners.sorted())")
  }

  @Test(
    "Each C library is imported by exactly one file", arguments: systemLibraries)
  func oneFile(library: String) {
    let files = sourcesWithImports.filter { $0.imports.contains(library) }.map(\.file.path)
    #expect(files.count == 1, "\(library) is imported by \(files)")
  }

  @Test(
    "No C type is public or package",
    arguments: [
      "csv_parser", "Agraph_t", "GVC_t", "Agnode_t", "lxw_workbook", "lxw_worksheet", "lxw_format",
    ])
  func noCTypes(type: String) {
    let found = SourceTree.sources.flatMap {
      matches(of: [#"^\s*(public|package)\b.*\b"# + type + #"\b"#], in: $0.text, path: $0.path)
    }
    #expect(found == [])
  }

  @Test("A shim of a C library has at most thirty lines")
  func shims() {
    for library in systemLibraries {
      #expect((1...30).contains(SourceTree.file("Sources/\(library)/shim.h").lineCount))
    }
  }

  @Test("The manifest declares the edges that the sources use, and no others")
  func manifest() {
    let manifest = Manifest(SourceTree.file("Package.swift").text)
    #expect(manifest.product.count == allowed.count)
    for target in manifest.product {
      let files = sourcesWithImports.filter { $0.file.target == target.name }
      let used = Set(files.flatMap(\.imports))
      #expect(
        target.products
          == used.intersection(outside).subtracting(systemLibraries).sorted(),
        "outside packages of \(target.name)")
      #expect(
        Set(target.targets)
          == used.intersection(Set(allowed.keys).union(systemLibraries)),
        "targets of \(target.name)")
    }
  }

  @Test("A declaration is read with its dependencies")
  func manifestCanFail() {
    let manifest = Manifest(
      """
      .target(name: "A", dependencies: ["B", .product(name: "P", package: "p")],
        swiftSettings: settings),
      .target(name: "B", swiftSettings: settings),
      """)
    #expect(
      manifest.targets == [
        Manifest.Target(name: "A", targets: ["B"], products: ["P"]),
        Manifest.Target(name: "B", targets: [], products: []),
      ])
  }

  @Test("The table of targets in the README is the manifest")
  func readme() {
    let rows = targetRows(in: SourceTree.file("README.md").text)
    let manifest = Manifest(SourceTree.file("Package.swift").text)
    let expected = manifest.product.map { target in
      [target.name, (target.targets + target.products).sorted().joined(separator: ", ")]
    }
    #expect(Set(rows) == Set(expected))
  }

  @Test("A row of the table is read with its imports")
  func readmeCanFail() {
    let text = "| `Linkage` | which records | `Records`, `GraphCore` |\n| Target | a | b |\n"
    #expect(targetRows(in: text) == [["Linkage", "GraphCore, Records"]])
  }

  /// Returns name and imports of the README's rows `| `Name` | ... | `A`, `B` |`.
  private func targetRows(in text: String) -> [[String]] {
    let names = Set(allowed.keys)
    return Manifest.captures(#"(?m)^\| `(\w+)` \|.*\| ([^|]*) \|$"#, in: text)
      .filter { names.contains($0[0]) }
      .map { row in
        let edges = Manifest.captures(#"`(\w+)`"#, in: row[1]).map { $0[0] }
        return [row[0], edges.sorted().joined(separator: ", ")]
      }
  }

  @Test("Every target is built with strict memory safety and with warnings as errors")
  func settings() {
    let text = SourceTree.file("Package.swift").text
    for setting in [
      ".swiftLanguageMode(.v6)", ".strictMemorySafety()", ".treatAllWarnings(as: .error)",
      "\"ExistentialAny\"", "\"InternalImportsByDefault\"", "\"MemberImportVisibility\"",
    ] {
      #expect(text.contains(setting))
    }
    let declared = Manifest.captures(#"\.(target|executableTarget|testTarget)\("#, in: text).count
    let settled = Manifest.captures(#"(swiftSettings: settings)"#, in: text).count
    #expect(declared == settled)
  }
}
