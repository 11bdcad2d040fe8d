import Linkage
import Records

/// Sorts nominals into those under the victim shield and those open to analysis.
///
/// Whoever any source calls a victim or potential victim is shielded, also when another calls the
/// same person a suspect. So is whoever may be a child: under eighteen on the day that the data ends by
/// any date of birth on record. So is any record that may be the same person: the same National Insurance
/// number, PNC ID or travel document, unless it goes with so many names that it is nobody's; the same
/// name without a contradicting identifier; or the same date of birth with a part of the name in
/// common. An identifier contradicts only where both have one and they differ beyond a swapped day and month.
struct Shield: Sendable {
  typealias Ground = Release.Safeguarding.Ground

  /// For each entity whether it is a nominal under the shield.
  let isShielded: [Bool]
  /// For each entity why it is under the shield: the first ground in the order of `Ground`.
  let grounds: [Ground?]
  let count: Int
  /// For each entity whether all evidence withholds it, whatever this network says.
  let isWithheld: [Bool]
  /// Folded names of shielded people, each under its longest word, for the last check of free text.
  private let namesByWord: [Substring: Set<String>]

  /// - Parameters:
  ///   - day: The day from which on whoever is under eighteen is a child.
  ///   - last: The day up to which that is so; nil for the same day.
  ///   - protected: What is shielded and withheld whatever this network says. Whoever may be the same
  ///     as one of these is among them already.
  init(
    network: Network, on day: Day, until last: Day? = nil, also protected: ProtectedRecords = .none
  ) {
    let records = network.evidence.records
    var grounds = network.entities.map { entity -> Ground? in
      let isChild =
        entity.kind == .nominal
        && entity.records.contains {
          Shield.isChild(records[$0], on: day, until: max(day, last ?? day))
        }
      return isChild ? .child : nil
    }
    for assertion in network.evidence.assertions where assertion.role?.shields == true {
      for record in [assertion.from, assertion.to] {
        let entity = network.resolution.entityOfRecord[record]
        if entity >= 0, network.entities[entity].kind == .nominal {
          grounds[entity] = .named
          break
        }
      }
    }
    let people = Shield.identities(network)
    let known = grounds.map { $0 != nil }
    for entity in Shield.possiblySame(people: people, shielded: known) {
      grounds[entity] = .possiblySame
    }
    for (index, entity) in network.entities.enumerated()
    where entity.kind == .nominal && grounds[index] == nil {
      if entity.records.contains(where: protected.people.contains) { grounds[index] = .later }
    }
    let shielded = grounds.map { $0 != nil }
    isShielded = shielded
    self.grounds = grounds
    count = shielded.lazy.filter { $0 }.count
    isWithheld = network.entities.map { entity in
      !protected.things.isEmpty && entity.kind != .nominal
        && entity.records.contains(where: protected.things.contains)
    }
    let names = protected.names.union(
      people.lazy.filter { shielded[$0.entity] }.flatMap(\.names))
    namesByWord = names.reduce(into: [:]) { index, name in
      let words = name.split(separator: " ")
      guard let longest = words.max(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) else {
        return
      }
      index[longest, default: []].insert(name)
    }
  }

  /// The folded names of shielded people.
  var names: Set<String> { namesByWord.values.reduce(into: []) { $0.formUnion($1) } }

  /// The open nominals among `entities`, in their order: the only ones that may be measured, grouped or
  /// ranked.
  func openNominals(of network: Network, among entities: [Int]) -> [OpenNominal] {
    let all = network.entities
    return entities.compactMap { index in
      all[index].kind == .nominal && !isShielded[index] ? OpenNominal(entity: index) : nil
    }
  }

  /// Returns `text`, withheld where it names a shielded person.
  func open(_ text: String) -> String {
    names(in: text) ? ReleasedLabels.withheld : text
  }

  /// Whether `text`, folded into words, contains every word of a shielded person's name.
  func names(in text: String) -> Bool {
    guard !namesByWord.isEmpty else { return false }
    let words = Set(PersonName.normalise(text)?.split(separator: " ") ?? [])
    return words.contains { word in
      namesByWord[word]?.contains { $0.split(separator: " ").allSatisfy(words.contains) } ?? false
    }
  }

  /// The age from which on a person is no child (Children Act 1989 s.105).
  private static let adultYears = 18

