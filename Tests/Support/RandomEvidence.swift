import GraphCore
public import Records

/// A seeded random body of evidence: people of whom some are potential victims, the things they
/// share, graded reports, and a master list.
public struct RandomEvidence {
  public let evidence: Evidence
  /// Keys of the records that some row calls a potential victim.
  public let shieldedKeys: [String]

  /// - Parameter isDated: Whether reports and what they state bear days, from April 2026 on.
  public init(seed: UInt64, people: Int = 40, isDated: Bool = false) {
    let random = CounterRandom(seed: seed)
    var draws: UInt64 = 0
    func below(_ bound: Int) -> Int {
      draws += 1
      return random.below(bound, stream: 1, index: draws)
    }
    var builder = EvidenceBuilder()
    var shielded: [String] = []
    let kinds: [(Entity.Kind, LinkType, Feature.Name)] = [
      (.address, .resident, .uprn), (.vehicle, .keeper, .registration),
      (.phone, .user, .phoneNumber), (.account, .accountHolder, .bankAccount),
    ]
    for number in 0..<people {
      builder.record(
        "S/nominal/\(number)", .nominal,
        [
          .name: "person\(number) family\(number)",
          .dateOfBirth: "19\(70 + number % 25)-05-\(10 + number % 18)",
        ])
    }
    for thing in 0..<people / 2 {
      let (kind, _, feature) = kinds[thing % kinds.count]
      builder.record("S/\(kind.rawValue)/\(thing)", kind, [feature: "thing\(thing)"])
    }
    for number in 0..<people {
      for _ in 0..<3 {
        let thing = below(people / 2)
        let (kind, type, _) = kinds[thing % kinds.count]
        builder.link("S/nominal/\(number)", "S/\(kind.rawValue)/\(thing)", type)
      }
      let report = "S/R\(number)"
      let grade = ["1A", "2B", "2C", "3D"][below(4)]
      let day = isDated ? Day(number: Int32(20_560 + below(160))) : nil
      builder.report(report, grade, entered: day?.adding(days: below(20)) ?? Day(number: 20_640))
      let other = (number + 1 + below(people - 1)) % people
      let isVictim = below(5) == 0
      if isVictim { shielded.append("S/nominal/\(number)") }
      builder.link(
        "S/nominal/\(number)", "S/nominal/\(other)", .associate,
        role: isVictim ? .potentialVictim : .suspect,
        during: day.map { DayInterval(on: $0) } ?? .unknown, report: report)
    }
    for subject in 0..<4 {
      builder.subject(
        "OCG-\(subject)", members: (0..<5).map { _ in "S/nominal/\(below(people))" },
        owner: below(3) == 0 ? nil : "LRO", due: Day(number: Int32(20_500 + below(400))))
    }
    evidence = builder.evidence()
    shieldedKeys = shielded
  }
}
