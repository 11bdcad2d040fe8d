/// Returns the natural logarithm of a finite number above 0.
///
/// Written out so that it gives the same bits on every machine, which no C library promises:
/// with *x* = 2ᵏ *f* and *f* between √½ and √2, ln *x* = *k* ln 2 + 2 artanh((*f* − 1) / (*f* + 1)).
///
/// Linkage, which imports no graphs, has a binary logarithm of its own: its weights are in bits, and
/// dividing this one by ln 2 would round them once more.
///
/// - Returns: ln *x*, within 2 units in the last place of the larger of the two parts.
/// - Complexity: O(1), twelve terms of the series.
///
/// > Source: M. Abramowitz, I. A. Stegun, *Handbook of Mathematical Functions*, 1964, 4.1.27.
func naturalLogarithm(_ x: Double) -> Double {
  precondition(x > 0 && x.isFinite, "a logarithm needs a finite number above 0")
  var k = x.exponent
  var f = x.significand
  if f > 1.414_213_562_373_095_1 {
    f /= 2
    k += 1
  }
  let z = (f - 1) / (f + 1)
  let square = z * z
  var sum = 0.0
  for power in stride(from: 23, through: 1, by: -2) {
    sum = sum * square + 1 / Double(power)
  }
  return Double(k) * 0.693_147_180_559_945_31 + 2 * z * sum
}
