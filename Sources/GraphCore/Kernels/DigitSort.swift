/// Sorts keys of so many bits, and the numbers that go with them, if any, digit by digit.
///
/// - Complexity: O(*k*) per digit of up to 11 bits; as much memory again.
///
/// SAFETY: `numbers` is empty or as long as `keys` (the caller's). Places come from counting the
/// same digits that are then placed, so each is below the number of keys and taken once.
@unsafe func sortByDigits(
  _ keys: UnsafeMutableBufferPointer<UInt64>, _ numbers: UnsafeMutableBufferPointer<UInt32>,
  bits: Int
) {
  let count = keys.count
  guard count > 1 else { return }
  let passes = max(1, (bits + 10) / 11)
  let digit = UInt64((bits + passes - 1) / passes)
  let mask: UInt64 = (1 << digit) - 1
  let payload = !numbers.isEmpty
  let otherKeys = unsafe Block<UInt64>(unwritten: count)
  let otherNumbers = unsafe Block<UInt32>(unwritten: payload ? count : 0)
  let next = Block<Int>(repeating: 0, count: 1 << Int(digit))
  var (from, to) = unsafe (keys, otherKeys.view)
  var (fromNumbers, toNumbers) = unsafe (numbers, otherNumbers.view)
  for pass in 0..<passes {
    let low = UInt64(pass) * digit
    next.fill(0)
    for i in 0..<count {
      let d = unsafe Int(truncatingIfNeeded: (from[i] >> low) & mask)
      unsafe next[d] = next[d] &+ 1
    }
    var sum = 0
    for d in 0..<next.count {
      let here = unsafe next[d]
      unsafe next[d] = sum
      sum &+= here
    }
    for i in 0..<count {
      let key = unsafe from[i]
      let d = Int(truncatingIfNeeded: (key >> low) & mask)
      let place = unsafe next[d]
      unsafe next[d] = place &+ 1
      unsafe to[place] = key
      if payload { unsafe toNumbers[place] = fromNumbers[i] }
    }
    unsafe swap(&from, &to)
    unsafe swap(&fromNumbers, &toNumbers)
  }
  guard passes % 2 == 1 else { return }
  for i in 0..<count { unsafe to[i] = from[i] }
  if payload {
    for i in 0..<count { unsafe toNumbers[i] = fromNumbers[i] }
  }
}
