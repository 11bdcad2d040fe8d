/// Bounds for an unknown chance from how often it came true, after Chernoff and Hoeffding.
///
/// Where the chance is *p* and *r* independent draws came true with frequency *f* > *p*, the
/// chance of that was at most exp(−*r* · KL(*f* ‖ *p*)), KL being the relative entropy of two
/// coins. So all *p* for which that is below exp(−`evidence`) are ruled out, on either side.
///
/// > Source: W. Hoeffding, "Probability Inequalities for Sums of Bounded Random Variables",
/// > *Journal of the American Statistical Association* 58, 1963,
/// > [10.1080/01621459.1963.10500830](https://doi.org/10.1080/01621459.1963.10500830).
struct BinomialBounds {
  let draws: Int
  /// The logarithm of one over the chance that a bound is wrong.
  let evidence: Double

  /// Returns a chance that `hits` rules out exceeding; 1 where none can be.
  func upper(hits: Int) -> Double {
    let f = Double(hits) / Double(draws)
    var (inside, outside) = (f, 1.0)
    // Halving stops when neither end moves; the outer end is the safe one.
    for _ in 0..<60 {
      let q = inside + (outside - inside) / 2
      if Double(draws) * Self.entropy(f, q) > evidence { outside = q } else { inside = q }
    }
    return outside
  }

  /// Returns a chance that `hits` rules out falling below; 0 where none can be.
  func lower(hits: Int) -> Double {
    max(0, 1 - upper(hits: draws - hits))
  }

  /// KL(*f* ‖ *q*) in natural units, for *f* ≤ *q* < 1.
  private static func entropy(_ f: Double, _ q: Double) -> Double {
    guard q > 0 else { return 0 }
    guard q < 1 else { return .infinity }
    let yes = f > 0 ? f * naturalLogarithm(f / q) : 0
    let no = f < 1 ? (1 - f) * naturalLogarithm((1 - f) / (1 - q)) : 0
    return yes + no
  }
}
