/// One property of a row that keys are made of: a value, or a coarser form of it that survives
/// typing errors.
struct KeyPart: Sendable {
  /// What tells a part from all others of a schema, whatever the rows.
  struct ID: Sendable, Hashable {
    let feature: Int
    /// Empty for the value itself.
    let form: String
  }

  let id: ID
  let name: String
  /// Columns whose hashes are added up, so that their order does not matter.
  let columns: [Int]
  /// For each of `columns`: the hash of each value of its lexicon, 0 for a value that makes no key.
  let hashes: [[UInt32]]
  /// Whether the part is the value itself.
  let isWhole: Bool
  /// Whether every value makes a key.
  let isTotal: Bool
  /// How likely, before anything is learned, two rows of one entity that both know the feature
  /// agree on the part.
  let reliability: Double

  var feature: Int { id.feature }

  @inline(__always)
  func hash(_ table: LinkTable, _ row: Int) -> UInt32 {
    var sum: UInt32 = 0
    for (index, column) in columns.enumerated() {
      let value = table.cell(row, column)
      guard value >= 0 else { return 0 }
      let hash = hashes[index][Int(value)]
      guard hash != 0 else { return 0 }
      sum &+= hash
    }
    return columns.count == 1 ? sum : mixed(sum, 0x68BC_21EB)
  }

  /// Returns the hash of every row.
  func column(_ table: LinkTable) -> [UInt32] {
    guard columns.count == 1 else { return (0..<table.rowCount).map { hash(table, $0) } }
    let (cells, width, hashes) = (table.cells, table.schema.columnCount, hashes[0])
    var column = [UInt32](repeating: 0, count: table.rowCount)
    var place = columns[0]
    for row in column.indices {
      let value = cells[place]
      if value >= 0 { column[row] = hashes[Int(value)] }
      place += width
    }
    return column
  }

  /// Whether two rows that agree on `self` must agree on `other`.
  func implies(_ other: KeyPart) -> Bool {
    columns == other.columns && (id == other.id || (isWhole && other.isTotal))
  }
}

extension KeyPart {
  /// Returns the parts that the features of `table` offer.
  static func all(of table: LinkTable) -> [KeyPart] { parts(of: table) { $1.isOffered } }

  /// Returns the parts that cut big blocks: the values themselves.
  static func cutters(of table: LinkTable) -> [KeyPart] { parts(of: table) { $1.isWhole } }

