import GraphCore
import Linkage
import Records

/// Who is linked to whom, directly or through what they share, and how strongly: the only place where
/// identity becomes a node index.
///
/// - Direct links count with their strength.
/// - People who control the same thing (its landlord, keeper, account holder ...) are linked through
///   it, shared out among them.
/// - People who are merely at the same place are linked only while they overlapped, only while few
///   were there, and shared out among all of them. An HMO, a hostel or a payroll bureau therefore
///   ties nobody together; what it would have done is kept in `hubs`.
/// - Controllers of two things that are linked (two phones that call, two companies that supply) are
///   linked weakly.
struct Projection: Sendable {
  struct Pair: Sendable {
    /// Indices into `people`; `a` < `b`.
    let a: Int
    let b: Int
    /// Multiples of 1/1024.
    let strength: Double
  }

  /// A thing that links too many people to say anything about two of them.
  struct Hub: Sendable {
    let entity: Int
    let why: String
    /// Whether it is undeclared and few have a say over it: then it is theirs, however many pass through.
    let isHeld: Bool
    let people: Int
    let pairsBefore: Int
    let pairsAfter: Int
  }

  /// Open nominals that have a link or that the master list names, in the order of their keys; see
  /// `ContentKeys`.
  let people: [OpenNominal]
  /// For each of `people` what is drawn about them follows from.
  let keys: [UInt64]
  /// The index in `people` of each entity, or -1.
  let nodeOfEntity: [Int32]
  /// By `a`, then `b`.
  let pairs: [Pair]
  /// By falling number of people, ties by entity.
  let hubs: [Hub]
  private let offsets: [Int]
  private let neighbours: [(other: Int, strength: Double)]

  init(network: Network, shield: Shield, policy: AssessmentPolicy) {
    let named = network.evidence.subjects.flatMap(\.members).map {
      network.resolution.entityOfRecord[$0]
    }.filter { $0 >= 0 && network.incident(to: $0).isEmpty }
    let people = shield.openNominals(
      of: network, among: named.isEmpty ? network.active : Set(network.active + named).sorted()
    ).sorted { a, b in
      let (x, y) = (network.keys[a.entity], network.keys[b.entity])
      return x != y ? x < y : a < b
    }
    keys = people.map { network.keys[$0.entity] }
    var nodes = [Int32](repeating: -1, count: network.entities.count)
    for (node, person) in people.enumerated() { nodes[person.entity] = Int32(node) }
    self.people = people
    nodeOfEntity = nodes
    var builder = ProjectionBuilder(network: network, policy: policy, nodeOfEntity: nodes)
    builder.addDirectLinks()
    builder.addSharedThings()
    builder.addLinkedThings()
    pairs = builder.finish()
    hubs = builder.hubs.sorted { a, b in
      a.people != b.people ? a.people > b.people : a.entity < b.entity
    }
    (offsets, neighbours) = Projection.adjacency(of: pairs, count: people.count)
  }

  /// The people that `node` is paired with, ascending.
  func pairs(of node: Int) -> ArraySlice<(other: Int, strength: Double)> {
    neighbours[offsets[node]..<offsets[node + 1]]
  }

  private static func adjacency(
    of pairs: [Pair], count: Int
  ) -> ([Int], [(other: Int, strength: Double)]) {
    var offsets = [Int](repeating: 0, count: count + 1)
    for pair in pairs {
      offsets[pair.a + 1] += 1
      offsets[pair.b + 1] += 1
    }
    for index in 0..<count { offsets[index + 1] += offsets[index] }
    var cursor = offsets
    var neighbours = [(other: Int, strength: Double)](
      repeating: (0, 0), count: offsets[count])
    // Two passes: first the smaller neighbours of every node, then the larger ones.
    for pair in pairs {
      neighbours[cursor[pair.b]] = (pair.a, pair.strength)
      cursor[pair.b] += 1
    }
    for pair in pairs {
      neighbours[cursor[pair.a]] = (pair.b, pair.strength)
      cursor[pair.a] += 1
    }
    return (offsets, neighbours)
  }

  /// The graph of people, for measures and groups, with the pairs that pass `isKept`.
  func graph(where isKept: (Pair) -> Bool) throws(AssessmentError) -> CSRGraph {
    do {
      return try CSRGraph(
        nodeCount: people.count,
        links: pairs.compactMap { pair in
          isKept(pair) ? CSRGraph.Link(pair.a, pair.b, strength: pair.strength) : nil
        })
    } catch {
      throw .graph("\(error)")
    }
  }

  /// The part of the graph that lies among `nodes`, renumbered in their order.
  func graph(among nodes: [Int]) throws(AssessmentError) -> CSRGraph {
    var position = [Int32](repeating: -1, count: people.count)
    for (index, node) in nodes.enumerated() { position[node] = Int32(index) }
    let links = pairs.compactMap { pair -> CSRGraph.Link? in
      guard position[pair.a] >= 0, position[pair.b] >= 0 else { return nil }
      return CSRGraph.Link(
        Int(position[pair.a]), Int(position[pair.b]), strength: pair.strength)
    }
    do {
      return try CSRGraph(nodeCount: nodes.count, links: links)
    } catch {
      throw .graph("\(error)")
    }
  }
}
