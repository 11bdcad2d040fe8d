/// The distinct values of one or more columns in ascending order, so that a value's number does
/// not depend on the order of the rows, with all that is worked out once for each distinct value.
struct Lexicon: Sendable {
  /// The packed date of each value; empty in lexicons of other values.
  let dates: [Int32]
  let texts: [String]
  /// Bit *u* & 63 is set where the text has the unit *u*: unlike texts differ in many bits.
  let signatures: [UInt64]
  /// A hash of how each value sounds; empty but for names and words.
  private(set) var sounds: [UInt32] = []
  private let units: [UInt16]
  private let unitStarts: [Int32]
  private let classes: [Int32]
  private let classStarts: [Int32]

  let classCount: Int

  var count: Int { texts.count }

  init(
    texts: [String], comparator: FeatureType.Comparator, classesOf: (String) -> [String]
  ) {
    let isDate = comparator == .date
    var units: [UInt16] = []
    var unitStarts: [Int32] = [0]
    var signatures: [UInt64] = []
    var memberships: [[String]] = []
    for text in texts {
      var signature: UInt64 = 0
      for unit in text.utf16 {
        units.append(unit)
        signature |= 1 << UInt64(unit & 63)
      }
      unitStarts.append(Int32(units.count))
      signatures.append(signature)
      memberships.append(isDate ? [] : classesOf(text))
    }
    // A class of one value joins nothing.
    var sizes: [String: Int] = [:]
    for names in memberships { for name in Set(names) { sizes[name, default: 0] += 1 } }
    var numbers: [String: Int32] = [:]
    for name in sizes.keys.sorted() where sizes[name] != 1 { numbers[name] = Int32(numbers.count) }
    classCount = numbers.count
    var classes: [Int32] = []
    var classStarts: [Int32] = [0]
    for names in memberships {
      classes += Set(names.compactMap { numbers[$0] }).sorted()
      classStarts.append(Int32(classes.count))
    }
    self.texts = texts
    self.dates = isDate ? texts.map { Int32($0) ?? 0 } : []
    self.units = units
    self.unitStarts = unitStarts
    self.signatures = signatures
    self.classes = classes
    self.classStarts = classStarts
    switch comparator {
    case .name: sounds = texts.map { stableHash(NameForms.sound($0).utf16) }
    case .words: sounds = texts.indices.map { KeyHash.skeleton(self, $0) }
    case .date, .code, .category, .place: sounds = []
    }
  }

  @inline(__always)
  func units(_ value: Int) -> ArraySlice<UInt16> {
    units[Int(unitStarts[value])..<Int(unitStarts[value + 1])]
  }

  func classes(_ value: Int) -> ArraySlice<Int32> {
    classes[Int(classStarts[value])..<Int(classStarts[value + 1])]
  }

  func shareClass(_ a: Int, _ b: Int) -> Bool {
    var isShared = false
    forEachSharedClass(a, b) { _ in isShared = true }
    return isShared
  }

  @inline(__always)
  func forEachSharedClass(_ a: Int, _ b: Int, _ body: (Int32) -> Void) {
    var (i, j) = (Int(classStarts[a]), Int(classStarts[b]))
    let (endOfA, endOfB) = (Int(classStarts[a + 1]), Int(classStarts[b + 1]))
    while i < endOfA, j < endOfB {
      let (x, y) = (classes[i], classes[j])
      if x == y { body(x) }
      if x <= y { i += 1 }
      if y <= x { j += 1 }
    }
  }
}
