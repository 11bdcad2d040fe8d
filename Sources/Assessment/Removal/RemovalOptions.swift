import GraphCore
import Records

/// Works out, for one position, what removing members would come to: with and without recovery, against
/// removal by number of contacts and by lot, and who could be replaced.
struct RemovalOptions {
  let gatherer: FactGatherer
  let labels: ReleasedLabels
  let plan: AssessmentPolicy.RemovalPlan
  let seed: UInt64
  let workers: Int

  /// In groups smaller than this anybody's loss is the group's end.
  static let smallest = 4

  private var network: Network { gatherer.network }
  private var projection: Projection { gatherer.projection }

  /// Returns nil for fewer than `smallest` people.
  func outlook(of candidate: Candidate, facts: CandidateFacts) -> RemovalOutlook? {
    let people = mostLinked(candidate.people)
    guard people.count >= Self.smallest, plan.steps > 0, plan.draws > 0 else { return nil }
    let simulation = simulation(of: people, assets: Set(facts.assets))
    let names = people.map { labels.label(of: projection.people[$0].entity) }
    let ids = people.map { network.entities[projection.people[$0].entity].id }
    return RemovalOutlook(
      options: RemovalSimulation.Order.allCases.map {
        option($0, of: simulation, names: names, ids: ids)
      },
      scarce: scarce(simulation.holdings, names: names), draws: plan.draws,
      reformed: plan.reformed, others: candidate.people.count - people.count)
  }

  /// Of a larger group than can be simulated those with most links in it.
  private func mostLinked(_ people: [Int]) -> [Int] {
    let most = RemovalSimulation.mostPeople
    guard people.count > most else { return people }
    let inside = Set(people)
    let degrees = people.map { person in
      projection.pairs(of: person).count { inside.contains($0.other) }
    }
    return people.indices.sorted { (-degrees[$0], $0) < (-degrees[$1], $1) }
      .prefix(most).map { people[$0] }.sorted()
  }

  private func simulation(of people: [Int], assets: Set<Int>) -> RemovalSimulation {
    let place = Dictionary(
      people.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return RemovalSimulation(
      contacts: people.map { person in
        projection.pairs(of: person).reduce(into: PlaceSet()) { contacts, pair in
          if let other = place[pair.other] { contacts.insert(other) }
        }
      },
      forces: people.map { Set(gatherer.forces(ofPerson: projection.people[$0].entity)) },
      holdings: people.map { holdings(of: projection.people[$0].entity, among: assets) })
  }

  /// The kinds of the group's things that a member has a say over.
  private func holdings(of person: Int, among assets: Set<Int>) -> Set<Entity.Kind> {
    Set(
      network.incident(to: person).compactMap { index -> Entity.Kind? in
        let link = network.links[Int(index)]
        let other = network.other(link, than: person)
        return link.type.isControl && assets.contains(other) ? network.entities[other].kind : nil
      })
  }

  private func option(
    _ order: RemovalSimulation.Order, of simulation: RemovalSimulation, names: [String],
    ids: [EntityID]
  ) -> RemovalOutlook.Option {
    let bare = courses(order, of: simulation, recovery: nil)
    let recovering = courses(order, of: simulation, recovery: plan.reformed)
    let whole = max(bare[0].pairs[0], 1)
    let count = min(Self.told(of: names.count), bare[0].removed.count)
    func left(_ courses: [RemovalSimulation.Course]) -> ClosedRange<Int> {
      Self.range(courses.map { $0.pairs[min(count, $0.pairs.count - 1)] * 1000 / whole })
    }
    func steps(_ courses: [RemovalSimulation.Course]) -> ClosedRange<Int>? {
      bare[0].stepsToOneForce == 0
        ? nil : Self.range(courses.map { $0.stepsToOneForce ?? plan.steps + 1 })
    }
    let removed = order == .lot ? [] : bare[0].removed.prefix(count)
    return RemovalOutlook.Option(
      order: order.rawValue, count: count, people: removed.map { names[$0] },
      left: left(bare), recovered: left(recovering), steps: steps(bare),
      recoveredSteps: steps(recovering), mostSteps: plan.steps, entities: removed.map { ids[$0] })
  }

  /// One course for each draw; a single one where nothing is drawn.
  private func courses(
    _ order: RemovalSimulation.Order, of simulation: RemovalSimulation, recovery: Int?
  ) -> [RemovalSimulation.Course] {
    let (seed, steps) = (seed, plan.steps)
    let draws = order == .lot || recovery != nil ? plan.draws : 1
    return WorkerPool.shared.map(draws, workers: workers) { draw in
      simulation.course(
        order, steps: steps, recovery: recovery, random: CounterRandom(seed: seed),
        stream: UInt64(2 * draw))
    }
  }

  /// The effect is told of so many removals.
  private static func told(of people: Int) -> Int { min(3, max(1, people / 4)) }

  /// What nine tenths of `values` lie between.
  private static func range(_ values: [Int]) -> ClosedRange<Int> {
    let sorted = values.sorted()
    let tail = sorted.count / 20
    return sorted[tail]...sorted[sorted.count - 1 - tail]
  }

  /// Members who alone hold some kind of thing, in the order of the kinds, each kind once.
  private func scarce(_ holdings: [Set<Entity.Kind>], names: [String]) -> [String] {
    Entity.Kind.allCases.compactMap { kind in
      let holders = holdings.indices.filter { holdings[$0].contains(kind) }
      guard holders.count == 1 else { return nil }
      return "\(names[holders[0]]) alone holds \(kind.plural): nobody left could take over"
    }
  }
}

extension Entity.Kind {
  fileprivate var plural: String {
    switch self {
    case .address: "addresses"
    default: "\(rawValue)s"
    }
  }
}
