import Foundation
import Records
import Support
import Testing

@Suite("Mapping files")
struct SourceMappingTests {
  private let entities = "entities: { v: { kind: 'vehicle', id: 'MARK' } }"

  private func fault(in file: String) -> MappingError? {
    #expect(throws: MappingError.self) { _ = try Import.mapping(file: file) }
  }

  @Test(
    "A fault is reported with its place, the problem and what to do",
    arguments: [
      ("entitys: {}", "files[0]", "unknown member `entitys`"),
      (
        "entities: { v: { kind: 'car', id: 'A' } }", "files[0].entities.v.kind",
        "'car' is not known"
      ),
      (
        "entities: { v: { kind: 'vehicle', ident: 'A' } }", "files[0].entities.v",
        "unknown member `ident`"
      ),
      (
        "entities: { v: { kind: 'vehicle', id: { colum: 'A' } } }", "files[0].entities.v.id",
        "unknown member `colum`"
      ),
      (
        "entities: { v: { kind: 'vehicle', id: {} } }", "files[0].entities.v.id",
        "has neither `column` nor `columns`, or both"
      ),
      ("entities: { v: { kind: 'vehicle' } }", "files[0].entities.v", "has no id and no features"),
      (
        "entities: { v: { id: 'A' } }", "files[0].entities.v",
        "has no kind and is no plain reference"
      ),
      (
        "entities: { v: { kind: 'vehicle', id: 'A', features: { plate: 'A' } } }",
        "files[0].entities.v.features.plate", "'plate' is not known"
      ),
      ("entities: {}", "files[0]", "yields nothing"),
      ("ENTITIES, encoding: 'utf-16'", "files[0].encoding", "'utf-16' is not known"),
      ("ENTITIES, delimiter: ';;'", "files[0].delimiter", "is not one ASCII character"),
      ("ENTITIES, columns: ['A', 'A']", "files[0].columns", "is empty or names a column twice"),
      ("ENTITIES, dateFormats: ['dd/MM']", "files[0].dateFormats[0]", "'dd/MM' is not supported"),
      ("ENTITIES, keep: [{ column: 'A' }]", "files[0].keep[0]", "has no condition or several"),
      ("ENTITIES, keep: [{ colunm: 'A' }]", "files[0].keep[0]", "unknown member `colunm`"),
      (
        "ENTITIES, links: [{ from: 'v', to: 'w', type: 'keeper' }]", "files[0].links[0].to",
        "'w' is not known"
      ),
      (
        "ENTITIES, links: [{ from: 'v', to: 'v', type: 'owner' }]", "files[0].links[0].type",
        "'owner' is not known"
      ),
      ("ENTITIES, links: [{ from: 'v', to: 'v' }]", "files[0].links[0]", "has no type or two"),
      (
        "ENTITIES, links: [{ from: 'v', to: 'v', type: 'keeper', role: '=suspct' }]",
        "files[0].links[0].role", "'suspct' is not known"
      ),
      (
        "ENTITIES, links: [{ from: 'v', to: 'v', typeFrom: { column: 'T', codes: { K: 'kept' } } }]",
        "files[0].links[0].typeFrom", "'kept' is not known"
      ),
      (
        "ENTITIES, links: [{ from: 'v', to: 'v', type: 'keeper', on: 'D', end: 'E' }]",
        "files[0].links[0]", "has `on` beside `start` or `end`"
      ),
      ("ENTITIES, report: { grade: 'G' }", "files[0].report", "`reference` is missing"),
      (
        "ENTITIES, report: { reference: 'R', scheme: '4x4' }", "files[0].report.scheme",
        "'4x4' is not known"
      ),
      (
        "ENTITIES, report: { reference: 'R', source: 'S' }", "files[0].report",
        "has only some parts of the grade"
      ),
      ("ENTITIES, subject: { id: 'S' }", "files[0].subject", "has neither title nor member"),
      ("ENTITIES, subject: { id: 'S', title: 'T' }", "files[0].subject", "has a title but no kind"),
      (
        "ENTITIES, subject: { id: 'S', member: 'x' }", "files[0].subject.member", "'x' is not known"
      ),
      (
        "disruption: { subject: 'S', day: 'D', level: '=big', judge: 'J' }",
        "files[0].disruption.level", "'big' is not known"
      ),
      ("entities: 'all'", "files[0].entities", "has the wrong type"),
    ])
  func faults(file: String, place: String, problem: String) throws {
    let error = try #require(fault(in: file.replacingOccurrences(of: "ENTITIES", with: entities)))
    guard case .invalid(let name, let foundPlace, let foundProblem, let next) = error else {
      Issue.record("\(error)")
      return
    }
    #expect(name == "test.json5")
    #expect(foundPlace == place)
    #expect(foundProblem == problem)
    #expect(!next.isEmpty)
    #expect(error.description == "test.json5 \(place): \(problem); \(next)")
  }

