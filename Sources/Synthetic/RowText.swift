import Records

/// How a system writes a calendar day.
enum DayStyle { case slashed, iso, abbreviatedMonth }

/// Rows of delimited text, built field by field into one growing run of bytes.
struct RowText {
  private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let latin1: Bool
  private let days: DayStyle
  private var atStart = true

  init(delimiter: Character = ",", latin1: Bool = false, days: DayStyle = .iso) {
    self.delimiter = delimiter.asciiValue ?? 0x2C
    self.latin1 = latin1
    self.days = days
  }

  var count: Int { bytes.count }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(row: [UInt8]) { bytes.append(contentsOf: row) }

  /// Text with a quotation mark, a line end or the delimiter in it is quoted (RFC 4180).
  mutating func field(_ text: String) {
    separate()
    let text = CSVField.quoted(text, delimiter: delimiter)
    if latin1 {
      for scalar in text.unicodeScalars {
        bytes.append(scalar.value <= 0xFF ? UInt8(scalar.value) : 0x3F)
      }
    } else {
      bytes.append(contentsOf: text.utf8)
    }
  }

  mutating func field(_ number: Int) {
    separate()
    append(number, width: 1)
  }

  /// An amount of pence, written in pounds.
  mutating func field(pence: Int) {
    separate()
    append(pence / 100, width: 1)
    bytes.append(0x2E)
    append(pence % 100, width: 2)
  }

  mutating func field(_ day: Day?) {
    separate()
    if let day { append(day) }
  }

  mutating func field(_ day: Day, minute: Int) {
    separate()
    append(day)
    bytes.append(0x20)
    append(minute / 60, width: 2)
    bytes.append(0x3A)
    append(minute % 60, width: 2)
  }

  mutating func blank(_ count: Int = 1) {
    for _ in 0..<count { separate() }
  }

  mutating func endRow() {
    bytes.append(0x0A)
    atStart = true
  }

  private mutating func separate() {
    if !atStart { bytes.append(delimiter) }
    atStart = false
  }

  private mutating func append(_ number: Int, width: Int) {
    var divisor = 1
    var digits = 1
    while number / divisor >= 10 || digits < width {
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(number / divisor % 10))
      divisor /= 10
    }
  }

  private mutating func append(_ day: Day) {
    let (year, month, number) = day.parts
    switch days {
    case .slashed:
      append(number, width: 2)
      bytes.append(0x2F)
      append(month, width: 2)
      bytes.append(0x2F)
      append(year, width: 4)
    case .iso:
      append(year, width: 4)
      bytes.append(0x2D)
      append(month, width: 2)
      bytes.append(0x2D)
      append(number, width: 2)
    case .abbreviatedMonth:
      append(number, width: 1)
      bytes.append(0x20)
      bytes.append(contentsOf: Self.months[month - 1].utf8)
      bytes.append(0x20)
      append(year, width: 4)
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
