extension LeidenLevel {
  /// Refines each community from within: starting from single nodes, joins nodes that are still
  /// alone to groups of their own community, where both are well connected to the rest of it.
  ///
  /// A group is well connected if its links to the rest of the community weigh at least what
  /// the objective charges for them. A node joins where it gains most; equal gains are drawn by
  /// lot, so that repetitions explore. (The paper draws among all gains with a chance that falls
  /// steeply with the gain; the lot among equals is its limit.)
  ///
  /// - Returns: The groups, each within one community and connected.
  ///
  /// SAFETY: see `leidenPass`. A group's mark is the node it began with.
  func refine(
    _ community: borrowing Block<Int32>, order: [Int], random: CounterRandom, stream: UInt64
  ) -> LeidenGroups {
    let state = RefineState(level: self, community: community)
    for v in order where unsafe state.size[v] == 1 && state.group[v] == Int32(v) {
      let mass = unsafe masses[v]
      let whole = unsafe state.communityMass[Int(community[v])]
      guard unsafe state.linked[v] >= pairCost * mass * (whole - mass) else { continue }
      let count = gatherGroups(v, community, state)
      var best = v
      var bestGain = 0.0
      var equals = 0
      for k in 0..<count {
        let d = unsafe Int(touched[k])
        let groupMass = unsafe state.mass[d]
        let gain = unsafe linked[d] - pairCost * mass * groupMass
        guard gain > 0, gain >= bestGain,
          unsafe state.linked[d] >= pairCost * groupMass * (whole - groupMass)
        else { continue }
        equals = gain > bestGain ? 1 : equals + 1
        let draw = UInt64(v) << 20 | UInt64(truncatingIfNeeded: k)
        if equals == 1 || random.below(equals, stream: stream, index: draw) == 0 { best = d }
        bestGain = gain
      }
      if best != v { unsafe state.join(v, to: best, mass: mass, sharedWeight: linked[best]) }
      forget(count)
    }
    return numbered(state.group)
  }

  /// Adds up the weights of the arcs of `v` within its community by group.
  @inline(__always)
  private func gatherGroups(
    _ v: Int, _ community: borrowing Block<Int32>, _ state: borrowing RefineState
  ) -> Int {
    var count = 0
    let own = unsafe community[v]
    for i in unsafe offsets[v]..<offsets[v &+ 1] {
      let w = unsafe Int(targets[i])
      guard unsafe community[w] == own else { continue }
      let mark = unsafe state.group[w]
      let sum = unsafe linked[Int(mark)]
      if sum == 0 {
        unsafe touched[count] = mark
        count &+= 1
      }
      unsafe linked[Int(mark)] = sum + weights[i]
    }
    return count
  }
}

/// What refining keeps of each group: mass, number of nodes, and the weight of the links to the
/// rest of its community.
private struct RefineState: ~Copyable {
  let group: Block<Int32>
  let mass: Block<Double>
  let size: Block<Int32>
  let linked: Block<Double>
  let communityMass: Block<Double>

  init(level: borrowing LeidenLevel, community: borrowing Block<Int32>) {
    let n = level.n
    group = Block(repeating: 0, count: n)
    mass = Block(repeating: 0, count: n)
    size = Block(repeating: 1, count: n)
    linked = Block(repeating: 0, count: n)
    communityMass = Block(repeating: 0, count: n)
    for v in 0..<n {
      let own = unsafe community[v]
      unsafe group[v] = Int32(truncatingIfNeeded: v)
      unsafe mass[v] = level.masses[v]
      unsafe communityMass[Int(own)] += level.masses[v]
      for i in unsafe level.offsets[v]..<level.offsets[v + 1]
      where unsafe community[Int(level.targets[i])] == own {
        unsafe linked[v] += level.weights[i]
      }
    }
  }

  /// SAFETY: `v` and `group` are nodes of the level (the caller's), below the length of the arrays.
  @inline(__always)
  func join(_ v: Int, to group: Int, mass nodeMass: Double, sharedWeight: Double) {
    unsafe self.group[v] = Int32(truncatingIfNeeded: group)
    unsafe size[group] += 1
    unsafe size[v] = 0
    unsafe mass[group] += nodeMass
    unsafe linked[group] += linked[v] - 2 * sharedWeight
  }
}

extension LeidenLevel {
  /// Makes the level above: one node per group, the arcs between two groups merged to one, those
  /// within a group dropped (they move with their node and change no gain).
  ///
  /// SAFETY: the members of all groups together are the n nodes, and a group has at most as many
  /// arcs as its members have, so no array is overrun.
  func merged(_ groups: LeidenGroups) -> LeidenLevel {
    let members = Block<Int32>(repeating: 0, count: n)
    let first = Block<Int>(repeating: 0, count: groups.count + 2)
    let marks = Block<Int32>(repeating: 0, count: n)
    for v in 0..<n {
      unsafe marks[v] = groups.number[v]
      unsafe first[Int(groups.number[v]) + 2] += 1
    }
    for g in 0..<groups.count { unsafe first[g + 2] += first[g + 1] }
    for v in 0..<n {
      let g = Int(groups.number[v])
      unsafe members[first[g + 1]] = Int32(truncatingIfNeeded: v)
      unsafe first[g + 1] += 1
    }
    let above = unsafe LeidenLevel(n: groups.count, arcs: offsets[n], pairCost: pairCost)
    var arcs = 0
    for g in 0..<groups.count {
      var count = 0
      for m in unsafe first[g]..<first[g + 1] {
        let v = unsafe Int(members[m])
        unsafe above.masses[g] += masses[v]
        for i in unsafe offsets[v]..<offsets[v + 1] {
          let h = unsafe marks[Int(targets[i])]
          guard h != g else { continue }
          let sum = unsafe above.linked[Int(h)]
          if sum == 0 {
            unsafe above.touched[count] = h
            count += 1
          }
          unsafe above.linked[Int(h)] = sum + weights[i]
        }
      }
      for k in 0..<count {
        let h = unsafe above.touched[k]
        unsafe above.targets[arcs] = h
        unsafe above.weights[arcs] = above.linked[Int(h)]
        arcs += 1
      }
      above.forget(count)
      unsafe above.offsets[g + 1] = arcs
    }
    return above
  }
}
