import Assessment
import Records

/// What the analyst must write, and how the rest was made.
enum JudgementSections {
  /// Those of the analysts; where there are none, lines for them to fill in.
  static func judgements(of release: Release) -> Markup {
    let terms = HTMLTable(
      caption: "Probability yardstick", columns: ["Term", "Probability"],
      rows: Yardstick.allCases.map { [.text($0.rawValue), .text($0.range)] })
    let own = "only a person may choose a term of the yardstick and a confidence"
    guard release.judgements.isEmpty else {
      let table = HTMLTable(
        caption: "Key judgements of the analysts",
        columns: ["No.", "Judgement", "Yardstick term", "Analytical confidence", "Analyst"],
        rows: release.judgements.enumerated().map { place, judgement in
          [
            .number(place + 1), .text(judgement.words), .text(judgement.term.rawValue),
            .text(judgement.confidence), .text(judgement.analyst),
          ]
        })
      return """
        <p>As the analysts named state them. The engine makes no judgement: a score orders reviews and \
        is not a probability, and \(SafeText(own)).</p>
        \(table.markup)\(terms.markup)
        """
    }
    let blank = (1...3).map {
      """
      <tr><th scope="row">\($0)</th><td class="blank"></td><td class="blank"></td>\
      <td class="blank"></td></tr>

      """ as Markup
    }
    return """
      <p>For the analyst to write. The engine makes no judgement: a score orders reviews and is not a \
      probability, and \(SafeText(own)).</p>
      <div class="wide" role="group" aria-label="Key judgements" tabindex="0"><table>
      <caption>Key judgements, to be completed and signed by an analyst</caption>
      <thead><tr><th scope="col">No.</th><th scope="col">Judgement</th>\
      <th scope="col">Yardstick term</th><th scope="col">Analytical confidence</th></tr></thead>
      <tbody>
      \(blank.joined())</tbody>
      </table></div>
      \(terms.markup)
      """
  }

  static func scope(of release: Release) -> Markup {
    let counts = release.header.counts
    let table = HTMLTable(
      caption: "What the assessment rests on", columns: ["What", "Count"],
      rows: [
        [.text("Imported files"), .number(counts.sources)],
        [.text("Rows read"), .number(counts.rowsRead)],
        [.text("Rows stored"), .number(counts.rowsStored)],
        [.text("Rows rejected"), .number(counts.rowsRejected)],
        [.text("Source records"), .number(counts.records)],
        [.text("Entities released"), .number(counts.entities)],
        [.text("Links released"), .number(counts.links)],
        [.text("Reports"), .number(counts.reports)],
        [
          .text("People under the victim shield"),
          counts.shieldedPeople.exact.map { .number($0) } ?? .text("\(counts.shieldedPeople)"),
        ],
      ])
    return """
      \(table.markup)<ul>
      <li>Rows of the sources became graded, dated statements; statements that are believed to speak of \
      one person, place or thing were brought together, and a network was built over all force \
      areas.</li>
      <li>Positions are entries of the master list and groups that nobody has mapped. A group is a \
      hypothesis for a named analyst to accept, split or reject.</li>
      <li>The points of a position are the exact sum of its contributions, each with the counts it \
      rests on.</li>
      <li>Roles are read from the structure of the network and not from what anyone is said to be. \
      People who are watched much look central.</li>
      <li>People under the victim shield are counted, and neither ranked nor named. They are no \
      targets.</li>
      <li>Lines on charts are solid where confirmed (1A, 1B, 2A, 2B or record evidence), dashed where \
      unconfirmed (1C, 2C and legacy grades) and dotted where tentative (D, E or a source that is not \
      reliable).</li>
      </ul>

      """
  }
}
