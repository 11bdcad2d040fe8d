/// The texts of one feature that have been read, each set of texts of its columns once.
struct ReadTexts {
  /// The cells that the texts of a row fill, as many as their feature has columns.
  struct Cells {
    var first: Int32 = -1
    var second: Int32 = -1
    var third: Int32 = -1
  }

  /// By the number of the texts. Whoever gets a number that has no cells yet appends them.
  var cells: [Cells] = []
  private var columns: [TextNumbers] = []
  /// For each column but the first, the texts up to it by the number of those before and its own.
  private var joined: [[UInt64: Int32]] = []

  /// Returns the number of the texts of a row's columns.
  mutating func number(of texts: [String]) -> Int {
    while columns.count < texts.count {
      columns.append(TextNumbers())
      joined.append([:])
    }
    var number: Int32 = texts.isEmpty ? 0 : columns[0].number(of: texts[0])
    for column in texts.indices.dropFirst() {
      let own = columns[column].number(of: texts[column])
      let pair = UInt64(UInt32(bitPattern: number)) << 32 | UInt64(UInt32(bitPattern: own))
      let next = Int32(joined[column].count)
      number = joined[column][pair] ?? next
      if number == next { joined[column][pair] = next }
    }
    return Int(number)
  }
}
