/// A hash of the bytes of a text, and whether all of them are ASCII.
///
/// The hash orders nothing and is written nowhere: it serves to find a text among others, where equality
/// is tested in full.
///
/// - Complexity: O(bytes).
@inline(__always)
func textHash(_ text: String) -> (hash: UInt64, isASCII: Bool) {
  let bytes = text.utf8.span
  var (hash, all) = (0xCBF2_9CE4_8422_2325 as UInt64, 0 as UInt8)
  for place in bytes.indices {
    let byte = bytes[place]
    all |= byte
    hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
  // FNV-1a leaves the lower bits of short texts alike.
  let product = hash.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
  return (product.high ^ product.low, all < 0x80)
}
