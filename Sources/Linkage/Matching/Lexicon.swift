/// The distinct values of one or more columns in ascending order, so that a value's number does
/// not depend on the order of the rows, with all that is worked out once for each distinct value.
struct Lexicon: Sendable {
  /// The packed date of each value, 0 in lexicons of other values.
  let dates: [Int32]
  let texts: [String]
  /// Bit *u* & 63 is set where the text has the unit *u*: unlike texts differ in many bits.
  let signatures: [UInt64]
  /// A hash of how each value sounds; 0 for dates.
  private(set) var sounds: [UInt32] = []
  private let units: [UInt16]
  private let unitStarts: [Int32]
  private let classes: [Int32]
  private let classStarts: [Int32]

  var count: Int { texts.count }

  init(texts: [String], isDate: Bool, classesOf: (String) -> [String]) {
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
    var numbers: [String: Int32] = [:]
    for name in Set(memberships.joined()).sorted() { numbers[name] = Int32(numbers.count) }
    var classes: [Int32] = []
    var classStarts: [Int32] = [0]
    for names in memberships {
      classes += Set(names.compactMap { numbers[$0] }).sorted()
      classStarts.append(Int32(classes.count))
    }
    self.texts = texts
    self.dates = texts.map { isDate ? Int32($0) ?? 0 : 0 }
    self.units = units
    self.unitStarts = unitStarts
    self.signatures = signatures
    self.classes = classes
    self.classStarts = classStarts
    sounds = isDate ? [] : texts.indices.map { KeyHash.skeleton(self, $0) }
  }

  @inline(__always)
  func units(_ value: Int) -> ArraySlice<UInt16> {
    units[Int(unitStarts[value])..<Int(unitStarts[value + 1])]
  }

  func classes(_ value: Int) -> ArraySlice<Int32> {
    classes[Int(classStarts[value])..<Int(classStarts[value + 1])]
  }

  func shareClass(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (classes(a), classes(b))
    var (i, j) = (x.startIndex, y.startIndex)
    while i < x.endIndex, j < y.endIndex {
      if x[i] == y[j] { return true }
      if x[i] < y[j] { i += 1 } else { j += 1 }
    }
    return false
  }
}
