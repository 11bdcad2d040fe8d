/// Returns how many edits turn one string into the other, or `limit` + 1 where it takes more than
/// `limit`: the optimal string alignment distance, in which an edit inserts, deletes or replaces
/// a unit or swaps two neighbours, and no unit is edited twice.
///
///     alignmentDistance(Array("ca".utf16)[...], Array("abc".utf16)[...], limit: 5)  // 3
///
/// - Complexity: O(*n*) word operations where the shorter string has at most 64 units, else
///   O(*n* · *m*).
/// - Note: A function of the units alone.
///
/// > Source: H. Hyyrö, "A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit
/// > Distances", *Nordic Journal of Computing* 10(1), 2003; G. Myers, 1999,
/// > [10.1145/316542.316550](https://doi.org/10.1145/316542.316550).
func alignmentDistance(
  _ a: ArraySlice<UInt16>, _ b: ArraySlice<UInt16>, limit: Int
) -> Int {
  let (short, long) = a.count <= b.count ? (a, b) : (b, a)
  guard long.count - short.count <= limit else { return limit + 1 }
  guard !short.isEmpty else { return long.count }
  let distance =
    short.count <= 64 ? distanceInWords(short, long) : distanceInRows(short, long)
  return min(distance, limit + 1)
}

/// The letters are the paper's: VP and VN hold where the column of the distance table rises and
/// falls, D0 where its diagonal stays, TR where a swap of neighbours is possible.
private func distanceInWords(_ pattern: ArraySlice<UInt16>, _ text: ArraySlice<UInt16>) -> Int {
  let m = pattern.count
  let last: UInt64 = 1 << UInt64(m - 1)
  var (vp, vn): (UInt64, UInt64) = (.max, 0)
  var (d0, before): (UInt64, UInt64) = (0, 0)
  var distance = m
  for unit in text {
    var eq: UInt64 = 0
    var bit: UInt64 = 1
    for other in pattern {
      if other == unit { eq |= bit }
      bit &<<= 1
    }
    let tr = ((~d0 & eq) &<< 1) & before
    d0 = (((eq & vp) &+ vp) ^ vp) | eq | vn | tr
    let hp = vn | ~(d0 | vp)
    let hn = d0 & vp
    if hp & last != 0 { distance += 1 }
    if hn & last != 0 { distance -= 1 }
    let shifted = (hp &<< 1) | 1
    vp = (hn &<< 1) | ~(d0 | shifted)
    vn = shifted & d0
    before = eq
  }
  return distance
}

private func distanceInRows(_ a: ArraySlice<UInt16>, _ b: ArraySlice<UInt16>) -> Int {
  let (x, y) = (Array(a), Array(b))
  var older = [Int](repeating: 0, count: y.count + 1)
  var row = Array(0...y.count)
  for i in 1...x.count {
    var next = [Int](repeating: i, count: y.count + 1)
    for j in 1...y.count {
      let change = x[i - 1] == y[j - 1] ? 0 : 1
      next[j] = min(row[j] + 1, next[j - 1] + 1, row[j - 1] + change)
      if i > 1, j > 1, x[i - 1] == y[j - 2], x[i - 2] == y[j - 1] {
        next[j] = min(next[j], older[j - 2] + 1)
      }
    }
    (older, row) = (row, next)
  }
  return row[y.count]
}
