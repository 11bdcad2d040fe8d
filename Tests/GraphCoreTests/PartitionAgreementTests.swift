import Foundation
import GraphCore
import Testing

@Suite("Agreement of two divisions")
struct PartitionAgreementTests {
  /// Marks for `n` things from at most `kinds` kinds.
  private func marks(_ n: Int, kinds: Int, seed: UInt64) -> [Int] {
    let random = CounterRandom(seed: seed)
    return (0..<n).map { random.below(kinds, stream: 0, index: UInt64($0)) }
  }

  @Test("The Rand index agrees with counting every pair")
  func pairs() {
    for seed in 0..<1000 as Range<UInt64> {
      let n = 2 + Int(seed % 17)
      let a = marks(n, kinds: 1 + Int(seed % 5), seed: seed)
      let b = marks(n, kinds: 1 + Int(seed / 5 % 6), seed: seed + 5000)
      var (both, first, second, all) = (0.0, 0.0, 0.0, 0.0)
      for i in 0..<n {
        for j in 0..<i {
          all += 1
          if a[i] == a[j] { first += 1 }
          if b[i] == b[j] { second += 1 }
          if a[i] == a[j] && b[i] == b[j] { both += 1 }
        }
      }
      let expected = first * second / all
      let most = (first + second) / 2 - expected
      let index = most == 0 ? 1 : (both - expected) / most
      #expect(abs(PartitionAgreement(a, b).adjustedRand - index) < 1e-12, "seed \(seed)")
    }
  }

  private func mutualInformation(_ a: [Int], _ b: [Int]) -> Double {
    let n = Double(a.count)
    return a.indices.reduce(0) { sum, i in
      let both = Double(a.indices.filter { a[$0] == a[i] && b[$0] == b[i] }.count)
      let first = Double(a.filter { $0 == a[i] }.count)
      let second = Double(b.filter { $0 == b[i] }.count)
      return sum + log(n * both / (first * second)) / n
    }
  }

