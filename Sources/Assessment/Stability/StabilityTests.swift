import GraphCore
import Records

/// Tests every rank of the list against what may be missing or wrong: the eight tests (a) to (h).
struct StabilityTests {
  let reading: Reading
  let shield: Shield
  let clock: ReviewClock
  let workers: Int

  /// The part of the network that replicates and other readings are made of.
  private let region: Network

  private var plan: AssessmentPolicy.StabilityPlan { clock.policy.stability }

  init(reading: Reading, shield: Shield, clock: ReviewClock, workers: Int) {
    self.reading = reading
    self.shield = shield
    self.clock = clock
    self.workers = workers
    region = reading.region(of: StabilityTests.mostPositions)
  }

  /// Positions further down the list are not tested.
  static let mostPositions = 300

  /// The stated losses of the tests (a) and (b).
  static let losses: [(letter: String, name: String, loss: Loss)] = [
    ("a", "5 % of links lost", Loss(links: 50)), ("a", "10 % of links lost", Loss(links: 100)),
    ("a", "20 % of links lost", Loss(links: 200)), ("b", "1 % of people lost", Loss(people: 10)),
    ("b", "2 % of people lost", Loss(people: 20)), ("b", "5 % of people lost", Loss(people: 50)),
    ("b", "a whole group of people lost", Loss(groups: 1)),
  ]

  /// Returns the stability of each of the first positions, in the order of the list.
  ///
  /// - Parameter progress: Called with how many of how many readings of the network are made.
  func run(
    dependence: ReportDependence, progress: (Int, Int) -> Void
  ) throws(AssessmentError) -> [Position.Stability] {
    let omissions = omissions()
    let total =
      plan.replicates + StabilityTests.losses.count * (plan.replicates / 10) + omissions.count
    var done = 0
    func made(_ count: Int) {
      done += count
      progress(done, total)
    }
    progress(0, total)
    let original = reading.scored.prefix(StabilityTests.mostPositions).map(OriginalPosition.init)
    let order = reading.byPoints
    let ranks = reading.scored.prefix(original.count).map(\.score.points).map { own in
      order.above(own) * 2 + order.sharing(own) + 1
    }
    let joint = try replicates(
      plan.replicates, of: original, stream: 0,
      losing: Loss(links: plan.linksLost, people: plan.peopleLost, groups: plan.groupsLost),
      made: made)
    var single: [(letter: String, name: String, standings: [Standings])] = []
    for (number, test) in StabilityTests.losses.enumerated() {
      single.append(
        (
          test.letter, test.name,
          try replicates(
            plan.replicates / 10, of: original, stream: number + 1, losing: test.loss, made: made)
        ))
    }
    let others = try alternatives(omissions, to: original)
    made(omissions.count)
    return original.indices.map { place in
      let tests =
        single.map { test in
          Position.Stability.Test(
            letter: test.letter, name: test.name,
            result: spreadWords(of: place, rank: ranks[place], in: test.standings))
        }
        + others.map { test in
          Position.Stability.Test(
            letter: test.letter, name: test.name, result: rankWords(test.standings, place))
        }
      return stability(
        of: place, rank: ranks[place], joint: joint, tests: tests,
        worstSystem: worstSystem(for: place, among: others), dependence: dependence)
    }
  }

  /// The system without which the position falls furthest, and where to.
  private func worstSystem(
    for place: Int, among others: [Alternative]
  ) -> (name: String, rank: Int)? {
    var worst: (name: String, rank: Int)?
    for test in others {
      guard let system = test.system else { continue }
      let rank = test.standings[place].bestRank
      if worst.map({ rank > $0.rank }) ?? true { worst = (system, rank) }
    }
    return worst
  }

  /// Makes `count` replicates and finds the positions in each. They are made in lots, so that
  /// `made` can be told on the way.
  private func replicates(
    _ count: Int, of original: [OriginalPosition], stream: Int, losing loss: Loss,
    made: (Int) -> Void
  ) throws(AssessmentError) -> [Standings] {
    let maker = LossMaker(
      reading: reading, region: region, seed: clock.policy.seed &+ UInt64(stream) &* 1_000_003)
    let top = plan.top
    var standings: [Standings] = []
    while standings.count < count {
      let first = standings.count
      let lot = min(count - first, 40)
      let results = WorkerPool.shared.map(lot, workers: workers) { place in
        Result { () throws(AssessmentError) in
          let network = maker.network(losing: loss, replicate: first + place)
          return Standings(of: original, in: try read(network), top: top)
        }
      }
      for result in results { standings.append(try result.get()) }
      made(lot)
    }
    return standings
  }

  private func read(_ network: Network) throws(AssessmentError) -> Reading {
    try Reading(
      network: network, shield: shield, clock: clock, decided: reading.decided,
      resolution: reading.choice.resolution, isExplained: false, runs: 1, workers: 1)
  }

  /// Another reading of the evidence, made once.
  private struct Alternative {
    let letter: String
    let name: String
    /// The record system left out, where that is the test.
    var system: String?
    let standings: Standings
  }

  /// What such a reading leaves out.
  private struct Omission: Sendable {
    let letter: String
    let name: String
    var system: String?
    let network: @Sendable () -> Network
  }

  /// Grade floors (c), each system left out (e) and each layer alone (f).
  private func alternatives(
    _ omissions: [Omission], to original: [OriginalPosition]
  ) throws(AssessmentError) -> [Alternative] {
    let top = plan.top
    let results = WorkerPool.shared.map(omissions.count, workers: workers) { number in
      Result { () throws(AssessmentError) in
        Standings(of: original, in: try read(omissions[number].network()), top: top)
      }
    }
    var found: [Alternative] = []
    for (omission, result) in zip(omissions, results) {
      found.append(
        Alternative(
          letter: omission.letter, name: omission.name, system: omission.system,
          standings: try result.get()))
    }
    return found
  }

  private func omissions() -> [Omission] {
    let whole = region
    let rule = LinkStrength(policy: clock.policy, period: clock.period)
    var omissions = [
      Omission(letter: "c", name: "without links that only tentative reports speak of") {
        whole.without { whole.links[$0].standing == .tentative }
      },
      Omission(letter: "c", name: "without links that a single report speaks of") {
        whole.without {
          let link = whole.links[$0]
          return link.support < 2 && whole.statements(of: link).allSatisfy { $0.report != nil }
        }
      },
    ]
    let stated = whole.stated()
    for system in Set(whole.evidence.sources.map(\.system)).sorted() {
      omissions.append(
        Omission(letter: "e", name: "without \(system)", system: system) {
          whole.without(system: system, stated: stated, strength: rule)
        })
    }
    for layer in LinkType.Layer.allCases where layer != .reference {
      omissions.append(
        Omission(letter: "f", name: "\(layer.rawValue) links alone") {
          whole.without {
            let own = whole.links[$0].type.layer
            return own != layer && own != .reference
          }
        })
    }
    return omissions
  }
}
