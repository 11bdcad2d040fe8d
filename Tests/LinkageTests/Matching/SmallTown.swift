@testable import Linkage

/// People with one to three records each, which a clerk has written with errors.
struct SmallTown {
  static let schema = [
    LinkSchema.Feature("name", .personName), .init("born", .date), .init("phone", .phone),
    .init("passport", .document),
  ]
  private static let given = [
    "ada", "bela", "cora", "dora", "emil", "fay", "gustav", "hedda", "ivo", "jana", "karl", "lena",
  ]
  private static let family = [
    "almond", "birch", "cedar", "dogwood", "elder", "fir", "gorse", "hazel", "ivy", "juniper",
    "larch", "maple", "oak", "pine", "rowan", "spruce", "tamarisk", "walnut", "yew", "zelkova",
  ]

  let people: Int
  var isReversed = false

  /// The truth of each row of the table.
  func truth(_ table: LinkTable) -> [Int] {
    table.ids.map { (Int($0) ?? 0) / 10 }
  }

  /// - Parameters:
  ///   - builder: What takes the rows in; nil for one of its own.
  ///   - isWanted: Tells by its id whether a row is taken in.
  func table(
    _ builder: LinkTableBuilder? = nil, where isWanted: (Int) -> Bool = { _ in true }
  ) throws -> LinkTable {
    var builder = try builder ?? LinkTableBuilder(try LinkSchema(Self.schema))
    let order = isReversed ? Array((0..<people).reversed()) : Array(0..<people)
    for person in order {
      func draw(_ stream: UInt64, _ bound: Int) -> Int {
        Int(counterBits(UInt64(person), stream) % UInt64(bound))
      }
      for copy in 0...draw(1, 3) where isWanted(100_000 + person * 10 + copy) {
        let fate = draw(10 + UInt64(copy), 6)
        let name = Self.family[draw(3, 20)]
        try builder.append(
          id: String(100_000 + person * 10 + copy),
          [
            .name(
              given: Self.given[draw(2, 12)], family: fate == 1 ? String(name.dropLast()) : name),
            fate == 2
              ? .missing
              : .date(
                year: 1950 + draw(4, 50), month: 1 + draw(5, 12),
                day: fate == 3 ? 1 + draw(7, 28) : 1 + draw(6, 28)),
            fate == 4 ? .missing : .text("phone\(1_000_000 + person / 2)"),
            fate == 5 ? .missing : .text("P\(700_000 + person * 7)"),
          ])
      }
    }
    return try builder.finish()
  }
}
