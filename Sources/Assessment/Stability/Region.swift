import Records

extension Reading {
  /// The part of the network that the first `count` positions of the list can depend on: their
  /// people, those linked to them in the projection and those linked to these, with all that any of
  /// them is linked to and everybody else who is linked to the same things.
  ///
  /// The density at which groups form does not depend on the size of the network (CPM has no resolution
  /// limit), and facts are counted from direct links, so replicates of the region stand for replicates
  /// of the whole at a fraction of the cost.
  ///
  /// > Source: V. A. Traag, P. Van Dooren, Y. Nesterov, "Narrow scope for resolution-limit-free
  /// > community detection", *Physical Review E* 84, 2011,
  /// > [10.1103/PhysRevE.84.016114](https://doi.org/10.1103/PhysRevE.84.016114).
  func region(of count: Int) -> Network {
    var isInside = [Bool](repeating: false, count: network.entities.count)
    for node in peopleAround(count) { isInside[projection.people[node].entity] = true }
    for item in scored.prefix(count) {
      for thing in item.facts.assets { isInside[thing] = true }
    }
    // What is linked to those people; then every link of any of these counts.
    var isNear = isInside
    for link in network.links where isInside[link.from] || isInside[link.to] {
      isNear[link.from] = true
      isNear[link.to] = true
    }
    let links = network.links
    return network.without { !isNear[links[$0].from] && !isNear[links[$0].to] }
  }

  /// Nodes of the projection: members of the first positions and those within two steps of them.
  private func peopleAround(_ count: Int) -> [Int] {
    var isIn = [Bool](repeating: false, count: projection.people.count)
    var people = Set(scored.prefix(count).flatMap(\.candidate.people)).sorted()
    for node in people { isIn[node] = true }
    var start = 0
    for _ in 0..<2 {
      let end = people.count
      for node in people[start..<end] {
        for pair in projection.pairs(of: node) where !isIn[pair.other] {
          isIn[pair.other] = true
          people.append(pair.other)
        }
      }
      start = end
    }
    return people
  }
}
