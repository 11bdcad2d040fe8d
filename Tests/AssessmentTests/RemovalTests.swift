import GraphCore
import Records
import Support
import Testing

@testable import Assessment

@Suite("Removal with recovery")
struct RemovalTests {
  /// A seeded group of `count` people.
  private func simulation(seed: UInt64, count: Int = 9) -> RemovalSimulation {
    let random = CounterRandom(seed: seed)
    var contacts = [PlaceSet](repeating: PlaceSet(), count: count)
    for a in 0..<count {
      for b in (a + 1)..<count where random.below(10, stream: 0, index: UInt64(a * 99 + b)) < 3 {
        contacts[a].insert(b)
        contacts[b].insert(a)
      }
    }
    let areas = Array(ForceArea.all.prefix(3))
    return RemovalSimulation(
      contacts: contacts,
      forces: (0..<count).map { [areas[random.below(3, stream: 1, index: UInt64($0))]] },
      holdings: (0..<count).map {
        random.below(3, stream: 2, index: UInt64($0)) == 0 ? [.vehicle] : []
      })
  }

  /// By definition: which people reach which, by Warshall's closure.
  private func reaches(_ links: [[Bool]], _ left: [Bool]) -> [[Bool]] {
    var reach = links
    for k in left.indices where left[k] {
      for a in left.indices {
        for b in left.indices where reach[a][k] && reach[k][b] { reach[a][b] = true }
      }
    }
    return reach
  }

  private func pairs(_ reach: [[Bool]]) -> Int {
    reach.indices.reduce(0) { sum, a in
      sum + reach.indices.count { $0 > a && reach[a][$0] }
    }
  }

  private func matrix(_ contacts: [PlaceSet]) -> [[Bool]] {
    contacts.indices.map { a in contacts.indices.map { contacts[a].contains($0) } }
  }

  @Test(
    "Without recovery each step removes whoever breaks most, with the numbers of the definition",
    arguments: 0..<20 as Range<UInt64>)
  func definition(seed: UInt64) {
    let group = simulation(seed: seed)
    var links = matrix(group.contacts)
    var left = group.contacts.map { _ in true }
    let course = group.course(
      .breaking, steps: 20, recovery: nil, random: CounterRandom(seed: 1), stream: 0)
    #expect(course.removed.count == group.contacts.count)
    var until: Int?
    for step in 0...course.removed.count {
      let reach = reaches(links, left)
      #expect(course.pairs[step] == pairs(reach))
      let spans = reach.indices.contains { a in
        reach.indices.contains { a != $0 && reach[a][$0] && group.forces[a] != group.forces[$0] }
      }
      if !spans, until == nil { until = step }
      guard step < course.removed.count else { break }
      let losses = left.indices.filter { left[$0] }.map { person -> (Int, Int, Int) in
        let contacts = left.indices.count { left[$0] && links[person][$0] }
        var without = links
        for other in left.indices {
          (without[person][other], without[other][person]) = (false, false)
        }
        return (pairs(reaches(without, left)), -contacts, person)
      }
      #expect(losses.min { $0 < $1 }?.2 == course.removed[step])
      let gone = course.removed[step]
      for other in left.indices { (links[gone][other], links[other][gone]) = (false, false) }
      left[gone] = false
    }
    #expect(course.stepsToOneForce == until)
  }

