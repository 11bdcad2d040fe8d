internal import GraphCore

extension EdgeList {
  /// A Kronecker graph by recursive choice of a quarter (0.57, 0.19, 0.19, 0.05), as in Graph 500.
  ///
  /// 2^`scale` nodes and `degree` draws of a link per node; loops are dropped, doubled links kept
  /// once, and the numbers of the nodes dealt anew, so that a high degree shows nowhere in them.
  ///
  /// > Source: D. Chakrabarti, Y. Zhan, C. Faloutsos, "R-MAT: A Recursive Model for Graph Mining",
  /// > *SDM* 2004, [10.1137/1.9781611972740.43](https://doi.org/10.1137/1.9781611972740.43).
  public static func kron(
    scale: Int, degree: Int = 16, seed: UInt64, workers: Int = 0
  ) -> EdgeList {
    precondition((1...30).contains(scale), "a scale is from 1 to 30")
    let random = CounterRandom(seed: seed)
    let renumber = Renumbering(bits: scale, random: random, stream: 1)
    let lists = PackedLinks.draw(degree << scale, workers: workers) { i in
      var (source, target) = (0, 0)
      var bits: UInt64 = 0
      for level in 0..<scale {
        if level % 4 == 0 {
          bits = random.bits(stream: 0, index: UInt64(i) * 8 + UInt64(level / 4))
        }
        let quarter = Int(bits & 0xFFFF)
        bits >>= 16
        // 0.57, 0.76 and 0.95 of 2¹⁶.
        source = source << 1 | (quarter >= 49_807 ? 1 : 0)
        target = target << 1 | (quarter >= 62_259 || (37_356..<49_807).contains(quarter) ? 1 : 0)
      }
      return PackedLinks.pack(renumber(source), renumber(target))
    }
    let nodeCount = 1 << scale
    return EdgeList(
      nodeCount: nodeCount,
      links: PackedLinks.sorted(lists, nodeCount: nodeCount, workers: workers))
  }

  /// A graph whose `degree` · `nodeCount` links join any two nodes with equal chance; loops are
  /// dropped, doubled links kept once.
  public static func urand(
    nodeCount: Int, degree: Int = 16, seed: UInt64, workers: Int = 0
  ) -> EdgeList {
    let random = CounterRandom(seed: seed)
    let lists = PackedLinks.draw(nodeCount * degree, workers: workers) { i in
      PackedLinks.pack(
        random.below(nodeCount, stream: 0, index: UInt64(i)),
        random.below(nodeCount, stream: 1, index: UInt64(i)))
    }
    return EdgeList(
      nodeCount: nodeCount,
      links: PackedLinks.sorted(lists, nodeCount: nodeCount, workers: workers))
  }

  /// A square grid of `side` · `side` nodes, numbered by rows, from which each link is dropped
  /// with the chance `dropped`.
  public static func grid(
    side: Int, dropped: Double = 0.05, seed: UInt64, workers: Int = 0
  ) -> EdgeList {
    let random = CounterRandom(seed: seed)
    let rows = WorkerPool.shared.map(side, workers: workers) { row in
      var links: [Link] = []
      for column in 0..<side {
        let v = row * side + column
        func add(_ target: Int, stream: UInt64) {
          if random.uniform(stream: stream, index: UInt64(v)) >= dropped {
            links.append(Link(Int32(v), Int32(target)))
          }
        }
        if column + 1 < side { add(v + 1, stream: 0) }
        if row + 1 < side { add(v + side, stream: 1) }
      }
      return links
    }
    return EdgeList(nodeCount: side * side, links: Array(rows.joined()))
  }
}

/// A reversible shuffle of the numbers of `bits` bits, without a table.
private struct Renumbering {
  private let mask: UInt64
  private let shift: UInt64
  private let factors: [UInt64]

  init(bits: Int, random: CounterRandom, stream: UInt64) {
    mask = (1 << UInt64(bits)) - 1
    shift = UInt64((bits + 1) / 2)
    factors = (0..<4).map { random.bits(stream: stream, index: $0) | 1 }
  }

  func callAsFunction(_ number: Int) -> Int {
    var x = UInt64(number)
    for factor in factors {
      // Both steps can be undone: an odd factor modulo a power of two, and a shift to the right.
      x = (x &+ (factor >> 32)) &* factor & mask
      x ^= x >> shift
    }
    return Int(x)
  }
}
