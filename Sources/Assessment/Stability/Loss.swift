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
/// A draw follows from the seed, the number of the replicate and the place of the link, person or
/// group in canonical order, and from nothing else. Who is lost stays a name on the master list but
/// has no links, as somebody whom no system knows.
struct LossMaker: Sendable {
  let network: Network
  /// The entities of each group that may be lost as a whole.
  let groups: [[Int]]
  let random: CounterRandom

  /// - Parameter region: The part of the network that replicates are made of.
  init(reading: Reading, region: Network, seed: UInt64) {
    network = region
    // A group that lies elsewhere takes nothing away: only those of the region are lost.
    groups = reading.groups.members.map { members in
      members.map { reading.projection.people[$0].entity }
    }.filter { group in group.contains { !region.incident(to: $0).isEmpty } }
    random = CounterRandom(seed: seed)
  }

  func network(losing loss: Loss, replicate: Int) -> Network {
    let stream = UInt64(replicate) &* 4
    var isLost = [Bool](repeating: false, count: network.entities.count)
    if loss.people > 0 {
      let entities = network.entities
      for entity in network.active where entities[entity].kind == .nominal {
        isLost[entity] = draw(stream &+ 1, entity) < loss.people
      }
    }
    // The first places of a shuffle: no group twice.
    var order = Array(groups.indices)
    for number in 0..<min(loss.groups, groups.count) {
      let left = groups.count - number
      let other = number + random.below(left, stream: stream &+ 2, index: UInt64(number))
      order.swapAt(number, other)
      for entity in groups[order[number]] { isLost[entity] = true }
    }
    return network.without { index in
      let link = network.links[index]
      return isLost[link.from] || isLost[link.to]
        || (loss.links > 0 && draw(stream, index) < loss.links)
    }
  }

  /// A whole number from 0 to 999.
  private func draw(_ stream: UInt64, _ index: Int) -> Int {
    random.below(1000, stream: stream, index: UInt64(index))
  }
}
