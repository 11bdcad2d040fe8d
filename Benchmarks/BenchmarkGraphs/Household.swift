internal import Glibc
internal import GraphCore

/// A recipe for the real workload: persons and what they share, over ten years.
///
/// - A person has one to four addresses, one after the other; a tenure lasts a geometric number
///   of days, five years in the mean. Who moves together is a household of one to six.
/// - One thing for every hundred addresses is an institution; they have up to 10,000 inmates, by
///   Zipf's law.
/// - For three of a hundred persons there is a business, telephone or vehicle that several use,
///   the number of users by Zipf's law.
/// - For every 2,000 persons there is a gang: a core of 5 to 30 that shares 3 to 6 things, a
///   broker who also uses a thing of the next gang, and strangers who use a thing by chance.
///
/// The truth is the gang of each core member.
public struct Household: Sendable {
  public var personCount: Int
  /// The number of days covered.
  public var days = 3_650

  public init(personCount: Int) {
    self.personCount = personCount
  }

  /// Streams of draws, one for each purpose; `tenure` and `moving` count on by the tenure.
  enum Stream {
    static let tenure: UInt64 = 10
    static let moving: UInt64 = 20
    static let householdSize: UInt64 = 30
    static let address: UInt64 = 40
    static let institution: UInt64 = 50
    static let shared: UInt64 = 60
    static let gang: UInt64 = 70
    static let gangSize: UInt64 = 71
    static let gangUse: UInt64 = 72
    static let stay: UInt64 = 80
  }

  /// Makes the two-mode graph with dates: links in the order of person, thing and first day.
  public func graph(seed: UInt64, workers: Int = 0) -> EdgeList {
    var uses = Uses(recipe: self, random: CounterRandom(seed: seed), workers: workers)
    uses.addTenures()
    uses.addInstitutions()
    uses.addShared()
    uses.addGangs()
    return uses.graph()
  }
}

/// The uses of things by persons as they are drawn.
private struct Uses {
  typealias Stream = Household.Stream

  struct Use {
    var person: Int32
    var thing: Int32
    var period: EdgeList.Period
  }

  let recipe: Household
  let random: CounterRandom
  let workers: Int
  private var uses: [Use] = []
  private var thingCount = 0
  private var addressCount = 0
  private var truth: [Int32]
  /// The number of the next draw of a stay.
  private var stays: UInt64 = 0

  init(recipe: Household, random: CounterRandom, workers: Int) {
    self.recipe = recipe
    self.random = random
    self.workers = workers
    truth = [Int32](repeating: -1, count: recipe.personCount)
  }

  /// Returns the first days of a person's tenures, the first of them 0.
  private static func tenures(
    of person: Int, days: Int, random: CounterRandom
  ) -> [Int32] {
    var starts: [Int32] = [0]
    while starts.count < 4 {
      let u = random.uniform(
        stream: Stream.tenure + UInt64(starts.count), index: UInt64(person))
      let length = 1 + Int(log(1 - u) / log(1 - 1.0 / 1_825))
      let start = Int(starts[starts.count - 1]) + length
      guard start < days else { break }
      starts.append(Int32(start))
    }
    return starts
  }

  mutating func addTenures() {
    let (count, days, random) = (recipe.personCount, recipe.days, random)
    let chunk = 1 << 14
    let starts = WorkerPool.shared.map((count + chunk - 1) / chunk, workers: workers) { piece in
      (piece * chunk..<min(count, (piece + 1) * chunk)).map {
        Uses.tenures(of: $0, days: days, random: random)
      }
    }.flatMap { $0 }
    for tenure in 0..<4 {
      let movers = starts.indices.filter { starts[$0].count > tenure }
      let order = random.permutation(movers.count, stream: Stream.moving + UInt64(tenure))
      var (next, household) = (0, 0)
      while next < movers.count {
        let size = householdSize(tenure, household)
        let address = tenure == 0 ? household : addressOf(tenure, household)
        for turn in next..<min(movers.count, next + size) {
          let person = movers[order[turn]]
          let from = starts[person]
          let end = tenure + 1 < from.count ? from[tenure + 1] : Int32(days)
          add(person, address, EdgeList.Period(from[tenure], end))
        }
        next += size
        household += 1
      }
      // A twentieth of the addresses stand empty at first.
      if tenure == 0 { addressCount = household + household / 20 + 1 }
    }
    thingCount = addressCount
  }

  private mutating func add(_ person: Int, _ thing: Int, _ period: EdgeList.Period) {
    uses.append(Use(person: Int32(person), thing: Int32(thing), period: period))
  }

