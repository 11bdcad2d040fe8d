/// Rows, and the number that each of their values has in a standard.
struct StandardRows: Sendable {
  let table: LinkTable
  /// By lexicon and value; -1 for a value that the standard has not seen.
  let standardValues: [[Int32]]

  /// - Complexity: O(distinct values).
  init(_ table: LinkTable, standard: MatchStandard) {
    self.table = table
    standardValues = zip(table.lexicons, standard.lexicons).map { lexicon, known in
      guard lexicon !== known else { return (0..<Int32(known.count)).map { $0 } }
      // Few values are looked for one by one, many side by side.
      let isFew = lexicon.count * 20 < known.count
      var place = 0
      return lexicon.texts.map { text in
        if isFew {
          place = known.texts.lowerBound(of: text)
        } else {
          while place < known.count, known.texts[place] < text { place += 1 }
        }
        return place < known.count && known.texts[place] == text ? Int32(place) : -1
      }
    }
  }

  /// Where a gathered row came from.
  typealias Origin = (part: Int, row: Int)

  /// Puts rows of several tables together, in the order of their ids.
  ///
  /// - Parameters:
  ///   - parts: Tables of the standard's schema, and the rows chosen of each; an id may occur in more
  ///     than one.
  ///   - origins: Where each gathered row came from.
  /// - Complexity: O(*r* log *r*) for *r* rows chosen, whatever the tables hold beside them.
  init(
    gathering parts: [(rows: StandardRows, chosen: [Int32])], standard: MatchStandard,
    origins: inout [Origin]
  ) {
    let (tables, schema) = (parts.map(\.rows.table), standard.schema)
    var order: [Origin] = []
    for (part, chosen) in parts.map(\.chosen).enumerated() {
      order += chosen.map { (part, Int($0)) }
    }
    order.sort {
      let (x, y) = (tables[$0.part].ids[$0.row], tables[$1.part].ids[$1.row])
      return x != y ? x < y : ($0.part, $0.row) < ($1.part, $1.row)
    }
    let used = (0..<schema.lexiconCount).map { lexicon in
      UsedValues(of: lexicon, parts.map { ($0.rows, $0.chosen) })
    }
    var cells: [Int32] = []
    cells.reserveCapacity(order.count * schema.columnCount)
    for (part, row) in order {
      for column in 0..<schema.columnCount {
        let value = tables[part].cell(row, column)
        cells.append(
          value < 0 ? -1 : used[schema.lexiconOfColumn[column]].number(of: value, in: part))
      }
    }
    let names = Set(tables.flatMap(\.sourceNames)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, 0..<Int32(names.count)))
    let sourceOf = tables.map { $0.sourceNames.map { numbers[$0] ?? 0 } }
    table = LinkTable(
      schema: schema, ids: order.map { tables[$0.part].ids[$0.row] },
      sources: order.map { sourceOf[$0.part][Int(tables[$0.part].sources[$0.row])] },
      sourceNames: names, lexicons: used.map(\.lexicon), cells: cells,
      roles: standard.roles, cutValues: 0)
    standardValues = used.map(\.standardValues)
    origins = order
  }
}

/// The values of one lexicon that chosen rows of several tables bear, as a lexicon of their own.
private struct UsedValues {
  let lexicon: Lexicon
  let standardValues: [Int32]
  /// For each table its values, ascending, and their numbers here.
  private let values: [[Int32]]
  private let numbers: [[Int32]]

  init(of number: Int, _ parts: [(rows: StandardRows, chosen: [Int32])]) {
    let lexicons = parts.map { $0.rows.table.lexicons[number] }
    values = parts.map { Self.values(of: number, $0.rows.table, $0.chosen) }
    var entries: [(text: String, part: Int, value: Int32)] = []
    for (part, values) in values.enumerated() {
      entries += values.map { (lexicons[part].texts[Int($0)], part, $0) }
    }
    entries.sort { ($0.text, $0.part) < ($1.text, $1.part) }
    var numbers = values.map { _ in [Int32]() }
    var firsts: [(part: Int, value: Int)] = []
    var last: String?
    for entry in entries {
      if entry.text != last { firsts.append((entry.part, Int(entry.value))) }
      last = entry.text
      numbers[entry.part].append(Int32(firsts.count - 1))
    }
    self.numbers = numbers
    standardValues = firsts.map { parts[$0.part].rows.standardValues[number][$0.value] }
    lexicon = Lexicon(gathering: firsts.map { (lexicons[$0.part], $0.value) })
  }

  private static func values(of lexicon: Int, _ table: LinkTable, _ rows: [Int32]) -> [Int32] {
    let columns = table.schema.lexiconOfColumn.indices.filter {
      table.schema.lexiconOfColumn[$0] == lexicon
    }
    var values: [Int32] = []
    for row in rows {
      for column in columns {
        let value = table.cell(Int(row), column)
        if value >= 0 { values.append(value) }
      }
    }
    values.sort()
    return zip(values.indices, values).filter { $0 == 0 || values[$0 - 1] != $1 }.map { $1 }
  }

  /// Returns the number of a value of one of the tables, which a chosen row bears.
  func number(of value: Int32, in part: Int) -> Int32 {
    numbers[part][values[part].lowerBound(of: value)]
  }
}

extension Lexicon {
  /// Takes values of other lexicons, ascending by text, with what was worked out for them there.
  convenience init(gathering values: [(lexicon: Lexicon, value: Int)]) {
    let first = values.first?.lexicon
    var forms = Forms()
    forms.memberships = values.map { Array($0.lexicon.memberships($0.value)) }
    if first?.sounds.isEmpty == false {
      forms.sounds = values.map { $0.lexicon.sounds[$0.value] }
    }
    if first?.ends.isEmpty == false { forms.ends = values.map { $0.lexicon.ends[$0.value] } }
    self.init(
      texts: values.map { $0.lexicon.texts[$0.value] }, isDate: first?.dates.isEmpty == false,
      forms: forms)
  }
}
