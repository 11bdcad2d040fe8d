internal import Records

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
  /// The same of the last word of each value; empty but for names.
  let ends: [UInt32]
  private let units: [UInt16]
  private let unitStarts: [Int32]
  private let classes: [Int32]
  private let classStarts: [Int32]
  /// The names of all classes of each value, those of one value too.
  private let memberships: [UInt64]
  private let membershipStarts: [Int32]
  /// The names of the classes of several values, by number.
  let classNames: [UInt64]

  var classCount: Int { classNames.count }

  var count: Int { texts.count }

  /// - Parameters:
  ///   - texts: Ascending.
  ///   - classesOf: Nil for the forms of personal names.
  convenience init(
    texts: [String], comparator: FeatureType.Comparator, workers: Int = 0,
    classesOf: (@Sendable (String) -> [String])?
  ) {
    self.init(
      texts: texts, isDate: comparator == .date,
      forms: Self.forms(of: texts, comparator, workers: workers, classesOf))
  }

  /// Takes values, ascending, with what was worked out for them.
  init(texts: [String], isDate: Bool, forms: Forms) {
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
    // A class of one value joins nothing.
    let all = forms.memberships.flatMap { $0 }.sorted()
    var numbers: [UInt64: Int32] = [:]
    var classNames: [UInt64] = []
    for (name, next) in zip(all, all.dropFirst()) where name == next && numbers[name] == nil {
      numbers[name] = Int32(classNames.count)
      classNames.append(name)
    }
    var classes: [Int32] = []
    var classStarts: [Int32] = [0]
    var membershipStarts: [Int32] = [0]
    for names in forms.memberships {
      classes += names.compactMap { numbers[$0] }
      classStarts.append(Int32(classes.count))
      membershipStarts.append((membershipStarts.last ?? 0) + Int32(names.count))
    }
    self.classNames = classNames
    memberships = forms.memberships.flatMap { $0 }
    self.membershipStarts = membershipStarts
    self.texts = texts
    self.dates = isDate ? texts.map { Int32($0) ?? 0 } : []
    self.units = units
    self.unitStarts = unitStarts
    self.signatures = signatures
    self.classes = classes
    self.classStarts = classStarts
    sounds = forms.sounds
    ends = forms.ends
  }

  /// What is worked out for each value.
  struct Forms: Sendable {
    /// The numbers of its classes, ascending.
    var memberships: [[UInt64]] = []
    var sounds: [UInt32] = []
    var ends: [UInt32] = []
  }

  /// About a hundredth of a second's work.
  private static let stretch = 1_024

  private static func forms(
    of texts: [String], _ comparator: FeatureType.Comparator, workers: Int,
    _ classesOf: (@Sendable (String) -> [String])?
  ) -> Forms {
    let stretches = stride(from: 0, to: texts.count, by: stretch).map {
      texts[$0..<min($0 + stretch, texts.count)]
    }
    let parts = Lanes.map(stretches, workers: workers, memory: { NameFormsByWord() }) {
      names, texts in
      var forms = Forms()
      for text in texts {
        let name = comparator == .name ? names.forms(of: text) : (classes: [], first: 0, last: 0)
        forms.memberships.append(
          classesOf.map { ascending($0(text).map(number)) } ?? name.classes)
        if comparator == .name {
          forms.sounds.append(name.first)
          forms.ends.append(name.last)
        } else if comparator == .words {
          forms.sounds.append(KeyHash.skeleton(text.utf16))
        }
      }
      return forms
    }
    return parts.reduce(into: Forms()) { all, part in
      all.memberships += part.memberships
      all.sounds += part.sounds
      all.ends += part.ends
    }
  }

  /// Returns 64 bits of a class's name by which it is known.
  static func number(_ name: String) -> UInt64 {
    FNVHash(name).value
  }

  /// Returns each number once, ascending.
  static func ascending(_ numbers: [UInt64]) -> [UInt64] {
    let sorted = numbers.sorted()
    return sorted.indices.filter { $0 == 0 || sorted[$0 - 1] != sorted[$0] }.map { sorted[$0] }
  }

  @inline(__always)
  func units(_ value: Int) -> ArraySlice<UInt16> {
    units[Int(unitStarts[value])..<Int(unitStarts[value + 1])]
  }

  func classes(_ value: Int) -> ArraySlice<Int32> {
    classes[Int(classStarts[value])..<Int(classStarts[value + 1])]
  }

  /// Returns the names of all classes of a value.
  func memberships(_ value: Int) -> ArraySlice<UInt64> {
    memberships[Int(membershipStarts[value])..<Int(membershipStarts[value + 1])]
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
