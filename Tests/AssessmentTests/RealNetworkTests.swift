import Foundation
import Linkage
import Records
import Support
import Testing

@testable import Assessment

/// Owners who hold their houses through companies, as in the slumlords data: who owns which company,
/// which companies sold to one another or were lent money by the same one.
@Suite(
  "Owners behind companies", .enabled(if: SharedData.url("covert") != nil))
struct OwnersBehindCompaniesTests {  // skipped: data not present
  private static let owners = "covert/slumlords_5.graphml"
  /// What the authors made of the owners alone: who owns a company together.
  private static let together = "covert/slumlords_6.graphml"
  private static let interests = "covert/slumlords_2.graphml"
  private static let dealings = "covert/slumlords_1.graphml"

  /// The links of a file as pairs of names, without loops.
  private func pairs(_ path: String) throws -> Set<[String]> {
    let file = try GraphFile.read(#require(SharedData.url(path)).path)
    return Set(
      file.links.filter { $0.source != $0.target }.map {
        [file.labels[$0.source], file.labels[$0.target]].sorted()
      })
  }

  private func isCompany(_ name: String) -> Bool { name.contains("_") }

  private func key(_ name: String) -> String {
    isCompany(name) ? "S/organisation/\(name)" : "S/nominal/\(name)"
  }

  /// People direct companies, and companies pay one another.
  private func evidence(_ paths: [String]) throws -> Evidence {
    var builder = EvidenceBuilder()
    for pair in try paths.reduce(into: Set<[String]>(), { $0.formUnion(try pairs($1)) }) {
      for name in pair {
        if isCompany(name) {
          builder.record(key(name), .organisation, [.organisationName: name])
        } else {
          builder.person(key(name), "\(name) Sample")
        }
      }
      let people = pair.filter { !isCompany($0) }
      if let person = people.first, let company = pair.first(where: isCompany) {
        builder.link(key(person), key(company), .director)
      } else if people.isEmpty {
        builder.link(key(pair[0]), key(pair[1]), .paid)
      }
    }
    return builder.evidence()
  }

  private func name(_ entity: Int, _ assessment: Assessment) -> String {
    String(assessment.network.entities[entity].label.prefix { $0 != " " })
  }

  @Test("Through their companies exactly those owners are linked who own one together")
  func pairsOfOwners() throws {
    let assessment = try assess(evidence([Self.owners]))
    let projection = assessment.reading.projection
    let found = projection.pairs.map { pair in
      [pair.a, pair.b].map { name(projection.people[$0].entity, assessment) }.sorted()
    }
    let expected = try pairs(Self.together)
    #expect(expected.count == 7)
    #expect(Set(found) == expected && found.count == expected.count)
  }

  @Test("Sales and a common lender make no one group of them: each company's owners are one")
  func groupsOfOwners() throws {
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.smallestGroup = 2
    let assessment = try assess(evidence([Self.interests, Self.dealings]), policy: policy)
    let reading = assessment.reading
    let found = reading.groups.members.map { group in
      Set(group.map { name(reading.projection.people[$0].entity, assessment) })
    }
    var owners: [String: Set<String>] = [:]
    for pair in try pairs(Self.owners) {
      for company in pair where isCompany(company) {
        owners[company, default: []].formUnion(pair.filter { !isCompany($0) })
      }
    }
    #expect(owners.count == 5)
    #expect(Set(found) == Set(owners.values) && found.count == 5)
  }

  @Test("The way from the lender to an owner leads through their companies")
  func wayThroughCompanies() throws {
    let assessment = try assess(evidence([Self.interests, Self.dealings]))
    func id(_ label: String) throws -> String {
      try #require(assessment.network.entities.first { $0.label == label }).id.text
    }
    let asked = try assessment.release(
      answering: .path(entities: [id("Moe Sample"), id("Andre Sample")]), title: "t",
      recipient: "r", engineVersion: "0", runDigest: "00", workers: 1)
    guard case .path(let path)? = asked?.asked, let leg = path.legs.first else {
      Issue.record("no path")
      return
    }
    #expect(
      leg.boxes.map { path.chart.boxes[$0].title } == [
        "Moe Sample", "Mortgage_Company", "ABC_LLC", "Andre Sample",
      ])
  }
}

