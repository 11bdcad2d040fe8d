import Foundation
@testable import Records

private let scratch = ScratchFile("rows.csv")

/// Reads delimited text. The first byte chooses delimiter, encoding and whether there is a header.
func readRows(_ bytes: [UInt8]) {
  guard let choice = bytes.first else { return }
  let delimiters = Array(",;\t|".utf8)
  let format = CSVReader.Format(
    delimiter: delimiters[Int(choice & 3)],
    encoding: TextEncoding.allCases[Int(choice >> 2 & 3) % TextEncoding.allCases.count],
    columns: choice & 16 == 0 ? nil : ["A", "B", "C"])
  let content = Array(bytes.dropFirst())
  let lines = content.count { $0 == 0x0A || $0 == 0x0D } + 1
  do throws(IngestError) {
    var reader = try CSVReader.open(scratch.holding(content), format: format)
    var rows = 0
    while try reader.next() {
      rows += 1
      let row = reader.row
      require(row.number == rows, "row \(rows) is called \(row.number)")
      require((1...lines).contains(row.line), "row \(rows) is on line \(row.line) of \(lines)")
      require(rows <= lines, "more rows than lines")
      require(reader.bytesDone <= reader.bytesTotal, "more bytes than there are")
      if row.defect != nil {
        require(!row.defectValue.contains { $0.isNewline }, "a defect of several lines")
        continue
      }
      require(row.count <= reader.header.count, "more fields than columns")
      for field in 0..<row.count {
        require(!row[field].utf8.contains(0), "a NUL byte in field \(field)")
      }
    }
    require(reader.bytesDone == reader.bytesTotal || rows == 0 || lines > rows, "bytes left over")
  } catch {
    requireMessage(error)
  }
}

private let ingest: Ingest? = {
  let text = """
    { profile: "fuzz", version: 1, system: "S", force: "E23000023",
      files: [{ match: "*.csv", dateFormats: ["dd/MM/yyyy", "yyyy-MM-dd HH:mm", "d MMM yyyy"],
        columns: ["REF", "GRADE", "ON", "ID", "NAME", "BORN", "NINO", "PHONE", "MARK", "ROLE", "PLACE",
          "POSTCODE", "GRID", "MAIL", "ACCOUNT", "COMPANY"],
        report: { reference: "REF", grade: "GRADE", entered: "ON" },
        entities: {
          person: { kind: "nominal", id: "ID", features: { name: "NAME", dateOfBirth: "BORN",
            nationalInsuranceNumber: "NINO" } },
          phone: { kind: "phone", features: { phoneNumber: "PHONE" } },
          car: { kind: "vehicle", features: { registration: "MARK" } },
          place: { kind: "address", features: { addressLine: "PLACE", postcode: "POSTCODE",
            coordinates: "GRID" } },
          firm: { kind: "organisation", features: { organisationName: "COMPANY" } },
          mail: { kind: "email", features: { emailAddress: "MAIL" } },
          account: { kind: "account", features: { bankAccount: "ACCOUNT" } } },
        links: [
          { from: "person", to: "phone", type: "user", on: "ON" },
          { from: "person", to: "car", type: "driver", on: "ON",
            role: { column: "ROLE", codes: { S: "suspect", V: "potentialVictim", "*": "" } } },
          { from: "person", to: "place", type: "resident", start: "ON" }] }] }
    """
  do {
    let mapping: SourceMapping = try MappingDocument.read(Data(text.utf8), file: "fuzz")
    return try Ingest(mapping: mapping)
  } catch {
    require(false, "the mapping of the fuzzer: \(error)")
    return nil
  }
}()

/// Imports rows by a mapping with every kind of value; the receipt must add up.
func importRows(_ bytes: [UInt8]) {
  guard let ingest else { return }
  var stored = 0
  do {
    let receipt = try ingest.read(scratch.holding(bytes)) { facts in
      stored += 1
      for link in facts.links {
        require(
          facts.records.indices ~= link.from && facts.records.indices ~= link.to,
          "a link of no record")
      }
    }
    require(receipt.addsUp && receipt.rowsStored == stored, "the receipt does not add up")
  } catch {
    requireMessage(error)
  }
}

/// Reads a mapping; where it is one, looks its columns up and decodes rows by it.
func readMapping(_ bytes: [UInt8]) {
  do {
    let mapping: SourceMapping = try MappingDocument.read(Data(bytes), file: "mapping.json5")
    _ = try Ingest(mapping: mapping)
    for file in mapping.files {
      _ = mapping.file(for: file.match)
      let columns = file.columns ?? ["A", "B", "C", "ID", "NAME", "ROLE", "ON"]
      var decoder = try RowDecoder(
        file, of: mapping, in: ColumnIndex(path: "rows.csv", header: columns))
      var reader = try CSVReader.open(
        scratch.holding(Array("1,2026-07-01,AB,,x,S,01/07/2026\n\"1AP\",2,3\n".utf8)),
        format: CSVReader.Format(columns: columns))
      while try reader.next() {
        // A row that the mapping refuses has a defect, which is no error.
        _ = try? decoder.facts(reader.row, columns: columns)
      }
    }
  } catch {
    requireMessage(error)
  }
}
