import Foundation
import Records

/// The numbers that turn evidence into an ordered list: a versioned JSON5 file that a force signs off.
///
/// The values that ship are an example and labelled so; they are nobody's official scheme. All
/// points and weights are thousandths, so that contributions sum exactly.
public struct AssessmentPolicy: Codable, Sendable, Equatable {
  /// The most points that each part beside the scoring matrix can give, in thousandths.
  public struct Ceilings: Codable, Sendable, Equatable {
    public var reach = 20_000
    public var brokerage = 10_000
    public var review = 5_000
  }

  /// How the stability of ranks is tested. Shares are in thousandths.
  public struct StabilityPlan: Codable, Sendable, Equatable {
    /// How often the whole list is made again with parts of the network lost; 0 leaves the tests out.
    public var replicates = 200
    /// The share of links that a replicate loses.
    public var linksLost = 100
    /// The share of people that a replicate loses.
    public var peopleLost = 20
    /// How many whole groups of people a replicate loses.
    public var groupsLost = 1
    /// The share of replicates left outside at either end of a rank interval.
    public var tail = 50
    /// The chance of staying among so many first positions is told.
    public var top = 10
    /// A rank that may lie this many places from where it stands is fragile.
    public var fragilePlaces = 5
  }

  /// How removal is simulated.
  public struct RemovalPlan: Codable, Sendable, Equatable {
    /// People are removed one after the other up to this many; 0 leaves removal out.
    public var steps = 10
    /// How often what is left to chance is drawn.
    public var draws = 100
    /// The chance, in thousandths, that two contacts of a removed person who have a third in common find
    /// each other where nobody can take over.
    public var reformed = 500
  }

  /// From how many on each indicator of control or movement prompts a review. None of them is proof,
  /// and none gives points by itself.
  public struct Indicators: Codable, Sendable, Equatable {
    /// People living at one address without a licence (Housing Act 2004: five people in two
    /// households).
    public var unlicensedOccupants = 5
    /// People whose pay goes into one account.
    public var payees = 3
    /// People, others than the members, who gave one telephone as theirs.
    public var phoneUsers = 5
    /// People who moved from one address of a group to another within the period.
    public var movedResidents = 3
    /// Days of the period on which one vehicle was seen in more than one force area.
    public var crossingDays = 5
  }

  public var name = "example policy (not an official scheme)"
  public var version = 1
  /// What one report is worth, by 3x5x2 source and assessment (`1A` ... `3E`), in thousandths; `legacy`
  /// stands for any 5x5x5 grade and `record` for a row of a register.
  public var gradeWeights: [String: Int] = AssessmentPolicy.exampleGradeWeights
  /// Reports, and links that ended, more than this many months before the end of the period are old.
  public var freshMonths = 12
  /// What an old one counts, in thousandths of a fresh one.
  public var oldShare = 500
  /// All reports graded D or E, of unreliable source or without a grade together count at most this,
  /// in thousandths of a fully reliable one: repetition is no corroboration.
  public var tentativeLimit = 500
  /// What a report counts that neither its grade (A, known directly; B, corroborated) nor any other
  /// report or register bears out, in thousandths of what it counts otherwise.
  public var uncorroboratedShare = 500
  /// Two people who shared a place for fewer days than this are linked by `shortShare` of what
  /// counts otherwise, in thousandths.
  public var overlapDays = 30
  public var shortShare = 500
  /// What it counts between two people that both are linked to one place, vehicle, phone, account,
  /// company or event, in thousandths of the weaker of their two links to it.
  public var sharedThing = 600
  /// What contact between two things counts between those who control them (calls between phones,
  /// payments between accounts), in thousandths of the link's strength.
  public var contact = 300
  /// From so many contacts on that counts in full; fewer count by their share of this.
  public var fullContacts = 5
  /// People who merely share a place, vehicle or event are linked only while they overlapped and only
  /// up to this many of them.
  public var sharedLimit = 6
  /// People who control the same thing are linked up to this many of them.
  public var controllerLimit = 8
  /// More people than this make a thing a hub, which links nobody.
  public var hubLimit = 25
  /// Links between people weaker than this are left out of the groups, in thousandths.
  public var weakestLink = 20
  /// The densities, in strength per pair and falling, below which Leiden with CPM does not hold a group
  /// together: that is taken whose groups change least from one to the next. A single one is taken
  /// as it is.
  public var resolutions = [0.24, 0.17, 0.12, 0.085, 0.06, 0.0425, 0.03]
  /// Agreements, in thousandths, that lie no further than this below the best are no worse: what one more
  /// row can turn round is no reason to choose.
  public var resolutionTolerance = 50
  public var seed: UInt64 = 7
  public var runs = 8
  /// The fewest people of an OCG (Serious Crime Act 2015 s.45).
  public var smallestGroup = 3
  /// Shares of shortest paths are taken among at least this many people.
  public var brokeragePeople = 100
  public var ceilings = Ceilings()
  /// The scoring matrix beside the network's parts; a file of its own.
  public var matrix = MatrixWeights.example
  /// A subject without a due date is due this many months after its last assessment.
  public var reviewMonths = 6
  /// Days before and after a disruption over which activity is compared.
  public var disruptionWindow = 90
  /// A disruption judged major is taken for one where activity fell by at least this, in thousandths.
  public var majorFall = 500
  /// The two scores of a subject disagree where they put it so many places apart.
  public var disagreementPlaces = 8
  public var indicators = Indicators()
  public var flows = FlowPlan()
  /// By the name of a body what sources call it too; nil for no such table. See `BodyNames`.
  public var bodies: [String: [String]]?
  public var stability = StabilityPlan()
  public var removal = RemovalPlan()

