import Foundation

/// The front door of import: reads the files of one record system as a mapping says.
///
///     let ingest = try Ingest(mapping: .load("cambridgeshire.json5"))
///     let receipt = try ingest.read("cambridgeshire-intelligence.csv") { facts in
///       try session.store(facts)
///     }
///     receipt.addsUp  // true
///
/// Reading uses constant memory apart from eight bytes for each row that states links. What is
/// delivered depends on the rows alone: rows in another order give the same records and the same
/// keys.
public struct Ingest: Sendable {
  /// The mapping that files are read by.
  public let mapping: SourceMapping

  /// - Throws: ``MappingError`` where the mapping contradicts itself.
  public init(mapping: SourceMapping) throws(MappingError) {
    try mapping.validate(file: mapping.profile)
    self.mapping = mapping
  }

  /// Reads one file and hands over what each row says, in the order of the file.
  ///
  /// - Parameters:
  ///   - path: The file. Its name decides which part of the mapping applies.
  ///   - progress: Told the bytes done and in total about once per mebibyte and at the end.
  ///   - sink: Takes the facts of a stored row. What it throws ends the import and is passed on.
  /// - Returns: The receipt, in which rows read = rows stored + rows rejected.
  /// - Throws: ``IngestError`` where the file cannot be imported. The facts delivered until then must
  ///   be discarded by the caller, as a transaction does.
  public func read(
    _ path: String, progress: ((_ bytesDone: Int, _ bytesTotal: Int) -> Void)? = nil,
    row sink: (RowFacts) throws -> Void
  ) throws -> IngestReceipt {
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard let file = mapping.file(for: name) else {
      throw IngestError.noMapping(
        path: path, profile: mapping.profile, patterns: mapping.files.map(\.match))
    }
    var reader = try CSVReader.open(path, format: CSVReader.Format(file))
    try file.refuseIdentity(in: reader.header, of: path)
    var decoder = try RowDecoder(
      file, of: mapping, in: ColumnIndex(path: path, header: reader.header))
    var ledger = Ledger(
      IngestReceipt(
        file: name, profile: mapping.profile, system: mapping.system, agreement: mapping.agreement))
    let columns = reader.header
    var reported = 0
    while try reader.next() {
      switch Result(catching: { () throws(RowDefect) in
        try decoder.facts(reader.row, columns: columns)
      }) {
      case .success(let facts):
        try sink(facts)
        ledger.stored(facts)
      case .failure(let defect):
        ledger.rejected(reader.row, defect)
      }
      if reader.bytesDone >= reported + 1 << 20 {
        reported = reader.bytesDone
        progress?(reported, reader.bytesTotal)
      }
    }
    progress?(reader.bytesTotal, reader.bytesTotal)
    return ledger.finished()
  }
}

extension CSVReader.Format {
  fileprivate init(_ file: FileMapping) {
    self.init(
      delimiter: file.delimiter?.utf8.first ?? UInt8(ascii: ","),
      encoding: file.encoding.flatMap(TextEncoding.init) ?? .utf8, columns: file.columns)
  }
}

/// A receipt being written.
private struct Ledger {
  private var receipt: IngestReceipt
  private var unvalidated: [Feature.Name: (count: Int, example: String)] = [:]

  init(_ receipt: IngestReceipt) { self.receipt = receipt }

  mutating func stored(_ facts: RowFacts) {
    receipt.rowsRead += 1
    receipt.rowsStored += 1
    receipt.assertions += facts.links.count
    for record in facts.records {
      for feature in record.features where feature.value == nil {
        let example = unvalidated[feature.name]?.example ?? CSVRow.printable(feature.raw)
        unvalidated[feature.name] = ((unvalidated[feature.name]?.count ?? 0) + 1, example)
      }
    }
  }

  mutating func rejected(_ row: CSVRow, _ defect: RowDefect) {
    receipt.rowsRead += 1
    receipt.rowsRejected += 1
    receipt.rejectedByReason[defect.reason, default: 0] += 1
    if receipt.rejections.count < 1_000 {
      receipt.rejections.append(
        IngestReceipt.Rejection(
          row: row.number, line: row.line, column: defect.column, value: defect.value,
          reason: defect.reason))
    }
  }

  func finished() -> IngestReceipt {
    var receipt = receipt
    receipt.unvalidated = unvalidated.sorted { $0.key < $1.key }.map { name, entry in
      IngestReceipt.Unvalidated(
        feature: name.rawValue, count: entry.count, example: entry.example)
    }
    return receipt
  }
}
