/// The distinct values of one or more columns in ascending order, so that a value's number does
/// not depend on the order of the rows, with all that is worked out once for each distinct value.
final class Lexicon: Sendable {
  /// The packed date of each value; empty in lexicons of other values.
  let dates: [Int32]
  let texts: [String]
  /// Bit *u* & 63 is set where the text has the unit *u*: unlike texts differ in many bits.
  let signatures: [UInt64]
  /// A hash of how each value sounds; empty but for names and words.
  let sounds: [UInt32]
  private let units: [UInt16]
  private let unitStarts: [Int32]
  private let classes: [Int32]
  private let classStarts: [Int32]

  let classCount: Int

  var count: Int { texts.count }

  init(
    texts: [String], comparator: FeatureType.Comparator,
    classesOf: @Sendable (String) -> [String], workers: Int = 0
  ) {
    let isDate = comparator == .date
    var units: [UInt16] = []
    var unitStarts: [Int32] = [0]
    var signatures: [UInt64] = []
    for text in texts {
      var signature: UInt64 = 0
      for unit in text.utf16 {
        units.append(unit)
        signature |= 1 << UInt64(unit & 63)
      }
      unitStarts.append(Int32(units.count))
      signatures.append(signature)
    }
    let forms = Self.forms(of: texts, comparator, classesOf, workers: workers)
    let memberships = forms.flatMap(\.memberships)
    // A class of one value joins nothing.
    let all = memberships.flatMap { $0 }.sorted()
    var numbers: [UInt64: Int32] = [:]
    for (name, next) in zip(all, all.dropFirst()) where name == next && numbers[name] == nil {
      numbers[name] = Int32(numbers.count)
    }
    classCount = numbers.count
    var classes: [Int32] = []
    var classStarts: [Int32] = [0]
    for names in memberships {
      classes += names.compactMap { numbers[$0] }
      classStarts.append(Int32(classes.count))
    }
    self.texts = texts
    self.dates = isDate ? texts.map { Int32($0) ?? 0 } : []
    self.units = units
    self.unitStarts = unitStarts
    self.signatures = signatures
    self.classes = classes
    self.classStarts = classStarts
    sounds = forms.flatMap(\.sounds)
  }

  /// The classes and sounds of a stretch of values.
  private struct Forms: Sendable {
    var memberships: [[UInt64]] = []
    var sounds: [UInt32] = []
  }

  /// About a hundredth of a second's work.
  private static let stretch = 1_024

  private static func forms(
    of texts: [String], _ comparator: FeatureType.Comparator,
    _ classesOf: @Sendable (String) -> [String], workers: Int
  ) -> [Forms] {
    let stretches = stride(from: 0, to: texts.count, by: stretch).map {
      texts[$0..<min($0 + stretch, texts.count)]
    }
    return Lanes.map(stretches, workers: workers, memory: {}) { _, texts in
      var forms = Forms()
      forms.memberships = texts.map {
        comparator == .date ? [] : Set(classesOf($0).map(number)).sorted()
      }
      switch comparator {
      case .name: forms.sounds = texts.map { stableHash(NameForms.sound($0).utf16) }
      case .words: forms.sounds = texts.map { KeyHash.skeleton($0.utf16) }
      case .date, .code, .category, .place: break
      }
      return forms
    }
  }

  /// Returns 64 bits of a class's name by which it is known (FNV-1a).
  private static func number(_ name: String) -> UInt64 {
    name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
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
