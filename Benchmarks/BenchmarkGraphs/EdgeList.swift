/// A generated graph: its links and, where the recipe plants groups, the truth about them.
///
/// Nodes are 0 to `nodeCount` − 1. In a two-mode graph the first `memberCount` nodes are the
/// members and every link leads from a member to a thing.
///
/// A recipe depends on its parameters and its seed only: each draw is counted, so the number of
/// workers changes nothing, and `digest` shows it.
public struct EdgeList: Sendable, Equatable {
  public struct Link: Sendable, Equatable {
    public var source: Int32
    public var target: Int32

    public init(_ source: Int32, _ target: Int32) {
      self.source = source
      self.target = target
    }
  }

  /// A half-open time: from the day `start` to before the day `end`.
  public struct Period: Sendable, Equatable {
    public var start: Int32
    public var end: Int32

    public init(_ start: Int32, _ end: Int32) {
      self.start = start
      self.end = end
    }
  }

  public var nodeCount: Int
  /// The number of members of a two-mode graph; 0 where there is one mode.
  public var memberCount = 0
  public var isDirected = false
  public var links: [Link]
  /// The strength of each link; empty where all are 1.
  public var strengths: [Double] = []
  /// When each link held; empty where the links have no dates.
  public var periods: [Period] = []
  /// The planted group of each node, −1 where it has none; empty where no groups are planted.
  public var truth: [Int32] = []

  public init(nodeCount: Int, links: [Link] = []) {
    self.nodeCount = nodeCount
    self.links = links
  }

  /// A number that differs, but for one chance in 2⁶⁴, where anything of the graph does.
  public var digest: UInt64 {
    var digest = Digest()
    for count in [nodeCount, memberCount, isDirected ? 1 : 0, links.count, strengths.count] {
      digest.add(UInt64(count))
    }
    for link in links { digest.add(pair(link.source, link.target)) }
    for strength in strengths { digest.add(strength.bitPattern) }
    for period in periods { digest.add(pair(period.start, period.end)) }
    for group in truth { digest.add(UInt64(UInt32(bitPattern: group))) }
    return digest.value
  }

  private func pair(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
  }
}

/// A running 64-bit digest of words in their order. Not for secrets.
public struct Digest: Sendable {
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(_ word: UInt64) {
    let mixed = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
    value = mixed ^ (mixed >> 32)
  }

  /// Sixteen hexadecimal digits.
  public var text: String { Self.text(value) }

  public static func text(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
