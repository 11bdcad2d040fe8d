extension BodyTableMaker {
  /// Each claim against the parts its source gives, against what others claim, and where it is a figure
  /// of the monthly return against the case.
  func figures() -> Table {
    let held = Dictionary(
      statements.figures.isEmpty ? [] : returnFigures.map { ($0.name, $0.held) },
      uniquingKeysWith: { first, _ in first })
    let sorted = statements.figures.enumerated().sorted { a, b in
      (a.element.figure, a.element.source, a.offset) < (
        b.element.figure, b.element.source, b.offset
      )
    }.map(\.element)
    let rows = sorted.map { claim -> [Table.Cell] in
      let others = sorted.filter { $0.figure == claim.figure && $0.value != claim.value }
      let sum = claim.parts.map { $0.reduce(0, +) }
      var faults: [String] = []
      if let sum, sum != claim.value {
        faults.append("the parts come to \(sum), which is \(difference(claim.value, sum))")
      }
      if !others.isEmpty {
        faults.append(
          "others say "
            + others.map { "\($0.value) (\(labels.open($0.source)))" }.joined(separator: ", "))
      }
      if let own = held[claim.figure], own != claim.value {
        faults.append("the case holds \(own), which is \(difference(claim.value, own))")
      }
      return [
        .text(labels.open(claim.figure)), .text(labels.open(claim.source)), .number(claim.value),
        .text(claim.parts.map { $0.map(String.init).joined(separator: " + ") } ?? "none given"),
        sum.map { .number($0) } ?? "", held[claim.figure].map { .number($0) } ?? "",
        .text(faults.isEmpty ? "yes" : "no"), .text(faults.joined(separator: "; ")),
      ]
    }
    return Table(
      kind: .figures,
      columns: [
        "figure", "stated by", "stated", "parts", "sum of the parts", "held in the case", "adds up",
        "what does not",
      ], rows: rows,
      notes: ["Claims that contradict each other are kept side by side; none is corrected."])
  }

  /// Such as `413 less`.
  private func difference(_ stated: Int, _ counted: Int) -> String {
    stated > counted ? "\(stated - counted) less" : "\(counted - stated) more"
  }
}
