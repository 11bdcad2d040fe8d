/// A key: rows that agree on all of its parts are compared.
struct BlockingKey: Sendable {
  let parts: [KeyPart]
  /// Pairs of rows that agree on it, before big blocks are cut: exact, or for many rows from one
  /// block in sixteen.
  let pairCost: Double

  var name: String { parts.map(\.name).joined(separator: " + ") }

  @inline(__always)
  func hash(_ table: LinkTable, _ row: Int) -> UInt32 {
    var hash: UInt32 = 0x9E37_79B9
    for part in parts {
      let next = part.hash(table, row)
      if next == 0 { return 0 }
      hash = mixed(hash, next)
    }
    return hash
  }

  /// Whether rows that agree on `self` must agree on `other`.
  func implies(_ other: BlockingKey) -> Bool {
    other.parts.allSatisfy { wanted in parts.contains { $0.implies(wanted) } }
  }
}

/// Chooses keys from the data: all conjunctions of up to three parts whose pairs can be afforded,
/// then greedily the one that adds most to the reach for each pair it costs.
///
/// The reach of a set of keys is measured on imagined pairs of one entity: what a row leaves out is
/// taken from the rows, and each feature disagrees independently as often as its parts are known
/// to. No truth is used.
struct KeyChooser {
  let table: LinkTable
  let settings: MatchSettings

  func choose() throws(MatchingError) -> [BlockingKey] {
    let parts = KeyPart.all(of: table)
    let conjunctions = affordable(parts)
    guard !conjunctions.isEmpty else { throw .noKeys }
    let imagined = ImaginedPairs(table: table, parts: parts, words: 128)
    let reaches = conjunctions.map { imagined.reach(of: $0.members) }
    var cover = ImaginedPairs.Cover(words: 128)
    var isOpen = [Bool](repeating: true, count: conjunctions.count)
    var chosen: [BlockingKey] = []
    var spent = 0.0
    let rows = Double(max(1, table.rowCount))
    while chosen.count < settings.keyLimit {
      var best: (index: Int, gain: Double, value: Double)?
      for (index, candidate) in conjunctions.enumerated() where isOpen[index] {
        let cost = candidate.key.pairCost
        guard spent + cost <= rows * settings.pairsPerRecord else { continue }
        let gain = cover.gain(of: reaches[index]) * candidate.whole
        // The floor of the cost keeps very cheap keys from winning on nothing.
        let value = gain / (cost + rows * 0.05)
        if gain > 0, value > best?.value ?? 0 { best = (index, gain, value) }
      }
      guard let best else { break }
      isOpen[best.index] = false
      let key = conjunctions[best.index].key
      guard best.gain * rows >= key.pairCost * settings.matchesPerPair else { continue }
      cover.add(reaches[best.index])
      spent += key.pairCost
      chosen.append(key)
    }
    guard !chosen.isEmpty else { throw .noKeys }
    return chosen.enumerated().filter { index, key in
      !chosen.enumerated().contains { $0.offset != index && key.implies($0.element) }
    }.map(\.element)
  }

  private typealias Candidate = (key: BlockingKey, members: [Int], whole: Double)

  /// A key of which more rows stand in blocks that are too big does little.
  private static let leastWhole = 0.6

  /// Returns the conjunctions of one to three parts of different features that cost no more than a
  /// key may, none of them with a part that another leaves out.
  private func affordable(_ parts: [KeyPart]) -> [Candidate] {
    let limit = Double(max(1, table.rowCount)) * settings.pairsPerRecordAndKey
    var tally = ConjunctionTally(table: table, parts: parts, blockLimit: settings.blockLimit)
    var found: [Candidate] = []
    var open: [[Int]] = parts.indices.map { [$0] }
    for length in 1...3 {
      var next: [[Int]] = []
      for members in open {
        let (cost, uncut, whole) = tally.cost(members)
        if cost <= limit, whole >= Self.leastWhole {
          if cost > 0 {
            let key = BlockingKey(parts: members.map { parts[$0] }, pairCost: cost)
            found.append((key, members, whole))
          }
        } else if length == 1 || (length == 2 && uncut <= limit * 20) {
          for more in parts.indices where more > members[members.count - 1] {
            guard members.allSatisfy({ parts[$0].feature != parts[more].feature }) else { continue }
            next.append(members + [more])
          }
        }
      }
      open = next
    }
    return found
  }
}
