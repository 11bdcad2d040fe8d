/// A list of texts in 128 bits, of which no two lists are known to share any: half of a SHA-256 over their
/// exact bytes. Two spellings of one accented letter are different here, as they are to SQLite.
struct Fingerprint: Equatable {
  fileprivate let first: UInt64
  fileprivate let second: UInt64

  /// Stands for no list.
  static let none = Fingerprint(first: 0, second: 0)

  /// A list to which more is added, and which is cut back to what it was before.
  struct Builder {
    private var bytes: [UInt8] = []

    /// Of what is in the list.
    var fingerprint: Fingerprint {
      let digest = RowDigest(bytes)
      return Fingerprint(first: digest.a, second: digest.b)
    }

    /// How much is in the list.
    var length: Int { bytes.count }

    mutating func cut(to length: Int) { bytes.removeLast(bytes.count - length) }

    mutating func add(_ number: Int) {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }

    /// A missing text differs from an empty one.
    mutating func add(_ text: String?) {
      add(text?.utf8.count ?? -1)
      if let text { bytes.append(contentsOf: text.utf8) }
    }
  }
}

/// What was met of late, by fingerprint: a table that keeps its size and forgets, where it is full, what
/// was met longer ago.
///
/// - Complexity: O(1) an access; 16 bytes and the value for each of at most `capacity` entries, rounded up
///   to a power of two.
struct RecentTable<Value> {
  private struct Slot {
    var key: Fingerprint
    var value: Value
  }

  /// Pairs of slots; of each the first was filled last. An empty one has the fingerprint of none.
  private var slots: [Slot]
  private var filled = 0
  private let limit: Int
  private let empty: Slot

  /// - Parameters:
  ///   - capacity: Number of entries from which on others are forgotten.
  ///   - blank: Any value; it fills the table's empty places and is never returned.
  init(capacity: Int, blank: Value) {
    limit = RecentTable.powerOfTwo(from: max(2, capacity))
    empty = Slot(key: .none, value: blank)
    slots = Array(repeating: empty, count: min(limit, 1024))
  }

  private static func powerOfTwo(from least: Int) -> Int {
    var size = 1
    while size < least { size *= 2 }
    return size
  }

  /// The first slot of the pair in which `key` stands, if anywhere.
  private func pair(of key: Fingerprint) -> Int {
    Int(truncatingIfNeeded: key.first) & (slots.count - 2)
  }

  subscript(key: Fingerprint) -> Value? {
    get {
      let place = pair(of: key)
      if slots[place].key == key { return slots[place].value }
      return slots[place + 1].key == key ? slots[place + 1].value : nil
    }
  }

  /// Keeps `value` for `key`, in place of what was kept for it.
  mutating func keep(_ value: Value, for key: Fingerprint) {
    if filled * 4 > slots.count, slots.count < limit { grow() }
    let place = pair(of: key)
    if slots[place].key == key {
      slots[place].value = value
    } else if slots[place + 1].key == key {
      slots[place + 1].value = value
    } else {
      if slots[place + 1].key == empty.key { filled += 1 }
      slots[place + 1] = slots[place]
      slots[place] = Slot(key: key, value: value)
    }
  }

  private mutating func grow() {
    let former = slots
    slots = Array(repeating: empty, count: former.count * 2)
    filled = 0
    // The later of a pair last, so that it stands first again.
    for place in stride(from: 0, to: former.count, by: 2) {
      for slot in [former[place + 1], former[place]] where slot.key != empty.key {
        keep(slot.value, for: slot.key)
      }
    }
  }
}
