import CaseStore
import Linkage
import Records

extension PairExplanation.Outcome {
  var words: String {
    switch self {
    case .same: "the same"
    case .possiblySame: "possibly the same"
    case .related: "related, not the same"
    case .apart: "apart"
    }
  }
}

/// Returns an explanation in words, with the weight of each feature and the sum so far.
func explanationText(_ explanation: PairExplanation) -> String {
  var lines = ["\(explanation.first) and \(explanation.second): \(explanation.outcome.words)"]
  let entities = explanation.entities
  lines.append(
    explanation.outcome == .same
      ? "one entity: \(entities.first ?? "")"
      : "entities: \(entities.map { $0.isEmpty ? "none" : $0 }.joined(separator: " and "))")
  if !explanation.joins.isEmpty {
    lines.append("joined by")
    lines += explanation.joins.map { "  \($0)" }
  }
  lines += explanation.notes
  guard let thousandths = explanation.thousandths else { return lines.joined(separator: "\n") }
  var table = TextTable(["Feature", "Comparison", ">Bits", ">Sum"])
  var sum = 0.0
  for addend in explanation.addends {
    sum += addend.bits
    table.add([addend.feature, addend.comparison, bits(addend.bits), bits(sum)])
  }
  lines += ["", table.text, ""]
  lines.append(
    "\(bits(sum)) bits are odds of probability \(probability(thousandths)); one bit doubles the odds"
  )
  return lines.joined(separator: "\n")
}

/// Returns what a stage line says of the account of an entity.
func accountSummary(_ account: EntityAccount) -> String {
  let records = account.parts.reduce(0) { $0 + $1.records.count }
  return "\(counted(records, "record")) in "
    + counted(account.parts.count, "entity", plural: "entities")
}

/// Returns where an id went, and the records and joins of each entity that it leads to.
func accountText(_ account: EntityAccount) -> String {
  var lines: [String] = []
  if !account.parts.contains(where: { $0.id == account.name || $0.records.contains(account.name) })
  {
    lines.append("\(account.name): the id of no entity now")
  }
  lines += account.redirects.map { "records of \($0.old) went to \($0.new) in run \($0.run)" }
  for part in account.parts {
    lines.append("\(part.kind.rawValue) \(part.id): \(counted(part.records.count, "record"))")
    lines += part.records.map { "  \($0)" }
    if !part.joins.isEmpty { lines.append("joined by") }
    lines += part.joins.map { "  \($0)" }
  }
  return lines.joined(separator: "\n")
}

/// Returns a pair of the queue as a table of two columns, equal lines side by side.
func pairText(_ pair: ReviewPair) -> String {
  var table = TextTable(["", pair.first.key, pair.second.key])
  let names = (pair.first.lines + pair.second.lines).map(\.name)
    .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
  for name in names {
    let (a, b) = (texts(name, of: pair.first), texts(name, of: pair.second))
    for row in 0..<max(a.count, b.count) {
      table.add([row == 0 ? name : "", row < a.count ? a[row] : "", row < b.count ? b[row] : ""])
    }
  }
  let weight = pair.thousandths.map { "probability \(probability($0))" } ?? "held back"
  return table.text + "\n\(weight): \(pair.reason)"
}

/// Returns the texts of one name, those first that no line is needed to explain.
private func texts(_ name: String, of side: ReviewPair.Side) -> [String] {
  side.lines.filter { $0.name == name }.map { oneLine($0.text) }
}

/// Returns a probability such as `0.973`.
func probability(_ value: Int) -> String { thousandths(value) }

/// Returns a weight with its sign and one decimal, such as `+3.2`.
private func bits(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return "\(tenths < 0 ? "-" : "+")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
}