  @Test("Where nobody's loss alone parts anybody, whoever has most contacts goes first")
  func tie() {
    // A ring of four with two more people: nobody is a cut point, and 3 has four contacts.
    let links = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 1), (4, 3), (5, 3), (5, 4)]
    var contacts = [PlaceSet](repeating: PlaceSet(), count: 6)
    for (a, b) in links {
      contacts[a].insert(b)
      contacts[b].insert(a)
    }
    let group = RemovalSimulation(
      contacts: contacts, forces: Array(repeating: [], count: 6),
      holdings: Array(repeating: [], count: 6))
    let course = group.course(
      .breaking, steps: 2, recovery: nil, random: CounterRandom(seed: 1), stream: 0)
    #expect(course.pairs[0...1] == [15, 10])
    #expect(course.removed.first == 3)
    // Then 1: only 4 and 5 are left in touch. After 0 no second loss would leave fewer than 6 pairs.
    #expect(course.removed == [3, 1] && course.pairs[2] == 1)
  }

  @Test("Whoever holds the same kind of thing takes over all contacts")
  func successor() {
    // A star around 0, who holds a vehicle, as does 3.
    let group = RemovalSimulation(
      contacts: [PlaceSet(1, 2, 3, 4), PlaceSet(0), PlaceSet(0), PlaceSet(0), PlaceSet(0)],
      forces: [[], [], [], [], []], holdings: [[.vehicle], [], [.account], [.vehicle], []])
    let random = CounterRandom(seed: 1)
    let alone = group.course(.degree, steps: 1, recovery: nil, random: random, stream: 0)
    #expect(alone.removed == [0] && alone.pairs == [10, 0])
    let taken = group.course(.degree, steps: 1, recovery: 0, random: random, stream: 0)
    #expect(taken.pairs == [10, 6])
  }

  @Test("Where nobody can take over, contacts with a third in common may find each other")
  func closing() {
    // 0 joins 1 to 2 and 3, who know 4; nobody holds anything.
    let group = RemovalSimulation(
      contacts: [
        PlaceSet(1, 2, 3), PlaceSet(0), PlaceSet(0, 4), PlaceSet(0, 4), PlaceSet(2, 3),
      ], forces: [[], [], [], [], []], holdings: [[], [], [], [], []])
    let random = CounterRandom(seed: 1)
    func pairs(_ chance: Int) -> Int {
      group.course(.degree, steps: 2, recovery: chance, random: random, stream: 0).pairs[2]
    }
    // After 0, whoever has most contacts is 4; once 2 and 3 have found each other, 2.
    #expect(pairs(0) == 0)
    #expect(pairs(1000) == 1)
    let course = group.course(.lot, steps: 5, recovery: 500, random: random, stream: 3)
    #expect(Set(course.removed) == Set(0..<5))
    #expect(course == group.course(.lot, steps: 5, recovery: 500, random: random, stream: 3))
  }

  @Test("The list tells of removal among people who may be named, and who alone holds a thing")
  func outlook() throws {
    var builder = EvidenceBuilder()
    let day = try #require(Day(iso: "2026-08-01"))
    builder.group(
      "A", count: 5, pairs: [(0, 1), (0, 2), (0, 3), (0, 4), (1, 2)], entered: day)
    builder.record("S/vehicle/1", .vehicle, [.registration: "QZ12ABC"])
    builder.link("S/nominal/A0", "S/vehicle/1", .keeper)
    builder.person("S/nominal/victim", "Vera Victim")
    builder.report("S/V", "1A", entered: day)
    builder.link(
      "S/nominal/victim", "S/nominal/A0", .associate, role: .potentialVictim, report: "S/V")
    builder.subject("OCG-1", members: (0..<5).map { "S/nominal/A\($0)" })
    let list = release(try assess(builder.evidence()))
    let removal = try #require(list.positions.first { $0.id == "OCG-1" }?.removal)
    #expect(removal.scarce == ["Member0 OfA alone holds vehicles: nobody left could take over"])
    let first = try #require(removal.options.first)
    #expect(first.people == ["Member0 OfA"] && first.count == 1)
    // Of ten pairs the one of 1 and 2 is left; they know nobody else in common.
    #expect(first.left == 100...100 && first.recovered == 100...100)
    #expect(first.steps == nil)
    #expect(removal.options.map(\.order) == RemovalSimulation.Order.allCases.map(\.rawValue))
    #expect(!"\(removal)".contains("Vera"))
  }
}
