import Foundation
import Records
import Testing

@Suite("Reports, subjects and disruptions")
struct RegisterTests {
  private let report = """
    entities: { n: { kind: 'nominal', id: 'N' } },
    report: { reference: 'URN', grade: 'GRADE', entered: 'DAY', crimeCode: 'CODE' },
    """

  @Test("A report carries its key, grade, day and code as they came")
  func reports() throws {
    let result = try Import(
      "N,URN,GRADE,DAY,CODE\n1,int-7,2 c c,2026-01-05,OIC1\n1,INT-8,1AP,,\n", file: report)
    #expect(
      result.facts.map(\.report) == [
        SourceReport(
          key: "SYS/INT-7", reference: "int-7", system: "SYS",
          grading: Grading(
            source: .untested, assessment: .c, handling: .conditions, original: "2 c c"),
          entered: Day(iso: "2026-01-05"), crimeCode: "OIC1"),
        SourceReport(
          key: "SYS/INT-8", reference: "INT-8", system: "SYS",
          grading: Grading(
            source: .reliable, assessment: .a, handling: .permitted, original: "1AP"),
          entered: nil, crimeCode: nil),
      ])
  }

  @Test("Each of the 30 grades of 3x5x2 is read, and no other number, letter or code")
  func modernGrades() throws {
    let sources: [(Character, Grading.Source)] = [
      ("1", .reliable), ("2", .untested), ("3", .notReliable),
    ]
    let assessments: [(Character, Grading.Assessment)] = [
      ("A", .a), ("B", .b), ("C", .c), ("D", .d), ("E", .e),
    ]
    let handlings: [(Character, Grading.Handling)] = [("P", .permitted), ("C", .conditions)]
    for source in "0123456789" {
      for assessment in "ABCDEFGP" {
        for handling in "ABCDPX" {
          let expected = sources.first { $0.0 == source }.flatMap { first in
            assessments.first { $0.0 == assessment }.flatMap { second in
              handlings.first { $0.0 == handling }.map { third in
                Grading(
                  source: first.1, assessment: second.1, handling: third.1,
                  original: "\(source)\(assessment)\(handling)")
              }
            }
          }
          #expect(try grade("\(source)\(assessment)\(handling)", "3x5x2") == expected)
        }
      }
    }
  }

  private func grade(_ text: String, _ scheme: String?) throws -> Grading? {
    let stated = scheme.map { ", scheme: '\($0)'" } ?? ""
    let result = try Import(
      "N,URN,GRADE\n1,7,\"\(text)\"\n",
      file: """
        entities: { n: { kind: 'nominal', id: 'N' } },
        report: { reference: 'URN', grade: 'GRADE'\(stated) },
        """)
    #expect(result.facts.count == 1 || result.rejections.map(\.reason) == [.badGrade])
    return result.facts.first?.report?.grading
  }

  @Test("A legacy grade keeps its text and no part of it is given another meaning")
  func legacyGrades() throws {
    for scheme in ["5x5x5", nil] {
      let found = try #require(try grade("E41", scheme))
      #expect(found == Grading(source: nil, assessment: nil, handling: nil, original: "E41"))
      #expect(Standing(found) == .unconfirmed)
    }
    #expect(try grade("E41", "3x5x2") == nil)
    #expect(try grade("1AP", "5x5x5") == nil)
    #expect(try grade("E61", nil) == nil)
  }

  @Test("Conditions may stand behind handling code C and only there")
  func conditions() throws {
    #expect(try grade("2CC A1 S2", nil)?.handling == .conditions)
    #expect(try grade("2CP A1", nil) == nil)
    #expect(try grade("2CC A4", nil) == nil)
    #expect(try grade("2CC A", nil) == nil)
  }

  @Test("A report without a grade is unconfirmed, never taken for a record")
  func ungraded() throws {
    let result = try Import("N,URN,GRADE,DAY,CODE\n1,7,,,\n", file: report)
    let grading = try #require(result.facts[0].report?.grading)
    #expect(Standing(grading) == .unconfirmed)
  }

  @Test("The parts of a grade may stand in three columns")
  func gradeParts() throws {
    let result = try Import(
      "N,URN,S,A,H\n1,7,2,B,P\n1,8,2,,P\n",
      file: """
        entities: { n: { kind: 'nominal', id: 'N' } },
        report: { reference: 'URN', source: 'S', assessment: 'A', handling: 'H' },
        """)
    #expect(result.facts[0].report?.grading?.text == "2B")
    #expect(result.rejections.map(\.reason) == [.badGrade])
  }

  @Test("A report without a reference rejects the row, since nothing could be traced to it")
  func missingReference() throws {
    let result = try Import("N,URN,GRADE,DAY,CODE\n1,,1AP,,\n", file: report)
    #expect(result.rejections.map(\.reason) == [.missingValue])
    #expect(result.rejections.map(\.column) == ["URN"])
  }

  @Test("The master list gives subjects with their clock, or members of them")
  func subjects() throws {
    let head = "ID,KIND,TITLE,OWNER,LAST,DUE,PERSON\n"
    let file = """
      entities: { n: { kind: 'nominal', id: 'PERSON' } },
      subject: { id: 'ID', kind: { column: 'KIND', codes: { O: 'ocg', V: 'vulnerability' } },
                 title: 'TITLE', owner: 'OWNER', lastAssessed: 'LAST', due: 'DUE', member: 'n' },
      """
    let result = try Import(
      head + "S1,O,Reed,,2026-01-05,,\nS2,V,,DI Fen,,2026-02-01,n7\nS3,X,a,,,,\n", file: file)
    #expect(
      result.facts.map(\.subject) == [
        Subject(
          id: "S1", kind: .ocg, title: "Reed", status: "", owner: nil,
          lastAssessed: Day(iso: "2026-01-05"), due: nil),
        Subject(
          id: "S2", kind: .vulnerability, title: "S2", status: "", owner: "DI Fen",
          lastAssessed: nil, due: Day(iso: "2026-02-01")),
      ])
    #expect(result.facts.map(\.member) == [nil, 0])
    #expect(result.rejections.map(\.reason) == [.unknownCode])
    let members = try Import(
      head + "S1,,,,,,n9\n",
      file: """
        entities: { n: { kind: 'nominal', id: 'PERSON' } }, subject: { id: 'ID', member: 'n' },
        """)
    #expect(members.facts[0].subject?.title == "")
    #expect(members.facts[0].records[members.facts[0].member ?? 9].key == "SYS/nominal/N9")
  }

  @Test("A disruption needs a day and a level of the five-point scale")
  func disruptions() throws {
    let result = try Import(
      "S,D,L,J,N\nS1,2026-01-05,MOD,DCI,van seized\nS1,,MOD,DCI,\nS1,2026-01-05,,DCI,\nS1,2026-01-05,HUGE,DCI,\n",
      file: """
        disruption: { subject: 'S', day: 'D', level: { column: 'L', codes: { MOD: 'moderate' } },
                      judge: 'J', note: 'N' },
        """)
    let day = try #require(Day(iso: "2026-01-05"))
    #expect(
      result.facts.map(\.disruption) == [
        Disruption(subject: "S1", day: day, level: .moderate, judge: "DCI", note: "van seized")
      ])
    #expect(result.rejections.map(\.reason) == [.missingValue, .missingValue, .unknownCode])
    #expect(result.receipt.addsUp)
  }
}
