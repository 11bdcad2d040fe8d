import Foundation

/// A mapping and exports that are just large enough for a command to have something to do.
enum SmallCase {
  static let mapping = """
    {
      profile: "small", version: 1, system: "SMALL", force: "E23000023",
      files: [{ match: "*.csv", dateFormats: ["dd/MM/yyyy"],
        entities: {
          person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN" } },
          vehicle: { kind: "vehicle", id: "MARK", features: { registration: "MARK" } },
        },
        links: [{ from: "person", to: "vehicle", type: "driver", on: "SEEN" }],
      }],
    }
    """

  static let head = "ID,NAME,BORN,MARK,SEEN"

  /// Returns rows that each state that a person drove a vehicle.
  static func rows(_ numbers: Range<Int>) -> [String] {
    numbers.map { "\($0),Person \($0),01/02/1980,QZ\(10 + $0 % 90)QQQ,03/07/2026" }
  }

  static func export(_ numbers: Range<Int>) -> String {
    ([head] + rows(numbers)).joined(separator: "\n") + "\n"
  }

  /// Makes a case in `folder` with `rows` rows imported, and returns its path.
  static func make(in folder: TemporaryFolder, rows: Int = 20) throws -> String {
    let path = folder.path("small.ocgcase")
    _ = try Binary.run("new", path)
    let mapping = try folder.write(mapping, to: "small.json5")
    if rows > 0 {
      let export = try folder.write(export(0..<rows), to: "small.csv")
      _ = try Binary.run("import", path, "--mapping", mapping, export)
    }
    return path
  }
}
