import GraphCore
import Records

/// A candidate with its facts and its position.
struct RankedCandidate: Sendable {
  let candidate: Candidate
  let facts: CandidateFacts
  let position: Position
}

/// Puts candidates in order: more points first, ties by id and shown as ties.
struct Ranking {
  private struct Entry {
    let candidate: Candidate
    let facts: CandidateFacts
    let score: Score
    let id: String
  }

  let gatherer: FactGatherer
  let clock: ReviewClock
  let groupOfNode: [Int32]

  private var network: Network { gatherer.network }

  func ranked(
    _ candidates: [Candidate], workers: Int
  ) throws(AssessmentError) -> [RankedCandidate] {
    let brokerage = try brokerage(among: candidates, workers: workers)
    let entries = candidates.map { candidate -> Entry in
      let facts = gatherer.facts(of: candidate)
      let subject = candidate.subject.map { network.evidence.subjects[$0] }
      let best = candidate.people.compactMap { brokerage[$0] }.max() ?? 0
      let score = Score(
        facts: facts, brokerage: best, daysOverdue: subject.flatMap(clock.daysOverdue),
        isUnowned: subject.map { clock.isOpen($0) && $0.owner == nil } ?? false,
        period: clock.period, policy: clock.policy)
      return Entry(
        candidate: candidate, facts: facts, score: score,
        id: subject?.id ?? GroupNaming.id(of: facts.members.map { network.entities[$0].id }))
    }.sorted { a, b in
      a.score.points != b.score.points ? a.score.points > b.score.points : a.id < b.id
    }
    let roles = MemberRoles(
      network: network, projection: gatherer.projection, brokerage: brokerage,
      groupOfNode: groupOfNode)
    return entries.indices.map { index in
      RankedCandidate(
        candidate: entries[index].candidate, facts: entries[index].facts,
        position: position(of: index, in: entries, roles: roles))
    }
  }

  /// The share of shortest paths that each person of any candidate lies on, among all of them.
  private func brokerage(
    among candidates: [Candidate], workers: Int
  ) throws(AssessmentError) -> [Int: Double] {
    let people = Set(candidates.flatMap(\.people)).sorted()
    let graph = try gatherer.projection.graph(among: people)
    // Among a handful of people anyone is a broker: the share is taken of at least so many.
    let size = Double(max(people.count, clock.policy.brokeragePeople))
    let pairs = (size - 1) * (size - 2) / 2
    let scores = graph.betweenness(workers: workers)
    return Dictionary(
      zip(people, scores.map { $0 / pairs }), uniquingKeysWith: { first, _ in first })
  }

  private func position(of index: Int, in entries: [Entry], roles: MemberRoles) -> Position {
    let entry = entries[index]
    let points = entry.score.points
    let subject = entry.candidate.subject.map { network.evidence.subjects[$0] }
    let first = entries.firstIndex { $0.score.points == points } ?? index
    let isTied =
      (index > 0 && entries[index - 1].score.points == points)
      || (index + 1 < entries.count && entries[index + 1].score.points == points)
    let members = roles.members(of: entry.candidate, facts: entry.facts)
    return Position(
      rank: first + 1, tied: isTied, id: entry.id,
      title: subject?.title ?? GroupNaming.title(members: members, reach: entry.facts.reach),
      kind: subject.map { .subject($0.kind) } ?? .unmapped, points: points,
      contributions: entry.score.contributions, reach: entry.facts.reach, members: members,
      shieldedPeople: entry.facts.shielded.count + entry.candidate.shieldedNamed,
      reports: entry.facts.reports,
      status: subject?.status ?? "unmapped", owner: subject?.owner,
      lastAssessed: subject?.lastAssessed, due: subject.flatMap(clock.due),
      daysOverdue: subject.flatMap(clock.daysOverdue), caveats: caveats(of: entry))
  }

  private func caveats(of entry: Entry) -> [String] {
    var caveats: [String] = []
    if entry.facts.reports == 0, !entry.candidate.people.isEmpty {
      caveats.append("unsupported: no graded report names a member")
    } else if entry.facts.reports == 1 {
      caveats.append("rests on a single report")
    }
    if entry.candidate.subject == nil {
      caveats.append("a computed hypothesis: an analyst must accept, split or reject it")
    }
    let added = entry.candidate.people.count - entry.candidate.named.count
    if entry.candidate.subject != nil, added > 0 {
      caveats.append(
        added == 1
          ? "1 person added by the network is not on the master list"
          : "\(added) people added by the network are not on the master list")
    }
    if entry.candidate.people.isEmpty, entry.candidate.things.isEmpty {
      caveats.append("no member could be found in the imported records")
    }
    return caveats
  }
}

/// Ids and titles of groups that nobody has named.
enum GroupNaming {
  /// The id of the group with `members`: it changes only when they do.
  static func id(of members: [EntityID]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for member in members.map(\.text).sorted() {
      for byte in member.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hash = (hash ^ 0x2f) &* 0x0000_0100_0000_01b3
    }
    let digits = String(hash ^ (hash >> 32), radix: 36, uppercase: true)
    return "G-" + String(digits.suffix(8))
  }

  static func title(members: [Position.Member], reach: ForceReach) -> String {
    let area = reach.forces.map(\.name).joined(separator: ", ")
    let around = members.first.map { " around \($0.label)" } ?? ""
    return "Unmapped group of \(members.count)\(around)" + (area.isEmpty ? "" : ", \(area)")
  }
}
