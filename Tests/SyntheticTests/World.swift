import Foundation
import Support
import Synthetic

/// Worlds written to temporary folders, and their files read by means of their own.
struct World: Sendable {
  let folder: URL
  let files: [FensWorld.File]

  /// The small world of seed 1, written once for all tests.
  static let small = Result { try World(rows: "small", seed: 1) }

  init(rows: String, seed: UInt64) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fens-\(UUID().uuidString)")
    guard let scale = FensWorld.Scale(rows) else { throw CocoaError(.featureUnsupported) }
    files = try FensWorld(scale: scale, seed: seed).write(to: folder.path)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  /// Every file's bytes by its path below the folder.
  static func bytes(in folder: URL) throws -> [String: Data] {
    var bytes: [String: Data] = [:]
    for part in ["data", "mappings", "codelists", "truth"] {
      let names = try FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(part).path)
      for name in names {
        bytes["\(part)/\(name)"] = try Data(
          contentsOf: folder.appendingPathComponent("\(part)/\(name)"))
      }
    }
    return bytes
  }

  /// Returns the rows of `data/name.csv` or `truth/name.csv` by column.
  func rows(_ name: String, in part: String = "data") throws -> [[String: String]] {
    let table = try table(name, in: part)
    return table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns, row))
    }
  }

  func table(
    _ name: String, in part: String = "data"
  ) throws -> (columns: [String], rows: [[String]]) {
    let data = try Data(contentsOf: folder.appendingPathComponent("\(part)/\(name).csv"))
    let isLincolnshire = name.hasPrefix("lincolnshire")
    let text =
      isLincolnshire
      ? String(String.UnicodeScalarView(data.map { Unicode.Scalar($0) }))
      : String(decoding: data, as: UTF8.self)
    var lines = text.split(separator: "\n").map { fields($0, isLincolnshire ? ";" : ",") }
    let columns = lines.removeFirst()
    return (columns, lines)
  }

  private func fields(_ line: Substring, _ delimiter: Character) -> [String] {
    var fields = [""]
    var quoted = false
    for character in line {
      if character == "\"" {
        quoted.toggle()
      } else if character == delimiter, !quoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  /// The data files' stems, by name.
  var names: [String] {
    files.map { String($0.path.dropFirst("data/".count).dropLast(".csv".count)) }.sorted()
  }

  /// The lines of all four intelligence files, by one set of column names.
  func intelligence() throws -> [IntelligenceLine] {
    try rows("cambridgeshire-intelligence").map {
      IntelligenceLine(
        system: "CAMBS-INTEL", reference: $0["LOG_NO"], code: $0["CODE"], date: $0["EVENT_DATE"],
        person: $0["NOMINAL_ID"], name: "\($0["FORENAME"] ?? "") \($0["SURNAME"] ?? "")",
        role: $0["ROLE"], other: $0["LINKED_NOMINAL"], grade: $0["GRADE"])
    }
      + rows("norfolk-intelligence").map { row in
        IntelligenceLine(
          system: "NORFOLK-INTEL", reference: row["URN"], code: row["OFFENCE_CODE"],
          date: row["OCCURRED"], person: row["PERSON_REF"], name: row["FULL_NAME"] ?? "",
          role: row["INVOLVEMENT"], other: row["OTHER_REF"],
          grade: ["SOURCE", "ASSESSMENT", "HANDLING"].map { row[$0] ?? "" }.joined())
      }
      + ["lincolnshire-intelligence", "lincolnshire-legacy-intelligence"].flatMap {
        try rows($0).map {
          IntelligenceLine(
            system: "LINCS-INTEL", reference: $0["Ref"], code: $0["Crime code"],
            date: $0["Event date"], person: $0["Nominal"], name: $0["Name"] ?? "",
            role: $0["Part"], other: $0["Linked nominal"], grade: $0["Grade"])
        }
      }
  }

  /// The planted person behind each record key, such as `CAMBS-INTEL/nominal/C00000001`.
  func persons() throws -> [String: Int] {
    Dictionary(
      try rows("nominals", in: "truth").map { ($0["record"] ?? "", Int($0["person"] ?? "") ?? -1) },
      uniquingKeysWith: { first, _ in first })
  }
}

struct IntelligenceLine {
  let system: String
  let reference: String?
  let code: String?
  let date: String?
  let person: String?
  let name: String
  let role: String?
  let other: String?
  let grade: String?

  var personKey: String { "\(system)/nominal/\(person ?? "")" }
  var otherKey: String { "\(system)/nominal/\(other ?? "")" }
}
