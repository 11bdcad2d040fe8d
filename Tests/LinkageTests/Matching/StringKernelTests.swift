import Testing

@testable import Linkage

/// Random words over few letters, so that matches, swaps and repeats are common.
private func word(_ index: UInt64, _ stream: UInt64, longest: UInt64, letters: UInt64 = 4)
  -> [UInt16]
{
  let length = counterBits(index, stream) % (longest + 1)
  return (0..<length).map { 97 + UInt16(counterBits(index &* 131 &+ $0, stream + 7) % letters) }
}

/// Jaro and Winkler from the definition, step by step, with sets of places.
private func jaroWinklerByDefinition(_ first: [UInt16], _ second: [UInt16]) -> Double {
  if first == second { return 1 }
  if first.isEmpty || second.isEmpty { return 0 }
  let (few, many) = first.count <= second.count ? (first, second) : (second, first)
  let reach = max(many.count / 2 - 1, 0)
  var partner: [Int: Int] = [:]
  for i in few.indices {
    partner[i] = many.indices.first { j in
      abs(i - j) <= reach && few[i] == many[j] && !partner.values.contains(j)
    }
  }
  guard !partner.isEmpty else { return 0 }
  let left = partner.keys.sorted().map { few[$0] }
  let right = partner.values.sorted().map { many[$0] }
  let halfTranspositions = zip(left, right).filter { $0 != $1 }.count
  let c = Double(partner.count)
  let jaro =
    (c / Double(few.count) + c / Double(many.count) + (c - Double(halfTranspositions) / 2) / c) / 3
  let common = zip(few, many).prefix { $0 == $1 }.count
  return jaro < 0.7 ? jaro : jaro + 0.1 * Double(min(4, common)) * (1 - jaro)
}

/// The recurrence of the optimal string alignment distance, cell by cell.
private func alignmentByDefinition(_ a: [UInt16], _ b: [UInt16]) -> Int {
  var table = [[Int]](repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
  for i in 0...a.count {
    for j in 0...b.count {
      if i == 0 || j == 0 {
        table[i][j] = i + j
        continue
      }
      var best = min(table[i - 1][j], table[i][j - 1]) + 1
      best = min(best, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
        best = min(best, table[i - 2][j - 2] + 1)
      }
      table[i][j] = best
    }
  }
  return table[a.count][b.count]
}

@Suite("String kernels") struct StringKernelTests {
  @Test(
    "Jaro and Winkler agree with published values",
    arguments: [
      ("martha", "marhta", 0.9611), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.8133),
      ("", "", 1), ("a", "", 0), ("abc", "xyz", 0), ("a", "a", 1),
    ])
  func published(a: String, b: String, expected: Double) {
    let found = jaroWinkler(Array(a.utf16)[...], Array(b.utf16)[...])
    #expect(abs(found - expected) < 5e-5)
  }

  @Test("Jaro and Winkler agree with the definition to the last bit", arguments: [6, 20, 64, 90])
  func jaroWinklerDefinition(longest: UInt64) {
    for index in 0..<UInt64(longest > 20 ? 40 : 400) {
      let (a, b) = (word(index, 1, longest: longest), word(index, 2, longest: longest))
      #expect(jaroWinkler(a[...], b[...]) == jaroWinklerByDefinition(a, b), "\(a) \(b)")
    }
  }

  @Test("No pair of words is more alike than the bound says", arguments: [6, 12, 64])
  func jaroWinklerBounded(longest: UInt64) {
    var tight = 0
    for index in 0..<400 as Range<UInt64> {
      let a = word(index, 11, longest: longest, letters: 9)
      let b = word(index, 12, longest: longest, letters: 9)
      let onlyInA = Set(a).subtracting(b).count
      let onlyInB = Set(b).subtracting(a).count
      let bound = jaroWinklerBound(a[...], b[...], onlyInA: onlyInA, onlyInB: onlyInB)
      #expect(bound >= jaroWinklerByDefinition(a, b) - 1e-12, "\(a) \(b)")
      if bound < 0.82 { tight += 1 }
    }
    #expect(tight > 50, "a bound that never rejects is of no use")
  }

  @Test("The alignment distance agrees with its recurrence", arguments: [6, 20, 64, 90])
  func alignmentDefinition(longest: UInt64) {
    for index in 0..<UInt64(longest > 20 ? 40 : 400) {
      let (a, b) = (word(index, 3, longest: longest), word(index, 4, longest: longest))
      let expected = alignmentByDefinition(a, b)
      #expect(alignmentDistance(a[...], b[...], limit: 200) == expected, "\(a) \(b)")
      #expect(alignmentDistance(a[...], b[...], limit: 2) == min(expected, 3), "\(a) \(b)")
    }
  }

  @Test(
    "Keys are sorted by their upper half and keep their order below", arguments: [3, 200, 3_000])
  func radixSort(count: Int) {
    let keys = (0..<UInt64(count)).map { (counterBits($0, 5) >> 44) << 32 | $0 }
    var sorted = keys
    sortByUpperHalf(&sorted)
    #expect(sorted == keys.sorted())
  }

  @Test("Logarithms and powers agree with the mathematics of the platform")
  func logarithms() {
    for index in 0..<2_000 as Range<UInt64> {
      let x = counterUniform(index, 6) * 400 - 200
      let power = BinaryLogarithm.exp2(x)
      #expect(abs(BinaryLogarithm.log2(power) - x) < 1e-12 * max(1, abs(x)))
    }
    #expect(BinaryLogarithm.log2(8) == 3)
    #expect(BinaryLogarithm.exp2(-3) == 0.125)
    #expect(abs(BinaryLogarithm.log2(10) - 3.321_928_094_887_362) < 1e-14)
    #expect(abs(BinaryLogarithm.exp2(0.5) - 1.414_213_562_373_095) < 1e-14)
  }

  @Test("A weight is a whole number of units and its probability that of its odds")
  func weights() {
    #expect(Weight(bits: 1.5).units == 1_536)
    #expect(Weight(bits: 2).probability == 0.8)
    #expect(Weight(odds: 0.5) == .zero)
    #expect((Weight(bits: 1) + Weight(bits: -3)).bits == -2)
  }
}
