import GraphCore
import Records

/// A candidate with its facts and its points.
struct ScoredCandidate: Sendable {
  let candidate: Candidate
  let facts: CandidateFacts
  let score: Score
  /// The register's id, or one that follows from an unmapped group's members.
  let id: String
}

/// Gives candidates their points and puts them in order: more points first, ties by id.
struct Scoring {
  let gatherer: FactGatherer
  let clock: ReviewClock
  /// By node of the projection: the share of shortest paths among people of interest.
  let brokerage: [Int: Double]

  private var network: Network { gatherer.network }

  /// The same without words, where points alone are compared.
  var wordless: Scoring {
    var gatherer = gatherer
    gatherer.words = .left
    return Scoring(gatherer: gatherer, clock: clock, brokerage: brokerage)
  }

  func scored(_ candidates: [Candidate]) -> [ScoredCandidate] {
    candidates.map { candidate -> ScoredCandidate in
      let facts = gatherer.facts(of: candidate)
      let subject = candidate.subject.map { network.evidence.subjects[$0] }
      return ScoredCandidate(
        candidate: candidate, facts: facts, score: score(of: candidate, facts: facts),
        id: subject?.id ?? GroupNaming.id(of: facts.members.map { network.entities[$0].id }))
    }.sorted { a, b in
      a.score.points != b.score.points ? a.score.points > b.score.points : a.id < b.id
    }
  }

  /// The points of `candidate` if its facts were `facts`.
  func score(of candidate: Candidate, facts: CandidateFacts) -> Score {
    let subject = candidate.subject.map { network.evidence.subjects[$0] }
    return Score(
      facts: facts, brokerage: candidate.people.compactMap { brokerage[$0] }.max() ?? 0,
      review: subject.map {
        .listed(
          daysOverdue: clock.daysOverdue($0), isUnowned: clock.isOpen($0) && $0.owner == nil)
      } ?? .unmapped, period: clock.period, policy: clock.policy, build: gatherer.words)
  }
}

/// Who lies between others.
enum Brokerage {
  /// Returns the share of shortest paths among `people` that each of them lies on.
  ///
  /// - Parameter least: The share is taken of at least so many people, and of as many as the policy says:
  ///   among a handful anyone is a broker.
  static func shares(
    among people: Set<Int>, ofAtLeast least: Int = 0, projection: Projection,
    policy: AssessmentPolicy, workers: Int
  ) throws(AssessmentError) -> [Int: Double] {
    let people = people.sorted()
    let graph = try projection.graph(among: people)
    let size = Double(max(people.count, least, policy.brokeragePeople))
    let pairs = (size - 1) * (size - 2) / 2
    let scores = graph.betweenness(workers: workers)
    return Dictionary(
      zip(people, scores.map { $0 / pairs }), uniquingKeysWith: { first, _ in first })
  }
}

/// Ids and titles of groups that nobody has named.
enum GroupNaming {
  /// The id of the group with `members`: it changes only when they do.
  static func id(of members: [EntityID]) -> String {
    var hash = FNVHash()
    for member in members.map(\.text).sorted() {
      hash.add(member)
      hash.add(0x2f)
    }
    let digits = String(hash.value ^ (hash.value >> 32), radix: 36, uppercase: true)
    return "G-" + String(digits.suffix(8))
  }

  static func title(members: [Position.Member], reach: ForceReach) -> String {
    let area = reach.forces.map(\.name).joined(separator: ", ")
    let around = members.first.map { " around \($0.label)" } ?? ""
    return "Unmapped group of \(members.count)\(around)" + (area.isEmpty ? "" : ", \(area)")
  }
}