  /// Whether the person of `record` may be a child on any day from `day` to `last` by any of its dates
  /// of birth. A date after `last` is nobody's; of a year or an age alone the latest day that it leaves
  /// open counts.
  private static func isChild(_ record: SourceRecord, on day: Day, until last: Day) -> Bool {
    record.features.contains { feature in
      guard feature.name == .dateOfBirth else { return false }
      if let birth = feature.value.flatMap({ Day(iso: $0) }) {
        return birth <= last && birth.adding(months: 12 * adultYears) > day
      }
      guard let part = PartialDate(feature.raw, on: day), part.years.lowerBound <= last.parts.year
      else { return false }
      // Of a year, whoever comes of age in it may not have done so yet; an age leaves two years open, of
      // which the later one holds only for birthdays still to come.
      let comesOfAge = part.years.upperBound + adultYears
      return part.years.count > 1
        ? comesOfAge > day.parts.year : comesOfAge >= day.parts.year
    }
  }

  private struct Identity {
    let entity: Int
    let names: Set<String>
    let births: Set<String>
    /// National Insurance numbers, of which two different ones contradict.
    let numbers: Set<String>
    /// All numbers that a person is identified by, each with the name of its feature.
    let identifiers: Set<String>
  }

  private static func identities(_ network: Network) -> [Identity] {
    network.entities.indices.compactMap { index in
      let entity = network.entities[index]
      guard entity.kind == .nominal else { return nil }
      let records = entity.records.map { network.evidence.records[$0] }
      return Identity(
        entity: index, names: Set(records.flatMap { $0.values(.name) + $0.values(.alias) }),
        births: Set(records.flatMap { $0.values(.dateOfBirth) }),
        numbers: Set(records.flatMap { $0.values(.nationalInsuranceNumber) }),
        identifiers: Set(
          [.nationalInsuranceNumber, .pncID, .travelDocument].flatMap { feature in
            records.flatMap { $0.values(feature) }.map { "\(feature.rawValue) \($0)" }
          }))
    }
  }

  private static func possiblySame(people: [Identity], shielded: [Bool]) -> [Int] {
    var byName: [String: [Identity]] = [:]
    var byBirth: [String: [Identity]] = [:]
    for person in people where shielded[person.entity] {
      for name in person.names { byName[name, default: []].append(person) }
      for birth in person.births where !birth.hasSuffix("-01-01") {
        byBirth[birth, default: []].append(person)
      }
    }
    let numbers = shieldedIdentifiers(of: people, shielded: shielded)
    return people.filter { person in
      guard !shielded[person.entity] else { return false }
      if !person.identifiers.isDisjoint(with: numbers) { return true }
      let sameName = person.names.contains { name in
        (byName[name] ?? []).contains { !contradict(person, $0) }
      }
      return sameName
        || person.births.contains { birth in
          (byBirth[birth] ?? []).contains {
            shareWord(person, $0) && !differ(person.numbers, $0.numbers)
          }
        }
    }.map(\.entity)
  }

  /// More different names than this behind one number, and it identifies nobody.
  private static let mostNames = 6

  private static func shieldedIdentifiers(of people: [Identity], shielded: [Bool]) -> Set<String> {
    var names: [String: Set<String>] = [:]
    for person in people where shielded[person.entity] {
      for number in person.identifiers { names[number] = [] }
    }
    for person in people {
      for number in person.identifiers where names[number] != nil {
        names[number, default: []].formUnion(person.names)
      }
    }
    return Set(names.filter { $0.value.count <= mostNames }.keys)
  }

  private static func differ(_ a: Set<String>, _ b: Set<String>) -> Bool {
    !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
  }

  private static func contradict(_ a: Identity, _ b: Identity) -> Bool {
    if differ(a.numbers, b.numbers) { return true }
    guard differ(a.births, b.births) else { return false }
    return !a.births.contains { birth in b.births.contains { nearlyEqual(birth, $0) } }
  }

  /// Whether two ISO dates share the year and another part, or are a day-month swap.
  private static func nearlyEqual(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.split(separator: "-"), b.split(separator: "-"))
    guard x.count == 3, y.count == 3 else { return false }
    let equal = zip(x, y).filter { $0 == $1 }.count
    return equal >= 2 || (x[0] == y[0] && x[1] == y[2] && x[2] == y[1])
  }

  private static func shareWord(_ a: Identity, _ b: Identity) -> Bool {
    let words = Set(a.names.flatMap { $0.split(separator: " ") })
    return b.names.contains { $0.split(separator: " ").contains { words.contains($0) } }
  }
}

/// A nominal that is not under the victim shield. Only `Shield` can make one, so nothing else can
/// enter a ranking.
struct OpenNominal: Sendable, Hashable, Comparable {
  /// Index into `Network.entities`.
  let entity: Int

  fileprivate init(entity: Int) { self.entity = entity }

  static func < (a: OpenNominal, b: OpenNominal) -> Bool { a.entity < b.entity }
}