/// The eleven phases of the CAVIAR investigation, each as a quarter: what was heard in a phase is entered
/// in it, and nobody's identity is in doubt.
@Suite(
  "Phases of an investigation as periods", .enabled(if: SharedData.url("covert") != nil))
struct PhaseTests {  // skipped: data not present
  /// The pairs in touch in each phase.
  private let phases: [[[String]]]
  private let participants: [String]
  private let evidence: Evidence

  private static let first = 2024

  private static func period(_ phase: Int) -> String {
    "\(first + phase / 4)-Q\(phase % 4 + 1)"
  }

  init() throws {
    var phases = [[[String]]](repeating: [], count: 11)
    for number in 2...12 {
      let path = try #require(SharedData.url("covert/caviar_\(number).graphml")).path
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let phase = try #require((1...11).first { text.contains(">CAVIAR\($0)<") })
      let file = try GraphFile.read(path)
      phases[phase - 1] = file.links.map {
        [file.labels[$0.source], file.labels[$0.target]].sorted()
      }
    }
    self.phases = phases
    participants = Set(phases.joined().joined()).sorted()
    var builder = EvidenceBuilder()
    for name in participants {
      builder.person("S/nominal/\(name)", "Participant Number\(name)")
      builder.subject(
        "PI-\(name)", members: ["S/nominal/\(name)"], kind: .priorityIndividual,
        due: Day(iso: "2030-01-01"))
    }
    for (phase, pairs) in phases.enumerated() {
      let day = try #require(Period(Self.period(phase))).start.adding(days: 30)
      for (number, pair) in pairs.enumerated() {
        let report = "S/R-\(phase)-\(number)"
        builder.report(report, "1A", entered: day)
        builder.link(
          "S/nominal/\(pair[0])", "S/nominal/\(pair[1])", .associate, role: .suspect,
          during: DayInterval(on: day), report: report)
      }
    }
    evidence = builder.evidence()
  }

  /// In how many pairs of a phase somebody is.
  private func contacts(of name: String, in phase: Int) -> Int {
    phases[phase].count { $0.contains(name) }
  }

  @Test("Every move is behaviour, to the last place and point, and who falls silent is dormant")
  func allPhases() throws {
    #expect(phases.map(\.count) == [18, 28, 56, 48, 39, 47, 44, 58, 44, 50, 50])
    // Of the 110 participants six are in touch with nobody in any phase.
    #expect(participants.count == 104)
    var policy = AssessmentPolicy.standard
    policy.stability.replicates = 0
    policy.resolutions = [0.085]
    var fates: [PeriodChange.Fate: Int] = [:]
    for phase in 0..<10 {
      let comparison = try PeriodComparison(
        evidence: evidence, from: try #require(Period(Self.period(phase))),
        to: try #require(Period(Self.period(phase + 1))), policies: (policy, policy), workers: 1
      ) { Linker.resolve($0) }
      for change in comparison.changes {
        fates[change.fate, default: 0] += 1
        guard let before = change.rankBefore, let after = change.rankAfter else { continue }
        #expect(change.moves.map(\.cause) == PeriodChange.Cause.allCases)
        #expect(change.moves.reduce(0) { $0 + $1.places } == before - after)
        for move in change.moves where move.cause != .behaviour {
          #expect(move.places == 0 && move.points == 0, "\(change.id), \(move.cause)")
        }
        guard change.id.hasPrefix("PI-"), change.fate != .new else { continue }
        let name = String(change.id.dropFirst(3))
        let isSilent =
          contacts(of: name, in: phase) > 0 && contacts(of: name, in: phase + 1) == 0
        #expect((change.fate == .dormant) == isSilent, "\(change.id) in phase \(phase + 2)")
      }
    }
    // Counted from the files: who is in one phase and not in the next one.
    let silent = (0..<10).reduce(0) { sum, phase in
      sum
        + participants.count {
          contacts(of: $0, in: phase) > 0 && contacts(of: $0, in: phase + 1) == 0
        }
    }
    #expect(fates[.dormant, default: 0] >= silent)
    #expect(fates[.new, default: 0] > 0 && fates[.carriedOver, default: 0] > 0)
  }
}
