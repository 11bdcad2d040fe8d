/// How labels of nodes are told apart and ordered: byte for byte, so that no two names that a
/// source keeps apart become one.
enum GraphLabel {
  /// Returns the positions of `labels` in their order: numbers by value first, then text by
  /// Unicode scalars.
  static func order(of labels: [String]) -> [Int] {
    let values = labels.map { DecimalNumber.parse($0.utf8) }
    return labels.indices.sorted { a, b in
      switch (values[a], values[b]) {
      case (let x?, let y?) where x != y: x < y
      case (_?, nil): true
      case (nil, _?): false
      default: labels[a].utf8.lexicographicallyPrecedes(labels[b].utf8)
      }
    }
  }

  /// Returns a name for each node that no other has: its label, or `label#key` where several
  /// share one, or the keys alone where even those clash.
  static func unique(
    _ names: [(label: String, key: String)], notes: inout [String]
  ) -> [String] {
    var uses: [[UInt8]: Int] = [:]
    for name in names { uses[Array(name.label.utf8), default: 0] += 1 }
    var repeated = 0
    let labels = names.map { name in
      if name.label.isEmpty { return name.key }
      if uses[Array(name.label.utf8)] == 1 { return name.label }
      repeated += 1
      return "\(name.label)#\(name.key)"
    }
    guard Set(labels.map { Array($0.utf8) }).count == labels.count else {
      notes.append("labels clash: nodes are called by number")
      return names.map(\.key)
    }
    if repeated > 0 {
      notes.append("\(repeated) nodes share a label with another: their number follows after #")
    }
    return labels
  }
}

/// The nodes met so far, each label with the position it was first met at.
struct GraphLabelTable {
  private(set) var labels: [String] = []
  private var plain: [String: Int] = [:]
  /// Labels beyond ASCII are kept by their bytes: `String` would take two spellings of one
  /// accented letter for equal.
  private var accented: [[UInt8]: Int] = [:]

  /// Returns the position of the node with `label`, or nil.
  subscript(label label: some Collection<UInt8>) -> Int? {
    let text = String(decoding: label, as: UTF8.self)
    return text.utf8.allSatisfy { $0 < 0x80 } ? plain[text] : accented[[UInt8](label)]
  }

  /// Adds a node unless it is known, and returns its position.
  mutating func position(of label: some Collection<UInt8>) -> Int {
    if let known = self[label: label] { return known }
    let text = String(decoding: label, as: UTF8.self)
    let position = labels.count
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      plain[text] = position
    } else {
      accented[[UInt8](label)] = position
    }
    labels.append(text)
    return position
  }
}

/// Numbers as people write them in files: a sign, digits, a point, an exponent; no words such as
/// "inf", no hexadecimal.
enum DecimalNumber {
  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// Returns the number written in `field`, correctly rounded, or nil.
  static func parse(_ field: some Collection<UInt8>) -> Double? {
    var digits = 0
    var fraction = 0
    var mantissa = 0
    var seenPoint = false
    var isPlain = true
    for (position, byte) in field.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if seenPoint { fraction += 1 }
        if digits <= 15 { mantissa = mantissa * 10 + Int(byte - GraphByte.zero) }
      case UInt8(ascii: ".") where !seenPoint: seenPoint = true
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        isPlain = false
        if position > 0 && digits == 0 { return nil }
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        isPlain = false
        if digits == 0 { return nil }
      default: return nil
      }
    }
    if digits == 0 { return nil }
    // Both operands are exact below 2^53 and 10^22, so one division rounds once.
    if isPlain && digits <= 15 { return Double(mantissa) / powersOfTen[fraction] }
    return Double(String(decoding: field, as: UTF8.self))
  }

  /// Returns the whole number written in `field` without sign or point, or nil.
  static func whole(_ field: some Collection<UInt8>) -> Int? {
    guard !field.isEmpty && field.count <= 18 else { return nil }
    var value = 0
    for byte in field {
      guard GraphByte.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - GraphByte.zero)
    }
    return value
  }
}
