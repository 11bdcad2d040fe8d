import Linkage
import Records

/// What all evidence of a case protects, kept where only a part of it is assessed: a past period, or a
/// list that a comparison goes through.
struct ProtectedRecords: Sendable {
  /// Source records of everybody under the victim shield.
  let people: Set<Int>
  /// Source records of what is theirs: see `ReleasedLabels.mayShow`.
  let things: Set<Int>
  /// The folded names of everybody under the victim shield.
  let names: Set<String>

  /// Where all evidence is assessed, its own shield is enough.
  static let none = ProtectedRecords()

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
}
