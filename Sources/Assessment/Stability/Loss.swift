import GraphCore
import Records

/// What a replicate of the network is made to lose, to see what missing data could have done.
struct Loss: Sendable, Equatable {
  /// Shares in thousandths.
  var links = 0
  var people = 0
  /// Whole groups of people, by number, each another one.
  var groups = 0
}

/// Draws replicates of a network that lost a part of it.
///
/// A draw follows from the seed, the number of the replicate and what the link, person or group itself
/// is (see `ContentKeys`), and from nothing else. Who is lost stays a name on the master list but
/// has no links, as somebody whom no system knows.
struct LossMaker: Sendable {
  let network: Network
  /// The entities of each group that may be lost as a whole.
  let groups: [[Int]]
  private let linkKeys: [UInt64]
  let random: CounterRandom

  /// - Parameter region: The part of the network that replicates are made of.
  init(reading: Reading, region: Network, seed: UInt64) {
    network = region
    // A group that lies elsewhere takes nothing away: only those of the region are lost.
    groups = reading.groups.members.map { members in
      members.map { reading.projection.people[$0].entity }
    }.filter { group in group.contains { !region.incident(to: $0).isEmpty } }
    linkKeys = region.links.map(region.contentKey)
    random = CounterRandom(seed: seed)
  }

  func network(losing loss: Loss, replicate: Int) -> Network {
    let stream = UInt64(replicate) &* 4
    var isLost = [Bool](repeating: false, count: network.entities.count)
    if loss.people > 0 {
      let entities = network.entities
      for entity in network.active where entities[entity].kind == .nominal {
        isLost[entity] = draw(stream &+ 1, network.keys[entity]) < loss.people
      }
    }
    for entity in lostGroups(loss.groups, stream: stream &+ 2).joined() { isLost[entity] = true }
    return network.without { index in
      let link = network.links[index]
      return isLost[link.from] || isLost[link.to]
        || (loss.links > 0 && draw(stream, linkKeys[index]) < loss.links)
    }
  }

  /// The first `count` groups in the order of lots that their people draw: no group twice.
  private func lostGroups(_ count: Int, stream: UInt64) -> [[Int]] {
    guard count > 0 else { return [] }
    let lots = groups.map { group in
      random.bits(stream: stream, index: group.reduce(0) { $0 &+ network.keys[$1] })
    }
    return groups.indices.sorted { (lots[$0], $0) < (lots[$1], $1) }.prefix(count).map {
      groups[$0]
    }
  }

  /// A whole number from 0 to 999.
  private func draw(_ stream: UInt64, _ key: UInt64) -> Int {
    random.below(1000, stream: stream, index: key)
  }
}
