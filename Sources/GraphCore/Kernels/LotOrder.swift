/// Returns the numbers from 0 on by the lots they drew, least first; of equal lots the first number first.
///
/// Lots are random, so as many equal buckets of their range as there are lots hold about one each: what
/// is left to sort is next to nothing.
///
/// - Complexity: O(*n*) for random lots; of lots that are not random, as sorting.
func order(ofLots lots: [UInt64]) -> [Int] {
  guard lots.count > 1 else { return Array(lots.indices) }
  let bits = UInt64.bitWidth - lots.count.leadingZeroBitCount
  let shift = UInt64(UInt64.bitWidth - bits)
  var starts = [Int32](repeating: 0, count: 1 << bits + 1)
  for lot in lots { starts[Int(lot >> shift) + 1] += 1 }
  for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
  var order = [Int](repeating: 0, count: lots.count)
  var next = starts
  for (number, lot) in lots.enumerated() {
    let bucket = Int(lot >> shift)
    order[Int(next[bucket])] = number
    next[bucket] += 1
  }
  for bucket in 1..<starts.count where starts[bucket] - starts[bucket - 1] > 1 {
    let places = Int(starts[bucket - 1])..<Int(starts[bucket])
    if places.count > 16 {
      order[places].sort { (lots[$0], $0) < (lots[$1], $1) }
    } else {
      insertionSort(&order, places, by: lots)
    }
  }
  return order
}

/// Sorts the numbers at `places`, which ascend, by their lots.
private func insertionSort(_ order: inout [Int], _ places: Range<Int>, by lots: [UInt64]) {
  for place in places.dropFirst() {
    let number = order[place]
    var hole = place
    while hole > places.lowerBound, lots[order[hole - 1]] > lots[number] {
      order[hole] = order[hole - 1]
      hole -= 1
    }
    order[hole] = number
  }
}
