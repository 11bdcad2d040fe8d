public import Linkage
public import Records

/// What all evidence of a case protects, kept where only a part of it is assessed: a past period, a list
/// that a comparison goes through, or what a recipient may be given.
public struct ProtectedRecords: Sendable {
  /// Source records of everybody under the victim shield.
  let people: Set<Int>
  /// Source records of what is theirs: see `ReleasedLabels.mayShow`.
  let things: Set<Int>
  /// The folded names of everybody under the victim shield.
  let names: Set<String>

  /// Where all evidence is assessed, its own shield is enough.
  public static let none = ProtectedRecords()

  private init() {
    people = []
    things = []
    names = []
  }

  /// - Parameters:
  ///   - evidence: All evidence, whatever the period.
  ///   - resolution: How its records are joined.
  ///   - day: Whoever is under eighteen from this day on is a child.
  ///   - last: The last day of which the data speak: whoever was born by then is a child too.
  /// - Complexity: O(links), with one network made and thrown away.
  init(_ evidence: Evidence, resolution: Resolution, on day: Day, until last: Day? = nil) {
    // The shield looks at who is in what role, not at how strong links are.
    let network = Network(
      evidence: evidence, resolution: resolution,
      strength: LinkStrength(policy: .standard, fresh: day))
    let shield = Shield(network: network, on: day, until: last)
    let labels = ReleasedLabels(network: network, shield: shield)
    var (people, things) = (Set<Int>(), Set<Int>())
    for (index, entity) in network.entities.enumerated() {
      if shield.isShielded[index] {
        people.formUnion(entity.records)
      } else if !labels.mayShow(index) {
        things.formUnion(entity.records)
      }
    }
    self.people = people
    self.things = things
    names = shield.names
  }

  private init(people: Set<Int>, things: Set<Int>, names: Set<String>) {
    self.people = people
    self.things = things
    self.names = names
  }

  /// Returns what all of `evidence` protects, with children as of `period`.
  ///
  /// Whoever takes things out of the evidence before it is assessed must keep this: what shields a person
  /// may be among what is taken out, and free text that stays may bear the name.
  ///
  /// - Complexity: O(links).
  public static func all(
    of evidence: Evidence, resolution: Resolution, period: Period
  ) -> ProtectedRecords {
    let cut = EvidenceCut(evidence: evidence)
    return ProtectedRecords(
      evidence, resolution: resolution, on: cut.childhoodDay(of: period), until: cut.lastDay())
  }

  /// The keys of the records of everybody under the shield, in order.
  public func peopleKeys(in evidence: Evidence) -> [String] {
    people.map { evidence.records[$0].key }.sorted()
  }

  /// Returns the same of `part`, whose records are among those of `whole`.
  public func among(_ part: Evidence, of whole: Evidence) -> ProtectedRecords {
    func carried(_ records: Set<Int>) -> Set<Int> {
      let keys = Set(records.map { whole.records[$0].key })
      return Set(part.records.indices.filter { keys.contains(part.records[$0].key) })
    }
    return ProtectedRecords(people: carried(people), things: carried(things), names: names)
  }

  /// Both together.
  func union(_ other: ProtectedRecords) -> ProtectedRecords {
    ProtectedRecords(
      people: people.union(other.people), things: things.union(other.things),
      names: names.union(other.names))
  }
}
