import Testing

@testable import CaseStore

@Suite("What is known again without asking the database")
struct RecentTableTests {
  private func fingerprint(_ texts: String?...) -> Fingerprint {
    var builder = Fingerprint.Builder()
    for text in texts { builder.add(text) }
    return builder.fingerprint
  }

  @Test("Returns what was kept last for a key, or nothing", arguments: [1, 2, 7, 100, 5000])
  func latest(capacity: Int) {
    var order = SeededOrder(state: UInt64(capacity))
    var table = RecentTable(capacity: capacity, blank: -1)
    var kept: [Int: Int] = [:]
    var found = 0
    for step in 0..<20_000 {
      let key = Int.random(in: 0..<3000, using: &order)
      let value = table[fingerprint("\(key)")]
      #expect(value == nil || value == kept[key])
      found += value == nil ? 0 : 1
      table.keep(step, for: fingerprint("\(key)"))
      kept[key] = step
      #expect(table[fingerprint("\(key)")] == step)
    }
    // With room for more than there are, all but a few that share a pair of places are found.
    if capacity == 5000 { #expect(found > 20_000 - 3000 - 2000) }
    if capacity == 1 { #expect(found < 100) }
  }

  @Test("Keeps what came last of two for each pair of places while it grows")
  func growing() {
    var table = RecentTable(capacity: 1 << 16, blank: 0)
    for number in 0..<10_000 { table.keep(number, for: fingerprint("\(number)")) }
    let found = (0..<10_000).filter { (number: Int) in table[fingerprint("\(number)")] == number }
      .count
    #expect(found > 8_500, "\(found)")
  }

  @Test("Fingerprints differ where any byte or the order of texts does")
  func fingerprints() {
    let texts: [String] = [
      "", "a", "b", "ab", "Jos\u{E9}", "Jose\u{301}", "12345678", "123456789", "\0", "\0\0",
    ]
    var seen: [Fingerprint] = [fingerprint(nil)]
    for text in texts {
      #expect(!seen.contains(fingerprint(text)), "\(text.utf8.count) bytes")
      #expect(fingerprint(text) == fingerprint(text))
      seen.append(fingerprint(text))
    }
    #expect(fingerprint("ab", "c") != fingerprint("a", "bc"))
    #expect(fingerprint("ab", "c") != fingerprint("c", "ab"))
    #expect(fingerprint(nil, "") != fingerprint("", nil))
  }
}
