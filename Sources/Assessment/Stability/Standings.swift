import Records

/// Where the positions of the list stand in another reading of the evidence.
struct Standings: Sendable {
  /// Twice the middle of the ranks that each position of the original list shares there, in its
  /// order; where the position is not found, as far behind as the list is long.
  let doubledRanks: [Int]
  /// The best of those ranks.
  let bestRanks: [Int]
  let isPresent: [Bool]
  /// The chance of being among the first, in thousandths.
  let topChances: [Int]

  /// Finds each of `original` in `other`: a subject by its id, an unmapped group as the unmapped group
  /// with which it shares most, at least half of both together.
  init(of original: [OriginalPosition], in other: Reading, top: Int) {
    let points = other.scored.map(\.score.points)
    var placeOfSubject: [Int: Int] = [:]
    var unmapped = UnmappedPlaces()
    for (place, item) in other.scored.enumerated() {
      if let subject = item.candidate.subject {
        placeOfSubject[subject] = place
      } else {
        unmapped.add(item.facts.members, at: place)
      }
    }
    var ranks: [Int] = []
    var bests: [Int] = []
    var present: [Bool] = []
    var chances: [Int] = []
    for position in original {
      let place =
        position.subject.map { placeOfSubject[$0] }
        ?? unmapped.closest(to: position.members)
      guard let place else {
        ranks.append(2 * (points.count + 1))
        bests.append(points.count + 1)
        present.append(false)
        chances.append(0)
        continue
      }
      // Points fall along the list.
      let best = points.partitionPoint { $0 <= points[place] }
      let worst = points.partitionPoint { $0 < points[place] }
      ranks.append(best + 1 + worst)
      bests.append(best + 1)
      present.append(true)
      let within = min(max(top - best, 0), worst - best)
      chances.append(1000 * within / (worst - best))
    }
    doubledRanks = ranks
    bestRanks = bests
    isPresent = present
    topChances = chances
  }
}

/// The unmapped groups of a reading, of which none shares a person with another.
private struct UnmappedPlaces {
  private var placeOf: [Int: Int] = [:]
  private var sizes: [Int: Int] = [:]

  mutating func add(_ members: [Int], at place: Int) {
    for member in members { placeOf[member] = place }
    sizes[place] = members.count
  }

  /// The group that shares most with `members`, at least half of both together; of equals the first.
  func closest(to members: Set<Int>) -> Int? {
    var shared: [Int: Int] = [:]
    for member in members {
      if let place = placeOf[member] { shared[place, default: 0] += 1 }
    }
    var best: (shared: Int, all: Int, place: Int)?
    for (place, count) in shared.sorted(by: { $0.key < $1.key }) {
      let all = (sizes[place] ?? 0) + members.count - count
      guard count * 2 >= all else { continue }
      if best.map({ count * $0.all > $0.shared * all }) ?? true { best = (count, all, place) }
    }
    return best?.place
  }
}

/// What identifies a position of the original list in other readings.
struct OriginalPosition: Sendable {
  let id: String
  /// Index into the subjects, or nil for an unmapped group.
  let subject: Int?
  /// Entity indices of the open members.
  let members: Set<Int>

  init(_ item: ScoredCandidate) {
    id = item.id
    subject = item.candidate.subject
    members = Set(item.facts.members)
  }
}

extension [Int] {
  /// The first index whose element passes `test`, in an array whose failing elements all come before
  /// those that pass.
  fileprivate func partitionPoint(_ test: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if test(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
