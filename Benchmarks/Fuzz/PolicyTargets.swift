@testable import Assessment

private let scratch = ScratchFile("policy.json5")

/// Reads a policy; one that is read is written and read again to the same.
func readPolicy(_ bytes: [UInt8]) {
  do throws(AssessmentError) {
    let policy = try AssessmentPolicy.load(scratch.holding(bytes))
    let again = try AssessmentPolicy.load(scratch.holding(Array(policy.canonicalText.utf8)))
    require(again == policy, "a policy that is another after writing and reading")
  } catch {
    requireMessage(error)
  }
}

/// Reads the weights of a scoring matrix.
func readWeights(_ bytes: [UInt8]) {
  do throws(AssessmentError) {
    let weights = try MatrixWeights.load(scratch.holding(bytes))
    require(!weights.criteria.isEmpty, "weights without a criterion")
    for criterion in weights.criteria {
      for amount in [0, 1, 1_000, 1_000_000_000] {
        let points = criterion.points(for: amount)
        require(0...criterion.most ~= points, "\(points) points of at most \(criterion.most)")
      }
    }
  } catch {
    requireMessage(error)
  }
}
