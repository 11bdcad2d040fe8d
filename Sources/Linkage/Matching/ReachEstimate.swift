/// What share of all pairs of one entity the keys propose, estimated without truth by capture and
/// recapture between the keys.
///
/// With *f*₁ expected pairs found by one of *t* keys alone and *f*₂ by exactly two, about
/// (*t* − 1) / *t* · *f*₁² / (2 *f*₂) are found by none. That is exact for keys that find equally
/// much and fail independently; keys that fail together make the truth lower than the estimate,
/// keys of unlike strength make it higher.
///
/// > Source: A. Chao, "Estimating the Population Size for Capture-Recapture Data with Unequal
/// > Catchability", *Biometrics* 43(4), 1987, [10.2307/2531532](https://doi.org/10.2307/2531532).
struct ReachEstimate {
  /// Expected pairs by the number of keys that find them, from 0.
  private var byKeys: [Double]
  /// Expected pairs that agree on each key.
  private(set) var ofKey: [Double]

  init(keyCount: Int) {
    byKeys = Array(repeating: 0, count: keyCount + 1)
    ofKey = Array(repeating: 0, count: keyCount)
  }

  /// Adds a pair that is of one entity with `probability` and agrees on the keys whose bits are set.
  mutating func add(agreement: UInt64, probability: Double) {
    byKeys[agreement.nonzeroBitCount] += probability
    var rest = agreement
    while rest != 0 {
      ofKey[rest.trailingZeroBitCount] += probability
      rest &= rest &- 1
    }
  }

  /// Expected pairs that some key finds.
  var found: Double { byKeys.dropFirst().reduce(0, +) }

  /// From 0 to 1; 1 where no pair is found by one key alone.
  var reach: Double {
    let once = byKeys.count > 1 ? byKeys[1] : 0
    let twice = byKeys.count > 2 ? byKeys[2] : 0
    guard found > 0 else { return 0 }
    let t = Double(ofKey.count)
    // With no pair found twice the bias-corrected form still stands.
    let missed = twice > 0 ? once * once / (2 * twice) : once * max(0, once - 1) / 2
    return found / (found + missed * (t - 1) / t)
  }
}