  @Test("Mutual information and its expectation agree with trying every order of the members")
  func mutual() {
    for seed in 0..<120 as Range<UInt64> {
      let n = 2 + Int(seed % 5)
      let a = marks(n, kinds: 1 + Int(seed % 4), seed: seed)
      let b = marks(n, kinds: 1 + Int(seed / 4 % 4), seed: seed + 900)
      var (sum, orders) = (0.0, 0.0)
      forEachOrder(of: b) { order in
        sum += mutualInformation(a, order)
        orders += 1
      }
      let found = PartitionAgreement(a, b)
      let (mutual, chance) = (mutualInformation(a, b), sum / orders)
      let mean = (mutualInformation(a, a) + mutualInformation(b, b)) / 2
      #expect(abs(found.mutualInformation - mutual) < 1e-12, "seed \(seed)")
      #expect(abs(found.expectedMutualInformation - chance) < 1e-12, "seed \(seed)")
      guard mean > 0, mean - chance > 1e-9 else { continue }
      #expect(abs(found.normalisedMutualInformation - mutual / mean) < 1e-12)
      #expect(
        abs(found.adjustedMutualInformation - (mutual - chance) / (mean - chance)) < 1e-9)
    }
  }

  /// Heap's enumeration of all orders.
  private func forEachOrder(of marks: [Int], _ body: ([Int]) -> Void) {
    var marks = marks
    func place(_ k: Int) {
      guard k > 1 else { return body(marks) }
      for i in 0..<k {
        place(k - 1)
        if i < k - 1 { marks.swapAt(k % 2 == 0 ? i : 0, k - 1) }
      }
    }
    place(marks.count)
  }

  /// Two divisions and what scikit-learn 1.9.1 says of them: `adjusted_rand_score`,
  /// `adjusted_mutual_info_score`, `normalized_mutual_info_score`, `mutual_info_score` and
  /// `expected_mutual_information`.
  private static let table: [(a: [Int], b: [Int], expected: [Double])] = [
    (
      [0, 0, 1, 1], [0, 0, 1, 2],
      [
        0.5714285714285714, 0.5714285714285715, 0.7999999999999999, 0.6931471805599452,
        0.4620981203732966,
      ]
    ),
    (
      [0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2],
      [
        0.24242424242424243, 0.2987924581708901, 0.5158037429793889, 0.4620981203732969,
        0.27725887222397816,
      ]
    ),
    (
      [0, 0, 0, 0, 1, 1, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1],
      [-0.16666666666666666, -0.12974472642510582, 0, 0, 0.07960399301766104]
    ),
    ([0, 0, 0, 0, 0, 0], [0, 0, 1, 1, 2, 2], [0, 0, 0, 0, 0]),
    (
      [0, 1, 2, 3, 4, 5], [0, 0, 1, 1, 2, 2],
      [0, 0, 0.7601875334318686, 1.0986122886681098, 1.0986122886681098]
    ),
    (
      [0, 0, 1, 1, 1, 2, 2, 2, 2, 3], [1, 1, 1, 0, 0, 2, 2, 3, 3, 3],
      [
        0.3076923076923077, 0.42584044604382976, 0.6787160153384948, 0.8979457248567799,
        0.5826882594632878,
      ]
    ),
    (
      (0..<60).map { $0 % 7 }, (0..<60).map { $0 * $0 % 5 },
      [
        -0.04253659884897484, -0.07308746734945497, 0.009533353697520851, 0.014295994921002274,
        0.11545774281127003,
      ]
    ),
    (
      (0..<200).map { $0 / 10 }, (0..<200).map { $0 / 13 },
      [
        0.594580829173882, 0.75764699940285, 0.8244539512023491, 2.371536872257123,
        0.792933439375942,
      ]
    ),
    (
      (0..<12).map { $0 % 3 }, (0..<12).map { 2 - $0 % 3 },
      [1, 1, 1, 1.0986122886681096, 0.23339279091906895]
    ),
    (
      (0..<500).map { $0 * $0 * $0 % 11 }, (0..<500).map { $0 * $0 * $0 % 22 / 2 },
      [
        0.43889548896808983, 0.6975035062272859, 0.7109835554972771, 1.7048214753107283,
        0.1068539265961109,
      ]
    ),
  ]

  @Test("Agrees with scikit-learn", arguments: 0..<10)
  func scikitLearn(row: Int) {
    let (a, b, expected) = Self.table[row]
    let found = PartitionAgreement(a, b)
    #expect(abs(found.adjustedRand - expected[0]) < 1e-12)
    #expect(abs(found.adjustedMutualInformation - expected[1]) < 1e-12)
    #expect(abs(found.normalisedMutualInformation - expected[2]) < 1e-12)
    #expect(abs(found.mutualInformation - expected[3]) < 1e-12)
    #expect(abs(found.expectedMutualInformation - expected[4]) < 1e-12)
  }

  @Test("Neither the marks, nor the order of the things, nor which comes first changes a bit")
  func renaming() {
    for seed in 0..<200 as Range<UInt64> {
      let a = marks(80, kinds: 9, seed: seed)
      let b = marks(80, kinds: 6, seed: seed + 1000)
      let order = CounterRandom(seed: seed).permutation(80, stream: 1)
      let found = PartitionAgreement(a, b)
      #expect(found == PartitionAgreement(b, a))
      #expect(found == PartitionAgreement(a.map { -7 * $0 }, b.map { 100 - $0 }))
      #expect(found == PartitionAgreement(order.map { a[$0] }, order.map { b[$0] }))
      #expect(found.adjustedRand < 0.3 && found.normalisedMutualInformation < 0.6)
    }
  }

  @Test(
    "Equal divisions agree fully, even all together, all alone, or of nothing",
    arguments: [[], [5], [1, 1, 1], [0, 1, 2, 3], [2, 2, 9, 9, 1]])
  func equal(marks: [Int]) {
    let found = PartitionAgreement(marks, marks.map { $0 + 3 })
    #expect(found.adjustedRand == 1 && found.adjustedMutualInformation == 1)
    #expect(found.normalisedMutualInformation == 1)
  }

  @Test("Large groups do not overflow the count of pairs")
  func large() {
    let n = 100_000
    let halves = (0..<n).map { $0 < n / 2 ? 0 : 1 }
    let thirds = (0..<n).map { $0 % 3 }
    let found = PartitionAgreement(halves, thirds)
    #expect(abs(found.adjustedRand) < 1e-4 && abs(found.adjustedMutualInformation) < 1e-4)
    #expect(PartitionAgreement(halves, halves.map { 1 - $0 }).adjustedRand == 1)
  }
}
