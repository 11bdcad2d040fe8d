package import Linkage
package import Records

extension Assessment {
  /// Returns the records, as indices into `evidence.records`, of everybody who stands under the victim
  /// shield by all of `evidence`, with children as of `period`.
  ///
  /// Whoever takes things out of the evidence before it is assessed must keep these people shielded: what
  /// shields them may be among what is taken out.
  package static func shieldedRecords(
    of evidence: Evidence, resolution: Resolution, period: Period
  ) -> Set<Int> {
    let cut = EvidenceCut(evidence: evidence)
    return ProtectedRecords(
      evidence, resolution: resolution, on: cut.childhoodDay(of: period), until: cut.lastDay()
    ).people
  }
}
