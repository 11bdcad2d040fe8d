import Records

/// Where one position of the original list stands in another reading of the evidence.
struct Placement: Sendable, Equatable {
  /// What became of an unmapped group. A subject of the master list is always found.
  enum Form: Sendable {
    /// An unmapped group shares half of both together, or more.
    case found
    /// None does: its people are ranked as they are, by what is left of the evidence about them.
    case apart
    /// None of its people has a link left: it stands as far behind as the list is long.
    case gone
  }

  let form: Form
  /// Twice the middle of the ranks that it shares.
  let doubledRank: Int
  /// The best of those ranks.
  let bestRank: Int
  /// The chance of being among the first, in thousandths.
  let topChance: Int
}

/// Where the positions of the list stand in another reading of the evidence.
///
/// Whether a group forms there and where the evidence about its people would put them are two
/// questions. A community at the edge of the resolution may dissolve while all that was reported of
/// its members is still there; a rank that then read "not found" would speak of the edge and seem to
/// speak of the evidence. So people whose group does not form are ranked as they are.
struct Standings: Sendable {
  /// In the order of the original list.
  let all: [Placement]

  subscript(place: Int) -> Placement { all[place] }

  /// Finds each of `original` in `other`: a subject by its id, an unmapped group as the unmapped group
  /// with which it shares most, at least half of both together.
  init(of original: [OriginalPosition], in other: Reading, top: Int) {
    let order = other.byPoints
    var placeOfSubject: [Int: Int] = [:]
    var unmapped = UnmappedPlaces()
    for (place, item) in other.scored.enumerated() {
      if let subject = item.candidate.subject {
        placeOfSubject[subject] = place
      } else {
        unmapped.add(item.facts.members, at: place)
      }
    }
    all = original.map { position in
      let place =
        position.subject.map { placeOfSubject[$0] } ?? unmapped.closest(to: position.members)
      if let place {
        let points = other.scored[place].score.points
        return Placement(
          .found, above: order.above(points), sharing: order.sharing(points), top: top)
      }
      guard let points = other.points(ofPeople: position.members) else {
        return Placement(.gone, above: order.count, sharing: 1, top: 0)
      }
      // What is left of the group itself is no rival of it.
      let pieces = unmapped.pieces(of: position.members).map { other.scored[$0].score.points }
      return Placement(
        .apart, above: order.above(points) - pieces.count { $0 > points },
        sharing: order.sharing(points) - pieces.count { $0 == points } + 1, top: top)
    }
  }
}

extension Placement {
  /// - Parameters:
  ///   - above: How many have more points.
  ///   - sharing: How many have as many, itself counted.
  fileprivate init(_ form: Form, above: Int, sharing: Int, top: Int) {
    self.form = form
    doubledRank = 2 * above + 1 + sharing
    bestRank = above + 1
    topChance = 1000 * min(max(top - above, 0), sharing) / sharing
  }
}

extension Reading {
  /// The points that `entities` would have as an unmapped group; nil where none of them has a link.
  fileprivate func points(ofPeople entities: Set<Int>) -> Int? {
    let nodes = entities.filter { !network.incident(to: $0).isEmpty }
      .map { Int(projection.nodeOfEntity[$0]) }.filter { $0 >= 0 }
    guard !nodes.isEmpty else { return nil }
    let people = Candidate(
      subject: nil, people: nodes.sorted(), named: [], things: [], shieldedNamed: [])
    return scoring.score(of: people, facts: gatherer.facts(of: people)).points
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
    var best: (shared: Int, all: Int, place: Int)?
    for (place, count) in shared(with: members) {
      let all = (sizes[place] ?? 0) + members.count - count
      guard count * 2 >= all else { continue }
      if best.map({ count * $0.all > $0.shared * all }) ?? true { best = (count, all, place) }
    }
    return best?.place
  }

  /// The groups of whose people more than half are of `members`.
  func pieces(of members: Set<Int>) -> [Int] {
    shared(with: members).filter { $0.count * 2 > sizes[$0.place] ?? 0 }.map(\.place)
  }

  /// By place, how many people a group has in common with `members`.
  private func shared(with members: Set<Int>) -> [(place: Int, count: Int)] {
    var shared: [Int: Int] = [:]
    for member in members {
      if let place = placeOf[member] { shared[place, default: 0] += 1 }
    }
    return shared.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
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
