import Records

extension BodyTableMaker {
  /// As they were agreed; nothing where none were given or they are about something not on the list.
  func termsOfReference() -> Table {
    let terms = statements.terms.flatMap { terms in
      positions.contains { $0.id == terms.subject } ? terms : nil
    }
    return Table(
      kind: .termsOfReference, columns: ["term", "agreed"],
      rows: (terms?.entries ?? []).map { [.text($0.term), .text(labels.open($0.words))] },
      notes: ["As the people named agreed them; the engine neither wrote nor checked them."])
  }

  /// One row for each test of each rank.
  func ranks() -> Table {
    let rows = positions.flatMap { position -> [[Table.Cell]] in
      guard let stability = position.stability else { return [] }
      let head: [Table.Cell] = [
        .text(position.id), .text(position.title), .number(position.rank),
        .text(position.tied ? "yes" : "no"), .number(positions.count), .number(stability.lower),
        .number(stability.upper), .text(stability.verdict.rawValue),
        .text(stability.reasons.joined(separator: "; ")), .number(stability.replicates),
      ]
      return stability.tests.map {
        head + [.text($0.letter), .text($0.name), .text($0.result)]
      }
    }
    return Table(
      kind: .ranks,
      columns: [
        "subject", "title", "rank", "tied", "of positions", "rank from", "rank to", "verdict",
        "why not stable", "replicates", "test", "name", "result",
      ], rows: rows, notes: [])
  }
}
