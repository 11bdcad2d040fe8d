import Assessment
import Records
import Reporting
import Testing

@Suite("Tables for partner bodies as files and in the document")
struct BodyTableFileTests {
  private func release(_ tables: [Release.BodyTable], judgements: [Release.KeyJudgement] = [])
    -> Release
  {
    let base = ReleaseFixture.release()
    return Release(
      header: base.header, positions: base.positions, charts: [], overview: base.overview,
      findings: [], sources: base.sources, hubs: [], parameters: [], network: base.network,
      judgements: judgements, bodyTables: tables)
  }

  private let levels = Release.BodyTable(
    kind: .disruptions, columns: ["subject", "level", "days"],
    rows: [["ML-1", "major", 90], ["=cmd()", "negative, by far", 7]], notes: ["A note."])

  @Test("Disruptions are written as the golden text has it")
  func golden() {
    let terms =
      "\"disruptions, unofficial, synthetic-tested\",OFFICIAL-SENSITIVE,"
      + "\"SYNTHETIC DATA, NO REAL PERSONS\",Eastern region tasking,2026-Q3,9f2c41d07ab3e588\r\n"
    #expect(
      String(
        decoding: BodyTableFile.csv(of: .disruptions, in: release([levels])), as: UTF8.self)
        == "subject,level,days,profile,marking,handling,recipient,period,run digest\r\n"
        + "ML-1,major,90," + terms + "'=cmd(),\"negative, by far\",7," + terms)
  }

  @Test("A table that the release has not is its terms alone")
  func none() {
    let text = String(
      decoding: BodyTableFile.csv(of: .lineages, in: release([levels])), as: UTF8.self)
    #expect(text == "profile,marking,handling,recipient,period,run digest\r\n")
  }

  @Test("The document shows the first rows, says how many more there are, and judgements as given")
  func document() {
    let long = Release.BodyTable(
      kind: .lineages, columns: ["entity"], rows: (1...43).map { [.text("N-\($0)-end")] },
      notes: ["A note of it."])
    let judgement = Release.KeyJudgement(
      words: "It is unlikely.", term: .unlikely, confidence: "low", analyst: "DC Sample")
    let text = String(
      decoding: AssessmentDocument.html(
        of: release([levels, long], judgements: [judgement]), charts: [:]), as: UTF8.self)
    #expect(text.contains("N-40-end") && !text.contains("N-41-end"))
    #expect(text.contains("3 more rows are in the export lineages"))
    #expect(text.contains("unofficial and synthetic-tested") && text.contains("A note of it."))
    #expect(text.contains("It is unlikely.") && !text.contains("to be completed and signed"))
    let empty = String(
      decoding: AssessmentDocument.html(of: release([]), charts: [:]), as: UTF8.self)
    #expect(empty.contains("to be completed and signed"))
  }
}
