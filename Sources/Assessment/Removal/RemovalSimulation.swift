import GraphCore
import Records

/// A group from which people are removed one after the other while those who are left find each other
/// again.
///
/// After each removal, by stated rules:
/// 1. Where somebody left holds a thing of a kind that the removed person held, the one of them with most
///    contacts in common takes over: they are linked to all contacts of the removed person.
/// 2. Where nobody does, any two of these contacts who have another contact in common find each other,
///    each pair with the same chance.
///
/// A group that is easily broken on paper may thus be whole again: the numbers with and without recovery
/// are shown side by side.
///
/// > Source: P. A. C. Duijn, V. Kashirin, P. M. A. Sloot, "The Relative Ineffectiveness of Criminal
/// > Network Disruption", *Scientific Reports* 4, 2014,
/// > [10.1038/srep04238](https://doi.org/10.1038/srep04238).
struct RemovalSimulation: Sendable {
  /// By what rule the next person is removed.
  enum Order: String, Sendable, CaseIterable {
    /// Whose loss leaves the fewest pairs in touch; of several, who has most contacts left.
    case breaking = "whoever's loss breaks it up most"
    case degree = "whoever has most contacts left"
    case lot = "by lot"
  }

  /// What removing some people came to.
  struct Course: Sendable, Equatable {
    /// The places of the people, in the order of their removal.
    var removed: [Int] = []
    /// Pairs of people in touch, before any removal and after each.
    var pairs: [Int]
    /// After how many removals no part of the group spans two force areas any more; nil where that took
    /// more than were made.
    var stepsToOneForce: Int?
  }

  /// Groups of more people cannot be simulated.
  static let mostPeople = 64

  /// For each person the places of those they are linked to; at most `mostPeople`.
  let contacts: [PlaceSet]
  /// For each person the force areas where they are known to be.
  let forces: [Set<ForceArea>]
  /// For each person the kinds of things they hold.
  let holdings: [Set<Entity.Kind>]

  /// Returns the course of at most `steps` removals; of equals the first person is removed.
  ///
  /// - Parameters:
  ///   - recovery: The chance of the second rule in thousandths; nil for no recovery at all.
  ///   - stream: The draws follow from it and the next one.
  /// - Complexity: O(steps · *n*²) by what breaks most, O(steps · *n*) otherwise.
  func course(
    _ order: Order, steps: Int, recovery: Int?, random: CounterRandom, stream: UInt64
  ) -> Course {
    var state = State(contacts: contacts, left: PlaceSet(below: contacts.count))
    var course = Course(
      pairs: [state.pairsInTouch], stepsToOneForce: spansForces(state) ? nil : 0)
    for step in 0..<min(steps, contacts.count) {
      guard let next = next(order, state, random, stream, step: step) else { break }
      let orphans = state.contacts[next].intersection(state.left)
      state.left.remove(next)
      if let recovery {
        recover(next, orphans, &state) { a, b in
          let index = UInt64(step) << 32 | UInt64(a) << 16 | UInt64(b)
          return random.below(1000, stream: stream &+ 1, index: index) < recovery
        }
      }
      course.removed.append(next)
      course.pairs.append(state.pairsInTouch)
      if course.stepsToOneForce == nil, !spansForces(state) { course.stepsToOneForce = step + 1 }
    }
    return course
  }

  private func next(
    _ order: Order, _ state: State, _ random: CounterRandom, _ stream: UInt64, step: Int
  ) -> Int? {
    let left = state.left.places
    guard let first = left.first else { return nil }
    switch order {
    case .breaking:
      // Where nobody's loss alone parts anybody, the loss of most contacts prepares the next.
      var best = (pairs: Int.max, degree: 0, person: first)
      for person in left {
        var without = state
        without.left.remove(person)
        let (pairs, degree) = (without.pairsInTouch, state.degree(of: person))
        if (pairs, -degree) < (best.pairs, -best.degree) { best = (pairs, degree, person) }
      }
      return best.person
    case .degree:
      return left.max { a, b in
        (state.degree(of: a), b) < (state.degree(of: b), a)
      }
    case .lot:
      return left[random.below(left.count, stream: stream, index: UInt64(step))]
    }
  }

