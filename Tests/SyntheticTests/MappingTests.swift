import Foundation
import Records
import Support
import Synthetic
import Testing

@Suite("The mappings of the Fens")
struct MappingTests {
  let world: World

  init() throws { world = try World.small.get() }

  private func mappings() throws -> [SourceMapping] {
    let folder = world.folder.appendingPathComponent("mappings")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
      try SourceMapping.load(folder.appendingPathComponent($0).path)
    }
  }

  @Test("Each data file is read by exactly one mapping, and each mapping reads a file")
  func coverage() throws {
    let mappings = try mappings()
    for name in world.names {
      let readers = mappings.filter { $0.file(for: name + ".csv") != nil }.map(\.profile)
      #expect(readers.count == 1, "\(name) is read by \(readers)")
    }
    for mapping in mappings {
      for file in mapping.files {
        #expect(
          world.names.contains { mapping.file(for: $0 + ".csv")?.match == file.match },
          "\(mapping.profile) \(file.match) reads nothing")
      }
    }
    #expect(Set(mappings.map(\.system)).count == mappings.count)
  }

  @Test("No row is rejected, and only the PNC ids, which must fail, are kept as raw text")
  func receipts() throws {
    var rows = 0
    for mapping in try mappings() {
      let ingest = try Ingest(mapping: mapping)
      for name in world.names where mapping.file(for: name + ".csv") != nil {
        let path = world.folder.appendingPathComponent("data/\(name).csv").path
        let receipt = try ingest.read(path) { _ in }
        #expect(receipt.addsUp)
        #expect(receipt.rejections.isEmpty, "\(name): \(receipt.rejections.first.debugDescription)")
        #expect(receipt.rowsStored == world.files.first { $0.path == "data/\(name).csv" }?.rows)
        #expect(receipt.unvalidated.map(\.feature).allSatisfy { $0 == "pncID" }, "\(name)")
        rows += receipt.rowsRead
      }
    }
    #expect(rows == 5_000)
  }

  @Test("Referrals shield their workers, and hubs are declared where the truth says so")
  func meaning() throws {
    var potentialVictims: Set<String> = []
    var hubs: Set<String> = []
    var subjects: [String: Int] = [:]
    for mapping in try mappings() {
      let ingest = try Ingest(mapping: mapping)
      for name in world.names where mapping.file(for: name + ".csv") != nil {
        _ = try ingest.read(world.folder.appendingPathComponent("data/\(name).csv").path) { facts in
          for link in facts.links where link.role == .potentialVictim {
            potentialVictims.insert(facts.records[link.from].key)
          }
          for record in facts.records {
            hubs.formUnion(record.values(.hub).map { "\($0): \(record.kind?.rawValue ?? "")" })
          }
          if let subject = facts.subject, !subject.title.isEmpty {
            subjects[subject.kind.rawValue, default: 0] += 1
          }
        }
      }
    }
    let referred = potentialVictims.filter { $0.hasPrefix("VICTIM-REFERRALS/") }
    #expect(referred.count == (try world.rows("shielded", in: "truth").count))
    #expect(
      hubs == [
        "hostel: address", "payroll bureau: organisation", "payroll bureau: account",
        "support charity: organisation", "support charity: phone",
      ])
    #expect(subjects == ["ocg": 23, "priorityIndividual": 5, "vulnerability": 3])
  }

  @Test("No mapping reads a file of the truth")
  func truthUnread() throws {
    let truth = try FileManager.default.contentsOfDirectory(
      atPath: world.folder.appendingPathComponent("truth").path)
    for mapping in try mappings() {
      for name in truth { #expect(mapping.file(for: name) == nil, "\(mapping.profile) \(name)") }
    }
  }
}
