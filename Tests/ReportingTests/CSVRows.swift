/// Reads CSV as RFC 4180 defines it.
func csvRows(_ bytes: [UInt8]) -> [[String]] {
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
    } else if scalar == "\r" {
      rows.append(row + [cell])
      row = []
      cell = ""
      at += 1
    } else {
      cell.unicodeScalars.append(scalar)
    }
    at += 1
  }
  return rows
}
