/// Reads CSV as RFC 4180 defines it; lines may end in LF alone.
public func csvRows(_ bytes: [UInt8]) -> [[String]] {
  var rows: [[String]] = []
  var row: [String] = []
  var cell = ""
  var quoted = false
  let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  var at = 0
  while at < text.count {
    let scalar = text[at]
    if quoted {
      if scalar == "\"", at + 1 < text.count, text[at + 1] == "\"" {
        cell.append("\"")
        at += 1
      } else if scalar == "\"" {
        quoted = false
      } else {
        cell.unicodeScalars.append(scalar)
      }
    } else if scalar == "\"" {
      quoted = true
    } else if scalar == "," {
      row.append(cell)
      cell = ""
    } else if scalar == "\n" {
      rows.append(row + [cell])
      row = []
      cell = ""
    } else if scalar == "\r", at + 1 < text.count, text[at + 1] == "\n" {
      // The line ends with what comes next.
    } else {
      cell.unicodeScalars.append(scalar)
    }
    at += 1
  }
  return rows
}

/// The rows of CSV by the names of its columns; none where there is no header.
public func csvRecords(_ text: String) -> [[String: String]] {
  let rows = csvRows(Array(text.utf8.drop { $0 >= 0x80 }))
  guard let head = rows.first else { return [] }
  return rows.dropFirst().map { Dictionary(zip(head, $0), uniquingKeysWith: { first, _ in first }) }
}
