import Foundation
import Support
import Synthetic
import Testing

@Suite("The synthetic Fens")
struct FensWorldTests {
  let world: World

  init() throws { world = try World.small.get() }

  @Test("Equal seeds give equal bytes, and other seeds other bytes")
  func reproducible() throws {
    let again = try World(rows: "small", seed: 1)
    let other = try World(rows: "small", seed: 2)
    defer {
      again.remove()
      other.remove()
    }
    let bytes = try World.bytes(in: world.folder)
    #expect(try World.bytes(in: again.folder) == bytes)
    let differing = try World.bytes(in: other.folder).filter { $0.value != bytes[$0.key] }.keys
    let fixed = ["master-list", "master-list-places", "disruptions"]
    for name in world.names where !fixed.contains(name) {
      #expect(differing.contains("data/\(name).csv"), "\(name) is the same under another seed")
    }
  }

  @Test("The committed world is the small one of seed 1")
  func committed() throws {
    let committed = try World.bytes(
      in: SharedData.checkout.appendingPathComponent("datasets/fens"))
    let bytes = try World.bytes(in: world.folder)
    #expect(committed.keys.sorted() == bytes.keys.sorted())
    for (path, data) in committed.sorted(by: { $0.key < $1.key }) {
      #expect(bytes[path] == data, "\(path) differs; write the world again and renew its digests")
    }
  }

  @Test("A scale is met within one row in a hundred", arguments: ["small", "12000", "60000"])
  func rowCounts(scale: String) throws {
    let sized = try World(rows: scale, seed: 3)
    defer { sized.remove() }
    let wanted = try #require(FensWorld.Scale(scale)).rows
    let counted = try sized.names.reduce(0) { try $0 + sized.table($1).rows.count }
    #expect(counted == sized.files.reduce(0) { $0 + $1.rows })
    #expect(abs(counted - wanted) * 100 <= wanted, "\(counted) rows")
  }

  @Test("What is planted is the same at every scale")
  func sameCore() throws {
    let large = try World(rows: "40000", seed: 1)
    defer { large.remove() }
    let small = try World.bytes(in: world.folder)
    let bytes = try World.bytes(in: large.folder)
    for name in [
      "groups", "nominals-of-note", "decoys", "addresses", "suppliers", "referrals", "crime-codes",
      "duplicate-reports",
    ] {
      #expect(bytes["truth/\(name).csv"] == small["truth/\(name).csv"], "\(name)")
    }
    let everything = Set(try large.table("wage-payments").rows)
    let planted = try world.rows("groups", in: "truth").compactMap { $0["group"] }
    #expect(Set(planted).count == 5)
    for row in try world.table("wage-payments").rows where row[1] == "Washbank Crews Ltd" {
      #expect(everything.contains(row))
    }
  }

  @Test("A scale reads its names and whole numbers in bounds, and nothing else")
  func scales() {
    #expect(FensWorld.Scale("650k")?.rows == 650_000)
    #expect(FensWorld.Scale("10M")?.rows == 10_000_000)
    #expect(FensWorld.Scale("5000") == .small)
    for text in ["", "big", "4999", "15000001", "-5", "1e6", "100 k"] {
      #expect(FensWorld.Scale(text) == nil, "\(text)")
    }
  }

  @Test("A folder that cannot be made is an error with place, problem and next step")
  func unwritable() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("fens-file-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let error = #expect(throws: SyntheticError.self) {
      try FensWorld(scale: .small, seed: 1).write(to: file.path + "/below")
    }
    let message = try #require(error).description
    #expect(message.hasPrefix(file.path))
    #expect(message.contains("; choose a folder"))
  }
}