  public init() {}

  /// The example policy that ships with the engine.
  public static let standard = AssessmentPolicy()

  static let exampleGradeWeights: [String: Int] = [
    "1A": 1000, "1B": 900, "1C": 600, "1D": 300, "1E": 50,
    "2A": 800, "2B": 700, "2C": 400, "2D": 200, "2E": 50,
    "3A": 400, "3B": 300, "3C": 200, "3D": 100, "3E": 0,
    "legacy": 400, "record": 800,
  ]

  /// Reads a policy from JSON5; members left out keep the example's values.
  ///
  /// - Throws: `AssessmentError.policyUnreadable` naming the file, the member and what to do.
  public static func load(_ path: String) throws(AssessmentError) -> AssessmentPolicy {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .policyUnreadable(file: path, problem: "the file cannot be read")
    }
    do {
      let given = try JSON5Document.decode(PolicyDocument.self, from: data)
      let merged = try given.merged(over: .standard)
      try merged.validate(file: path)
      return merged
    } catch let error as AssessmentError {
      throw error
    } catch {
      throw .policyUnreadable(file: path, problem: "\(error)".prefixLine(200))
    }
  }

  /// One line of JSON with sorted members: what digests are taken from.
  public var canonicalText: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// What `report` is worth by its grade, in thousandths; nothing without one. Nil stands for a register.
  func worth(of report: SourceReport?) -> Int {
    guard let report else { return gradeWeights["record"] ?? 0 }
    guard let grading = report.grading else { return 0 }
    guard grading.source != nil, grading.assessment != nil else {
      return gradeWeights["legacy"] ?? 0
    }
    return gradeWeights[grading.text] ?? 0
  }

  private func validate(file: String) throws(AssessmentError) {
    let atLeastOne = [
      ("sharedLimit", sharedLimit), ("controllerLimit", controllerLimit), ("hubLimit", hubLimit),
      ("fullContacts", fullContacts), ("smallestGroup", smallestGroup),
      ("reviewMonths", reviewMonths), ("runs", runs),
      ("disagreementPlaces", disagreementPlaces), ("stability.top", stability.top),
      ("stability.fragilePlaces", stability.fragilePlaces),
      ("brokeragePeople", brokeragePeople),
      ("indicators.unlicensedOccupants", indicators.unlicensedOccupants),
      ("indicators.payees", indicators.payees), ("indicators.phoneUsers", indicators.phoneUsers),
      ("indicators.movedResidents", indicators.movedResidents),
      ("indicators.crossingDays", indicators.crossingDays),
    ]
    let atLeastZero = [
      ("freshMonths", freshMonths), ("weakestLink", weakestLink), ("overlapDays", overlapDays),
      ("tentativeLimit", tentativeLimit),
      ("disruptionWindow", disruptionWindow), ("ceilings.reach", ceilings.reach),
      ("ceilings.brokerage", ceilings.brokerage), ("ceilings.review", ceilings.review),
    ]
    let ranged = atLeastOne.map { ($0.0, $0.1, 1) } + atLeastZero.map { ($0.0, $0.1, 0) }
    for (name, value, least) in ranged where value < least || value > 1_000_000 {
      throw .policyUnreadable(
        file: file, problem: "\(name) is \(value), but must lie between \(least) and 1,000,000")
    }
    guard brokeragePeople >= 3 else {
      throw .policyUnreadable(
        file: file,
        problem: "brokeragePeople is \(brokeragePeople), but nobody lies between fewer than 3")
    }
    for (name, months) in [("freshMonths", freshMonths), ("reviewMonths", reviewMonths)]
    where months > 1200 {
      throw .policyUnreadable(
        file: file, problem: "\(name) is \(months), but must be at most 1,200: a hundred years")
    }
    try flows.validate(file: file)
    if let problem = bodies.flatMap(BodyNames.problem) {
      throw .policyUnreadable(file: file, problem: problem)
    }
    try validateShares(file: file)
  }

  private func validateShares(file: String) throws(AssessmentError) {
    let bounded = [
      ("oldShare", oldShare, 1000), ("uncorroboratedShare", uncorroboratedShare, 1000),
      ("shortShare", shortShare, 1000), ("sharedThing", sharedThing, 1000),
      ("contact", contact, 1000), ("resolutionTolerance", resolutionTolerance, 1000),
      ("majorFall", majorFall, 1000),
      ("stability.replicates", stability.replicates, 10_000),
      ("stability.linksLost", stability.linksLost, 900),
      ("stability.peopleLost", stability.peopleLost, 900),
      ("stability.groupsLost", stability.groupsLost, 100), ("stability.tail", stability.tail, 499),
      ("removal.steps", removal.steps, 60), ("removal.draws", removal.draws, 10_000),
      ("removal.reformed", removal.reformed, 1000),
    ]
    for (name, value, most) in bounded where !(0...most).contains(value) {
      throw .policyUnreadable(
        file: file, problem: "\(name) is \(value), but must lie between 0 and \(most)")
    }
    guard resolutions.count == 1 || (3...20).contains(resolutions.count),
      resolutions.allSatisfy({ $0 > 0 && $0 < 1000 }),
      zip(resolutions, resolutions.dropFirst()).allSatisfy({ $0 > $1 })
    else {
      throw .policyUnreadable(
        file: file,
        problem: "resolutions is \(resolutions), but must be one number, or three to twenty that "
          + "fall, between 0 and 1000")
    }
    for (grade, weight) in gradeWeights.sorted(by: { $0.key < $1.key }) {
      guard AssessmentPolicy.exampleGradeWeights[grade] != nil, (0...1000).contains(weight) else {
        throw .policyUnreadable(
          file: file,
          problem: "gradeWeights.\(grade) is \(weight); grades are 1A to 3E, legacy and record, "
            + "and weights 0 to 1000")
      }
    }
  }
}

