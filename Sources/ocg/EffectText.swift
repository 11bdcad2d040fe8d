import CaseStore

/// Returns what would change, and that nothing was stored.
func effectText(_ effect: DecisionEffect) -> String {
  var table = TextTable(["Id", "Title", ">Rank", ">Would be", ">Members", ">Would be"])
  for move in effect.moves {
    table.add([
      move.id, move.title, move.rankBefore.map(grouped) ?? "", move.rankAfter.map(grouped) ?? "",
      grouped(move.membersBefore), grouped(move.membersAfter),
    ])
  }
  let head =
    "\(effect.period): \(grouped(effect.entitiesBefore)) entities would be "
    + "\(grouped(effect.entitiesAfter)), \(grouped(effect.positionsBefore)) positions "
    + grouped(effect.positionsAfter)
  let body = effect.moves.isEmpty ? "no position would change" : table.text
  return "\(head)\n\(body)\nnothing was stored; leave out --preview to decide"
}
