/// Sorts keys by their upper 32 bits; keys equal there keep their order.
///
/// - Complexity: O(*n*) time, three passes of 11 bits, of which those are skipped whose digit is the
///   same in all keys; memory for one copy.
func sortByUpperHalf(_ keys: inout [UInt64]) {
  guard keys.count > 1 else { return }
  // The lower half holds ascending numbers, so a full comparison keeps their order.
  if keys.count <= 24 { return sortFew(&keys) }
  if keys.count < 512 { return keys.sort() }
  var other = [UInt64](repeating: 0, count: keys.count)
  var starts = [Int](repeating: 0, count: 2_049)
  for shift in stride(from: UInt64(32), to: 64, by: 11) {
    for digit in starts.indices { starts[digit] = 0 }
    for key in keys { starts[Int((key >> shift) & 0x7FF) + 1] += 1 }
    if starts.contains(keys.count) { continue }
    for digit in 1...2_048 { starts[digit] += starts[digit - 1] }
    for key in keys {
      let digit = Int((key >> shift) & 0x7FF)
      other[starts[digit]] = key
      starts[digit] += 1
    }
    swap(&keys, &other)
  }
}

/// Sorts by insertion: the quickest way for few values.
@inline(__always)
func sortFew<Value: Comparable>(_ values: inout [Value]) {
  for end in 1..<max(1, values.count) {
    let value = values[end]
    var place = end
    while place > 0, values[place - 1] > value {
      values[place] = values[place - 1]
      place -= 1
    }
    values[place] = value
  }
}

/// Mixes two hashes into one of 32 bits that is never 0, for 0 means "no key".
@inline(__always)
func mixed(_ a: UInt32, _ b: UInt32) -> UInt32 {
  var z = (UInt64(a) << 32 | UInt64(b)) &* 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 29)) &* 0xBF58_476D_1CE4_E5B9
  z ^= z >> 32
  return max(1, UInt32(truncatingIfNeeded: z))
}

/// Returns a hash of 32 bits, never 0, that is the same in every process (FNV-1a, then mixed).
func stableHash(_ units: some Sequence<UInt16>) -> UInt32 {
  var hash: UInt32 = 0x811C_9DC5
  for unit in units {
    hash = (hash ^ UInt32(unit & 0xFF)) &* 0x0100_0193
    hash = (hash ^ UInt32(unit >> 8)) &* 0x0100_0193
  }
  return mixed(hash, 0x5851_F42D)
}
