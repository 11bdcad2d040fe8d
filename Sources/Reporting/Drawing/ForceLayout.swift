/// Places of boxes that are pulled together by their links and keep apart otherwise, worked out by
/// Graphviz (`sfdp`) in a process of its own.
///
/// > Source: Y. F. Hu, "Efficient and high quality force-directed graph drawing", *The Mathematica
/// > Journal* 10(1), 2005.
struct ForceLayout {
  typealias Place = CirclePacking.Place

  /// Width and height of each box, in points.
  let sizes: [(width: Double, height: Double)]
  let pairs: [(Int, Int)]
  /// Whether boxes that lie on each other are to be pushed apart; slow above some thousands.
  let keepsApart: Bool

  /// Fewer boxes than this are large on their page and stand close.
  private static let few = 100

  /// The question as DOT text; equal boxes and pairs give equal text.
  var dot: String {
    var writer = DotWriter(directed: false)
    writer.set([
      (.start, .number(7, 7...7)), (.splines, .word("none")),
      (.overlap, keepsApart ? .word("prism") : .word("true")),
      // How many times as long as a box an average link is, before boxes are pushed apart.
      (.overlapScaling, .number(sizes.count > Self.few ? -4 : -1.4, -4...0)),
    ])
    writer.defaults(
      node: [(.shape, .word("box")), (.fixedsize, .word("true")), (.label, .markup(""))], edge: [])
    for (index, size) in sizes.enumerated() {
      writer.node(
        index,
        [
          (.width, .number(size.width / 72, 0.01...100)),
          (.height, .number(size.height / 72, 0.01...100)),
        ])
    }
    for (a, b) in pairs { writer.edge(a, b, directed: false, []) }
    writer.close()
    return writer.text
  }

  /// The centres of the boxes in points, in the order of `sizes`.
  ///
  /// - Throws: What stopped the process, or an answer that leaves a box without a place.
  func places(by worker: ChartWorker) throws(GraphvizRenderer.Refusal) -> [Place] {
    let job = GraphvizWorker.Job(engine: .force, format: .svg, limits: worker.limits, dot: dot)
    return try places(in: worker.run(job))
  }

  /// The centres of the boxes in rows about as wide as high, in the order of `sizes`, none touching another:
  /// what is left where no process answers.
  var rows: [Place] {
    let wide = sizes.map(\.width).max() ?? 0
    let high = sizes.map(\.height).max() ?? 0
    let across = max((Double(sizes.count) * high / max(wide, 1)).squareRoot().rounded(.up), 1)
    return sizes.indices.map { index in
      let (row, column) = (Double(index / Int(across)), Double(index % Int(across)))
      return Place(x: column * wide, y: -row * high)
    }
  }

  /// Reads the answer of the process.
  func places(in answer: [UInt8]) throws(GraphvizRenderer.Refusal) -> [Place] {
    var places = [Place?](repeating: nil, count: sizes.count)
    for line in answer.split(separator: 0x0A) {
      let words = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 4)
      guard words.count > 3, words[0] == "node", let index = Int(words[1].dropFirst()),
        places.indices.contains(index), let x = Double(words[2]), let y = Double(words[3]),
        x.isFinite, y.isFinite
      else { continue }
      places[index] = Place(x: x * 72, y: y * 72)
    }
    let found = places.compactMap(\.self)
    guard found.count == sizes.count else {
      throw GraphvizRenderer.Refusal(
        reason: "\(sizes.count - found.count) of \(sizes.count) boxes were given no place")
    }
    return found
  }
}
