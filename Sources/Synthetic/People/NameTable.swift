/// Names with the chance of each.
struct NameTable: Sendable {
  let names: [String]
  /// Running totals of the weights.
  private let totals: [Int]

  /// - Parameters:
  ///   - head: Names parted by blanks, commonest first; `Name:126` states a share of 126 in 10,000.
  ///   - tail: Rarer names, behind those of the head.
  ///
  /// Names without a share divide what is left: the first as much as the last stated share, then
  /// falling with the rank like the counts of a register, share × o / (rank + o).
  init(_ head: String, tail: [String] = []) {
    var names: [String] = []
    var shares: [Double] = []
    var rest: [String] = []
    for word in head.split(separator: " ") {
      let parts = word.split(separator: ":")
      if parts.count > 1, let share = Double(parts[1]) {
        names.append(String(parts[0]))
        shares.append(share)
      } else {
        rest.append(String(parts[0]))
      }
    }
    var seen = Set(names + rest)
    rest += tail.filter { seen.insert($0).inserted }
    let left = max(0, 10_000 - shares.reduce(0, +))
    shares += NameTable.falling(from: shares.last ?? 500, to: left, count: rest.count)
    var total = 0
    totals = shares.map { share in
      total += max(1, Int(share * 1_000_000))
      return total
    }
    self.names = names + rest
  }

  /// Returns `count` shares that begin near `first`, fall with the rank and add up to `sum`.
  private static func falling(from first: Double, to sum: Double, count: Int) -> [Double] {
    var low = 0.01
    var high = 1e6
    func shares(_ offset: Double) -> [Double] {
      (0..<count).map { first * offset / (Double($0) + offset) }
    }
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if shares(middle).reduce(0, +) > sum { high = middle } else { low = middle }
    }
    let found = shares(low)
    let scale = sum / max(1e-9, found.reduce(0, +))
    return found.map { $0 * scale }
  }

  /// Returns the place of a name drawn by its share.
  func place(_ draw: inout Draw) -> Int {
    let target = draw.below(max(1, totals.last ?? 1))
    var low = 0
    var high = totals.count - 1
    while low < high {
      let middle = (low + high) / 2
      if totals[middle] > target { high = middle } else { low = middle + 1 }
    }
    return low
  }

  func pick(_ draw: inout Draw) -> String { names[place(&draw)] }

  /// Returns every stem with every ending; a stem's place in the order of frequency is spread, so that
  /// no ending is rarer than another.
  static func joined(_ stems: String, _ endings: String) -> [String] {
    let stems = stems.split(separator: " ")
    let endings = endings.split(separator: " ")
    var names: [String] = []
    for round in endings.indices {
      for (place, stem) in stems.enumerated() {
        let ending = endings[(round + place * 5) % endings.count]
        names.append(String(stem) + String(ending))
      }
    }
    return names
  }
}