  /// Households of one to six: of England and Wales in 2021, in rounded parts of a hundred.
  private func householdSize(_ tenure: Int, _ household: Int) -> Int {
    let part = random.below(
      100, stream: Stream.householdSize + UInt64(tenure), index: UInt64(household))
    return [30, 64, 80, 93, 98].firstIndex { part < $0 }.map { $0 + 1 } ?? 6
  }

  private func addressOf(_ tenure: Int, _ household: Int) -> Int {
    random.below(
      addressCount, stream: Stream.address + UInt64(tenure), index: UInt64(household))
  }

  /// Draws a stay of half a year in the mean.
  private mutating func stay() -> EdgeList.Period {
    let start = random.below(recipe.days, stream: Stream.stay, index: stays)
    let u = random.uniform(stream: Stream.stay + 1, index: stays)
    stays += 1
    return EdgeList.Period(
      Int32(start), Int32(min(recipe.days, start + 1 + Int(-180 * log(1 - u)))))
  }

  mutating func addInstitutions() {
    let largest = min(10_000, max(10, recipe.personCount / 20))
    addHubs(addressCount / 100 + 1, Stream.institution) { max(2, largest / ($0 + 1)) }
  }

  mutating func addShared() {
    let largest = Double(min(1_000, max(5, recipe.personCount / 50)))
    addHubs(recipe.personCount * 3 / 100, Stream.shared) {
      max(2, Int(largest / pow(Double($0 + 1), 0.7)))
    }
  }

  /// Adds things whose number of users depends on their rank, used by anyone.
  private mutating func addHubs(_ count: Int, _ stream: UInt64, _ users: (Int) -> Int) {
    var draws: UInt64 = 0
    for rank in 0..<count {
      for _ in 0..<users(rank) {
        let person = random.below(recipe.personCount, stream: stream, index: draws)
        draws += 1
        let period = stay()
        add(person, thingCount + rank, period)
      }
    }
    thingCount += count
  }

  mutating func addGangs() {
    let gangCount = recipe.personCount / 2_000
    let order = random.permutation(recipe.personCount, stream: Stream.gang)
    let size = (0..<gangCount).map {
      5 + random.below(26, stream: Stream.gangSize, index: UInt64(2 * $0))
    }
    let owned = (0..<gangCount).map {
      3 + random.below(4, stream: Stream.gangSize, index: UInt64(2 * $0 + 1))
    }
    let firstThing = owned.reduce(into: [thingCount]) { $0.append($0[$0.count - 1] + $1) }
    var (next, draws) = (0, UInt64(0))
    func draw(_ bound: Int) -> Int {
      draws += 1
      return random.below(bound, stream: Stream.gangUse, index: draws)
    }
    for gang in 0..<gangCount {
      for person in order[next..<(next + size[gang])] {
        truth[person] = Int32(gang)
        let sure = draw(owned[gang])
        for thing in 0..<owned[gang] where thing == sure || draw(10) < 6 {
          let period = stay()
          add(person, firstThing[gang] + thing, period)
        }
      }
      next += size[gang] + 1
      let (broker, other) = (order[next - 1], (gang + 1) % gangCount)
      for (side, thing) in [(gang, draw(owned[gang])), (other, draw(owned[other]))] {
        let period = stay()
        add(broker, firstThing[side] + thing, period)
      }
      for thing in 0..<owned[gang] where draw(2) == 0 {
        let (stranger, period) = (draw(recipe.personCount), stay())
        add(stranger, firstThing[gang] + thing, period)
      }
    }
    thingCount = firstThing[gangCount]
  }

  func graph() -> EdgeList {
    let n = recipe.personCount
    var offsets = [Int](repeating: 0, count: n + 1)
    for use in uses { offsets[Int(use.person) + 1] += 1 }
    for v in 0..<n { offsets[v + 1] += offsets[v] }
    var (next, order) = (offsets, [Int](repeating: 0, count: uses.count))
    for (i, use) in uses.enumerated() {
      order[next[Int(use.person)]] = i
      next[Int(use.person)] += 1
    }
    for v in 0..<n where offsets[v + 1] - offsets[v] > 1 {
      order[offsets[v]..<offsets[v + 1]].sort { a, b in
        (uses[a].thing, uses[a].period.start, a) < (uses[b].thing, uses[b].period.start, b)
      }
    }
    var graph = EdgeList(
      nodeCount: n + thingCount,
      links: order.map { EdgeList.Link(uses[$0].person, Int32(n) + uses[$0].thing) })
    graph.memberCount = n
    graph.periods = order.map { uses[$0].period }
    graph.truth = truth + [Int32](repeating: -1, count: thingCount)
    return graph
  }
}