  @Test("The next step lists the valid choices and the nearest spelling")
  func nextSteps() throws {
    let kind = try #require(fault(in: "entities: { v: { kind: 'car', id: 'A' } }"))
    for choice in Entity.Kind.allCases { #expect(kind.description.contains(choice.rawValue)) }
    let member = try #require(fault(in: "entitis: {}"))
    #expect(member.description.contains("did you mean `entities`?"))
  }

  @Test(
    "Faults at the top level name their member",
    arguments: [
      ("system: 'A/B'", "system"), ("system: 'A', force: 'E99'", "force"),
      ("system: 'A', version: 0", "version"), ("system: 'A', marking: 'TOP'", "marking"),
      ("system: 'A', files: []", "files"), ("version: 1", ""),
    ])
  func topLevel(members: String, place: String) throws {
    var text = "{ profile: 'p', \(members)"
    if !members.contains("version") { text += ", version: 1" }
    if !members.contains("files") {
      text += ", files: [{ match: '*', \(entities) }]"
    }
    let error = #expect(throws: MappingError.self) {
      _ = try SourceMapping(json5: Data((text + "}").utf8), file: "f")
    }
    guard case .invalid(_, place, _, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Text that is not JSON5 is refused as such")
  func syntax() throws {
    let error = #expect(throws: MappingError.self) {
      _ = try SourceMapping(json5: Data("{\n  profile: 'p',\n  version 1\n}".utf8), file: "f")
    }
    guard case .syntax("f", _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A file that cannot be read is named")
  func unreadable() throws {
    let error = #expect(throws: MappingError.self) {
      _ = try SourceMapping.load("/nowhere/m.json5")
    }
    #expect(error?.description.hasPrefix("/nowhere/m.json5: cannot be read") == true)
  }

  @Test("Short and long forms of a value survive being written and read again")
  func roundTrip() throws {
    let mapping = try Import.mapping(
      file: """
        \(entities), keep: [{ column: 'S', notEquals: ['x'] }],
        report: { reference: 'R', grade: 'G', crimeCode: { column: 'C', default: 'none' } },
        links: [{ from: 'v', to: 'v', type: 'keeper', on: 'D',
                  role: { column: 'ROLE', codes: { S: 'suspect', '*': '' } } },
                { from: 'v', to: 'v', typeFrom: '=driver',
                  role: { columns: ['A', 'B'], join: '-', codes: { 'x-y': 'witness' } } }],
        """)
    let again = try SourceMapping(json5: JSONEncoder().encode(mapping), file: "again")
    #expect(again == mapping)
    let link = try #require(mapping.files.first?.links?.last)
    #expect(link.typeFrom == ValueMapping(constant: "driver"))
    #expect(link.role == ValueMapping(columns: ["A", "B"], join: "-", codes: ["x-y": "witness"]))
  }

  @Test(
    "The first file whose pattern fits the name applies, whatever the case",
    arguments: [
      ("Keepers-2026.CSV", 0), ("keepers.csv", 0), ("keeper7.csv", 1), ("a.b.csv", 2),
      ("keepers.csv.gz", nil), ("", nil),
    ] as [(String, Int?)])
  func patterns(name: String, expected: Int?) throws {
    let files = ["keepers*.csv", "keeper?.csv", "*.b.csv"].map { "{ match: '\($0)', \(entities) }" }
    let text = "{ profile: 'p', version: 1, system: 's', files: [\(files.joined(separator: ","))] }"
    let mapping = try SourceMapping(json5: Data(text.utf8), file: "f")
    #expect(mapping.file(for: name) == expected.map { mapping.files[$0] })
  }

  @Test("A name that no pattern fits is refused with the patterns")
  func noMapping() throws {
    let ingest = try Import.ingest(file: entities)
    let error = #expect(throws: IngestError.self) { _ = try ingest.read("/x/y.csv") { _ in } }
    #expect(error == .noMapping(path: "/x/y.csv", profile: "test", patterns: ["rows*.csv"]))
  }

  @Test("The mappings that come with the engine are valid")
  func shipped() throws {
    let folder = SharedData.checkout.appendingPathComponent("datasets/mappings")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".json5") }
    #expect(names.count >= 3)
    for name in names {
      let mapping = try SourceMapping.load(folder.appendingPathComponent(name).path)
      #expect(name.hasPrefix(mapping.profile), "\(name)")
    }
  }
}
