import Assessment
import Records
import Reporting
import Testing

@Suite("Safeguarding worklist as a table")
struct SafeguardingTableTests {
  @Test(
    "A row for each thing to be seen to, one for each person without any, and terms on every row")
  func rows() throws {
    let prompts = [
      Release.Safeguarding.Prompt(kind: .noCrimeRecord, words: "referral VR-1"),
      Release.Safeguarding.Prompt(kind: .alsoSuspect, words: "1 report"),
    ]
    let worklist = Release.Safeguarding(
      header: ReleaseFixture.header(),
      people: [
        Release.Safeguarding.Person(
          entity: EntityID("N-1"), label: "=Ada, Alpha", ground: .named, records: ["S/1", "T/2"],
          prompts: prompts),
        Release.Safeguarding.Person(
          entity: EntityID("N-2"), label: "Ben Beta", ground: .child, records: [], prompts: []),
      ])
    let lines = String(decoding: SafeguardingTable.csv(of: worklist), as: UTF8.self)
      .split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("person,id,shielded because,to be seen to,"))
    #expect(
      lines[1].hasPrefix(
        "\"'=Ada, Alpha\",N-1,named as a victim or possible victim,"
          + "referral without a crime record,referral VR-1,S/1; T/2,"))
    #expect(lines[2].contains(",also named as a suspect,1 report,"))
    #expect(lines[3].hasPrefix("Ben Beta,N-2,under eighteen by a date of birth on record,,,,"))
    for line in lines.dropFirst() {
      #expect(line.contains("safeguarding only; "))
      #expect(line.hasSuffix(worklist.header.runDigest))
    }
  }
}