/// Why an assessment could not be made.
public enum AssessmentError: Error, Sendable, Equatable, CustomStringConvertible {
  case policyUnreadable(file: String, problem: String)
  case weightsUnreadable(file: String, problem: String)
  case decisionsUnreadable(file: String, problem: String)
  case codesUnreadable(file: String, problem: String)
  case statementsUnreadable(file: String, problem: String)
  /// There is nothing to assess.
  case noEvidence
  case graph(String)

  /// One line: the file, the problem, the next step, whatever the file says.
  public var description: String {
    func shown(_ text: String) -> String { CSVRow.printable(text, limit: 4_096) }
    return switch self {
    case .policyUnreadable(let file, let problem):
      "\(shown(file)): \(shown(problem)); correct the policy file or leave it out to use the example policy"
    case .weightsUnreadable(let file, let problem):
      "\(shown(file)): \(shown(problem)); correct the weights file or leave it out to use the example weights"
    case .decisionsUnreadable(let file, let problem):
      "\(shown(file)): \(shown(problem)); correct the file of decisions or leave it out"
    case .codesUnreadable(let file, let problem):
      "\(shown(file)): \(shown(problem)); give a CSV file whose column `code` lists the crime identifier codes"
    case .statementsUnreadable(let file, let problem):
      "\(shown(file)): \(shown(problem)); correct the file of statements or leave it out"
    case .noEvidence:
      "the case holds no assertions and no subjects; import files first with `ocg import`"
    case .graph(let problem):
      "the network cannot be measured: \(shown(problem)); check the strengths in the policy file"
    }
  }
}

/// A policy file as written: any member may be absent, none may be unknown.
private struct PolicyDocument: Decodable {
  let members: [String: JSONPart]

  init(from decoder: any Decoder) throws {
    members = try decoder.singleValueContainer().decode([String: JSONPart].self)
  }

  func merged(over standard: AssessmentPolicy) throws -> AssessmentPolicy {
    let encoder = JSONEncoder()
    let base = try JSONDecoder().decode([String: JSONPart].self, from: encoder.encode(standard))
    guard members["matrix"] == nil else {
      throw AssessmentError.policyUnreadable(
        file: "policy",
        problem: "matrix is no member of a policy: give weights as a file of their own")
    }
    // A table has whatever names it has: there are none to hold them against.
    var merged = try JSONPart.merge(base, with: members.filter { $0.key != "bodies" }, path: "")
    merged["bodies"] = members["bodies"]
    return try JSONDecoder().decode(AssessmentPolicy.self, from: encoder.encode(merged))
  }
}

extension String {
  /// The first line, cut at `limit` characters.
  fileprivate func prefixLine(_ limit: Int) -> String {
    String((split(separator: "\n").first ?? "").prefix(limit))
  }
}