  /// Whoever takes over for `removed`: holds a thing of the same kind and has most of `orphans` among
  /// their contacts; of equals the first.
  private func successor(of removed: Int, _ orphans: PlaceSet, _ state: State) -> Int? {
    state.left.places.filter { !holdings[$0].isDisjoint(with: holdings[removed]) }
      .map { (shared: state.contacts[$0].intersection(orphans).count, person: $0) }
      .min { (-$0.shared, $0.person) < (-$1.shared, $1.person) }?.person
  }

  private func recover(
    _ removed: Int, _ orphans: PlaceSet, _ state: inout State, finds: (Int, Int) -> Bool
  ) {
    if let successor = successor(of: removed, orphans, state) {
      for orphan in orphans.places where orphan != successor { state.link(successor, orphan) }
      return
    }
    let places = orphans.places
    var found: [(Int, Int)] = []
    for (index, a) in places.enumerated() {
      for b in places[(index + 1)...] {
        let shared = state.contacts[a].intersection(state.contacts[b]).intersection(state.left)
        if shared.count > 0, finds(a, b) { found.append((a, b)) }
      }
    }
    for (a, b) in found { state.link(a, b) }
  }

  /// Whether people who are in touch are known from two force areas together.
  private func spansForces(_ state: State) -> Bool {
    state.parts.contains { part in
      part.count > 1 && part.places.reduce(into: Set()) { $0.formUnion(forces[$1]) }.count > 1
    }
  }

  /// Who is left and in touch with whom.
  private struct State {
    var contacts: [PlaceSet]
    var left: PlaceSet

    func degree(of person: Int) -> Int { contacts[person].intersection(left).count }

    mutating func link(_ a: Int, _ b: Int) {
      contacts[a].insert(b)
      contacts[b].insert(a)
    }

    var pairsInTouch: Int { parts.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 } }

    /// The people left, by who is in touch.
    var parts: [PlaceSet] {
      var unseen = left
      var parts: [PlaceSet] = []
      while let start = unseen.first {
        var part = PlaceSet()
        var waiting = PlaceSet(start)
        while let person = waiting.first {
          waiting.remove(person)
          part.insert(person)
          waiting = waiting.union(contacts[person].intersection(unseen).subtracting(part))
        }
        unseen = unseen.subtracting(part)
        parts.append(part)
      }
      return parts
    }
  }
}

/// Some of the places 0 to 63.
struct PlaceSet: Sendable, Equatable {
  private var bits: UInt64 = 0

  init() {}

  init(_ places: Int...) {
    for place in places { insert(place) }
  }

  /// All places below `count`, which is at most 64.
  init(below count: Int) {
    bits = count == 64 ? .max : (1 << UInt64(count)) - 1
  }

  var count: Int { bits.nonzeroBitCount }
  var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

  /// Rising.
  var places: [Int] {
    var (rest, places) = (self, [Int]())
    while let place = rest.first {
      places.append(place)
      rest.remove(place)
    }
    return places
  }

  func contains(_ place: Int) -> Bool { bits & (1 << UInt64(place)) != 0 }
  mutating func insert(_ place: Int) { bits |= 1 << UInt64(place) }
  mutating func remove(_ place: Int) { bits &= ~(1 << UInt64(place)) }
  func union(_ other: PlaceSet) -> PlaceSet { PlaceSet(bits: bits | other.bits) }
  func intersection(_ other: PlaceSet) -> PlaceSet { PlaceSet(bits: bits & other.bits) }
  func subtracting(_ other: PlaceSet) -> PlaceSet { PlaceSet(bits: bits & ~other.bits) }

  private init(bits: UInt64) { self.bits = bits }
}
