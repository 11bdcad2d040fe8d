public import Assessment
import Records

/// The safeguarding worklist as a table for spreadsheets.
public enum SafeguardingTable {
  /// CSV as RFC 4180 has it (UTF-8, comma, CRLF, header line): a row for each thing that should be
  /// seen to, and one for each person for whom there is none, by label. No column is a number by which
  /// people could be put in an order. Marking, handling and recipient are repeated in every row, so
  /// that they survive sorting and cutting. Equal worklists give equal bytes.
  public static func csv(of worklist: Release.Safeguarding) -> [UInt8] {
    let header = worklist.header
    var table = Table(
      name: "Safeguarding",
      columns: [
        "person", "id", "shielded because", "to be seen to", "what it rests on", "source records",
        "marking", "handling", "recipient", "period", "data cut", "run digest",
      ])
    let handling = "safeguarding only; \(header.handling)"
    for person in worklist.people {
      let prompts = person.prompts.isEmpty ? [("", "")] : person.prompts.map(words)
      for (kind, words) in prompts {
        table.rows.append(
          [
            person.label, person.entity.text, person.ground.rawValue, kind, words,
            person.records.joined(separator: "; "), header.marking.rawValue, handling,
            header.recipient, header.period.name, header.dataCut?.description ?? "",
            header.runDigest,
          ].map { .text($0) })
      }
    }
    return table.csv
  }

  private static func words(_ prompt: Release.Safeguarding.Prompt) -> (String, String) {
    (prompt.kind.rawValue, prompt.words)
  }
}
