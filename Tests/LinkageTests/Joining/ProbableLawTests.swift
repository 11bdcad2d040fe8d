import Records
import Support
import Testing

@testable import Linkage

/// What no town may have, however its records are numbered and whoever is a victim or a suspect.
@Suite("Laws of joins by probability") struct ProbableLawTests {
  private static let probable = "probably the same person"

  @Test(
    "No join by probability mixes victims with suspects, or numbers, or dates that no slip explains",
    arguments: [1, 2] as [UInt64])
  func laws(seed: UInt64) {
    let town = Town(seed: seed, troubled: true)
    let (evidence, resolution) = (town.evidence, Linker.resolve(town.evidence))
    #expect(resolution.merges.count { $0.rule == Self.probable } > Town.people / 10)
    #expect(
      resolution.merges.count == evidence.records.count - resolution.entities.count,
      "joins form a forest")
    var roles: [Int: Set<Role>] = [:]
    for assertion in evidence.assertions {
      if let role = assertion.role { roles[assertion.from, default: []].insert(role) }
    }
    for entity in resolution.entities where entity.kind == .nominal {
      let held = entity.records.map { roles[$0] ?? [] }
      // A record may be both by itself.
      let victims = held.indices.filter { held[$0].contains(.potentialVictim) }
      let suspects = held.indices.filter { held[$0].contains(.suspect) }
      #expect(!victims.contains { victim in suspects.contains { $0 != victim } }, "\(entity.id)")
      let numbers = Set(
        entity.records.flatMap { evidence.records[$0].values(.nationalInsuranceNumber) })
      #expect(numbers.count <= 1, "\(entity.id): \(numbers)")
      // A number that two share joins them whatever their dates.
      guard numbers.isEmpty else { continue }
      let dates = Set(entity.records.flatMap { evidence.records[$0].values(.dateOfBirth) })
      #expect(isOneBySlips(dates), "\(entity.id): \(dates)")
    }
  }

  @Test("What waits is two entities, each two once, most gain first", arguments: [3] as [UInt64])
  func queue(seed: UInt64) {
    let town = Town(seed: seed, troubled: true)
    let resolution = Linker.resolve(town.evidence)
    let matches = resolution.possibleMatches
    #expect(matches.contains { $0.reason.contains("possible victim") })
    #expect(matches.contains { $0.reason.contains("different values") })
    #expect(zip(matches, matches.dropFirst()).allSatisfy { $0.gain >= $1.gain })
    let pairs = matches.map { match in
      Set([match.first, match.second].map { resolution.entityOfRecord[$0] })
    }
    #expect(pairs.allSatisfy { $0.count == 2 })
    #expect(Set(pairs).count == pairs.count)
    for match in matches {
      if let thousandths = match.thousandths { #expect(thousandths >= 300) }
    }
  }

  /// Whether dates, as `1990-05-06`, are one by steps of which each has two of the three parts in
  /// common, or day and month exchanged, or is one digit or two neighbours away.
  private func isOneBySlips(_ dates: Set<String>) -> Bool {
    guard var open = dates.min().map({ [$0] }) else { return true }
    var rest = dates.subtracting(open)
    while let date = open.popLast() {
      let near = rest.filter { isSlip(date, $0) }
      rest.subtract(near)
      open += near
    }
    return rest.isEmpty
  }

  private func isSlip(_ a: String, _ b: String) -> Bool {
    let (x, y) = (a.split(separator: "-"), b.split(separator: "-"))
    if zip(x, y).count(where: { $0 == $1 }) == 2 { return true }
    if x[0] == y[0], x[1] == y[2], x[2] == y[1] { return true }
    let (digits, others) = (Array(a.filter(\.isNumber)), Array(b.filter(\.isNumber)))
    let wrong = digits.indices.filter { digits[$0] != others[$0] }
    if wrong.count == 1 { return true }
    return wrong.count == 2 && wrong[1] == wrong[0] + 1
      && digits[wrong[0]] == others[wrong[1]] && digits[wrong[1]] == others[wrong[0]]
  }
}
