internal import Glibc
internal import GraphCore

/// Whole numbers of a range, each *k* with a chance in proportion to *k*^−exponent.
struct PowerLaw: Sendable {
  let range: ClosedRange<Int>
  /// The chance of at most each number of the range.
  private let cumulative: [Double]

  init(exponent: Double, range: ClosedRange<Int>) {
    self.range = range
    var sum = 0.0
    let sums = range.map { k in
      sum += pow(Double(k), -exponent)
      return sum
    }
    cumulative = sums.map { $0 / sum }
  }

  var mean: Double {
    var (mean, before) = (0.0, 0.0)
    for (k, chance) in zip(range, cumulative) {
      mean += Double(k) * (chance - before)
      before = chance
    }
    return mean
  }

  func draw(_ random: CounterRandom, stream: UInt64, index: Int) -> Int {
    let u = random.uniform(stream: stream, index: UInt64(index))
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > u { high = middle } else { low = middle + 1 }
    }
    return range.lowerBound + low
  }
}