  /// Returns the parts that are wanted by their ids, whatever else the values of `table` offer.
  static func parts(_ wanted: Set<ID>, of table: LinkTable) -> [ID: KeyPart] {
    let found = parts(of: table) { wanted.contains(ID(feature: $0, form: $1.name)) }
    return Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func parts(
    of table: LinkTable, where isWanted: (_ feature: Int, Form) -> Bool
  ) -> [KeyPart] {
    table.schema.features.indices.flatMap { feature in
      forms(of: feature, table).filter { isWanted(feature, $0) }.map { form in
        let hashes = form.columns.map { column in
          let lexicon = table.lexicons[table.schema.lexiconOfColumn[column]]
          return (0..<lexicon.count).map { form.hash(lexicon, $0) }
        }
        let name = table.schema.features[feature].name
        return KeyPart(
          id: ID(feature: feature, form: form.name),
          name: form.name.isEmpty ? name : "\(name) \(form.name)",
          columns: form.columns, hashes: hashes, isWhole: form.isWhole,
          isTotal: hashes.allSatisfy { !$0.contains(0) }, reliability: form.reliability)
      }
    }
  }

  private struct Form {
    let name: String
    let columns: [Int]
    var isWhole = false
    /// Whether the values are such that the form says something.
    var isOffered = true
    let reliability: Double
    let hash: (Lexicon, Int) -> UInt32
  }

  private static func forms(of feature: Int, _ table: LinkTable) -> [Form] {
    let column = table.schema.columns[feature]
    func form(
      _ name: String, _ reliability: Double, at offset: Int = 0,
      _ hash: @escaping (Lexicon, Int) -> UInt32
    ) -> Form {
      Form(name: name, columns: [column + offset], reliability: reliability, hash: hash)
    }
    func whole(_ name: String, _ reliability: Double, at offset: Int = 0) -> Form {
      Form(
        name: name, columns: [column + offset], isWhole: true, reliability: reliability,
        hash: KeyHash.whole)
    }
    switch table.schema.features[feature].type.comparator {
    case .name:
      return [
        Form(
          name: "sounds", columns: [column, column + 1], reliability: 0.75,
          hash: { $0.sounds[$1] }),
        whole("given", 0.75), form("given start", 0.85) { KeyHash.start($0, $1, 3) },
        form("given sound", 0.87) { $0.sounds[$1] },
        whole("family", 0.8, at: 1), form("family sound", 0.87, at: 1) { $0.sounds[$1] },
        form("family end", 0.87, at: 1) { $0.ends[$1] },
      ]
    case .words: return [whole("", 0.75), form("sound", 0.82) { $0.sounds[$1] }]
    case .category: return [whole("", 0.95)]
    case .code:
      let lexicon = table.lexicons[table.schema.lexiconOfColumn[column]]
      let isLong = lexicon.texts.contains { $0.utf8.count >= 6 && $0.utf16.count >= 6 }
      return [whole("", 0.85)]
        + [true, false].map { first in
          Form(
            name: first ? "first half" : "second half", columns: [column], isOffered: isLong,
            reliability: 0.92, hash: { KeyHash.half($0, $1, first: first) })
        }
    case .date:
      return [
        whole("", 0.8),
        form("year and month", 0.87) { KeyHash.date($0, $1, [true, true, false]) },
        form("month and day", 0.87) { KeyHash.date($0, $1, [false, true, true]) },
        form("year and day", 0.87) { KeyHash.date($0, $1, [true, false, true]) },
      ]
    case .place:
      return [whole("", 0.6), whole("middle", 0.72, at: 1), whole("coarse", 0.84, at: 2)]
    }
  }
}

/// The hashes that forms of values give, each a function of one distinct value.
enum KeyHash {
  static func whole(_ lexicon: Lexicon, _ value: Int) -> UInt32 {
    stableHash(lexicon.units(value))
  }

  static func start(_ lexicon: Lexicon, _ value: Int, _ length: Int) -> UInt32 {
    let units = lexicon.units(value)
    return units.count < length ? 0 : stableHash(units.prefix(length))
  }

  static func half(_ lexicon: Lexicon, _ value: Int, first: Bool) -> UInt32 {
    let units = lexicon.units(value)
    guard units.count >= 6 else { return 0 }
    return mixed(
      stableHash(first ? units.prefix(units.count / 2) : units.suffix(units.count / 2)),
      first ? 1 : 2)
  }

  static func date(_ lexicon: Lexicon, _ value: Int, _ kept: [Bool]) -> UInt32 {
    let (year, month, day) = PackedDate.parts(lexicon.dates[value])
    if kept[1], month == 0 { return 0 }
    if kept[2], day == 0 { return 0 }
    let masked = (kept[0] ? year : 9_999) * 10_000 + (kept[1] ? month : 99) * 100
    return mixed(UInt32(masked + (kept[2] ? day : 99)), 0x2545_F491)
  }

  /// The first letter and the classes of the next consonants, up to four, repeats once.
  static func skeleton(_ units: String.UTF16View) -> UInt32 {
    guard let first = units.first else { return 0 }
    var code: [UInt16] = [soundClass(first, isFirst: true)]
    for unit in units.dropFirst() {
      let sound = soundClass(unit, isFirst: false)
      guard sound != 0, sound != code.last else { continue }
      code.append(sound)
      if code.count == 5 { break }
    }
    return stableHash(code)
  }

  /// Letters that are often written for one another have one class; vowels inside a word and h, w,
  /// y have none (0).
  private static func soundClass(_ unit: UInt16, isFirst: Bool) -> UInt16 {
    let letter = unit >= 65 && unit <= 90 ? unit + 32 : unit
    switch letter {
    case 97, 101, 105, 111, 117: return isFirst ? 1 : 0  // a e i o u
    case 104, 119, 121: return isFirst ? letter : 0  // h w y
    case 99, 107, 113: return 99  // c k q
    case 115, 120, 122: return 115  // s x z
    case 98, 112: return 98  // b p
    case 100, 116: return 100  // d t
    case 102, 118: return 102  // f v
    case 103, 106: return 103  // g j
    case 109, 110: return 109  // m n
    case 32, 39, 45: return 0
    default: return letter
    }
  }
}
