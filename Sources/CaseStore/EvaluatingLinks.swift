package import Linkage
import Records

/// How well the linking of a case agrees with labels that somebody gave to some of its records.
package struct LinkEvaluation: Sendable, Equatable {
  /// Two records that the linking and the labels see differently. Of each two parts of an entity, or of
  /// a label, one pair stands for all.
  package struct Difference: Sendable, Equatable, Codable {
    /// Keys of the records.
    package let first: String
    package let second: String
    /// The joins that led from one to the other; for a missed pair why it waits for review, or nothing.
    package let reasons: [String]
  }

  /// Records with a label that are in the case, and labels of records that are not.
  package let records: Int
  package let unknown: Int
  /// Entities that hold labelled records, and different labels.
  package let entities: Int
  package let labels: Int
  package let quality: LinkQuality
  /// Whether the probabilities of the model mean what they say; empty where none was fitted.
  package let calibration: [CalibrationBin]
  /// Of one entity, with two labels.
  package let wronglyJoined: [Difference]
  /// Of one label, in two entities.
  package let missed: [Difference]
}

extension CaseSession {
  /// Compares the linking of the case with a file of labels: records with equal labels are of one
  /// entity. Records without a label count for nothing. Logged as consultation.
  ///
  /// - Parameters:
  ///   - labels: A delimited text file with a header.
  ///   - columns: The names of the column of record keys and of that of labels.
  /// - Throws: `CaseError.badLabel` for a row that cannot be used, `.noLabels`, `.noLabelledRecord`;
  ///   `IngestError` where the file cannot be read or has no such column.
  package func evaluate(
    labels path: String, columns: (record: String, label: String),
    workers: Int = 0, progress: ProgressHandler? = nil
  ) throws -> LinkEvaluation {
    let labels = try LinkLabels(file: path, columns: columns)
    let outcome = try evidenceAndIDs(progress: progress)
    progress?(StageProgress(stage: "linking", done: 0, total: 0))
    let resolution = try resolution(of: outcome, workers: workers)
    let records = outcome.evidence.records
    let labelled = records.indices.filter { labels.byKey[records[$0].key] != nil }
    if labelled.isEmpty, let example = labels.byKey.keys.min() {
      throw CaseError.noLabelledRecord(file: path, example: example)
    }
    let truth = labelled.map { labels.byKey[records[$0].key] ?? -1 }
    // A record that no row describes is in no entity, and so on its own.
    let found = labelled.map { index in
      let entity = resolution.entityOfRecord[index]
      return entity >= 0 ? entity : resolution.entities.count + index
    }
    try file.write { db in
      try AuditLog.append(
        .consultation, "compared the linking with labels of \(labelled.count) records",
        purpose: "linkage", to: db)
    }
    var label: [Int: Int] = [:]
    for (record, number) in zip(labelled, truth) { label[record] = number }
    let weighed = Linker.weighedPairs(
      of: outcome.evidence, judgements: outcome.linking.judgements, policy: outcome.linking.policy,
      workers: workers
    ).compactMap { pair -> (probability: Double, isTrue: Bool)? in
      guard let first = label[pair.first], let second = label[pair.second] else { return nil }
      return (pair.probability, first == second)
    }
    let differences = Differences(resolution, keys: records.map(\.key))
    return LinkEvaluation(
      records: labelled.count, unknown: labels.byKey.count - labelled.count,
      entities: Set(found).count, labels: Set(truth).count,
      quality: LinkQuality(found: found, truth: truth),
      calibration: weighed.isEmpty ? [] : CalibrationBin.bins(weighed),
      wronglyJoined: differences.pairs(labelled, inEach: found, between: truth) {
        differences.joins(between: $0, and: $1)
      },
      missed: differences.pairs(labelled, inEach: truth, between: found) {
        differences.waiting(between: $0, and: $1)
      })
  }
}

/// The labels of a file, numbered in the order of their first rows.
private struct LinkLabels {
  private(set) var byKey: [String: Int] = [:]

  init(file path: String, columns: (record: String, label: String)) throws {
    var reader = try CSVReader.open(path)
    let columnIndex = ColumnIndex(path: path, header: reader.header)
    let keyColumn = try columnIndex.index(of: columns.record)
    let labelColumn = try columnIndex.index(of: columns.label)
    var numbers: [String: Int] = [:]
    while try reader.next() {
      let row = reader.row
      func bad(_ problem: String) -> CaseError {
        .badLabel(file: path, row: row.number, problem: problem)
      }
      if let defect = row.defect { throw bad("cannot be read (\(defect.rawValue))") }
      let (key, label) = (row[keyColumn], row[labelColumn])
      if key.isEmpty { throw bad("column '\(columns.record)' is empty") }
      if label.isEmpty { throw bad("column '\(columns.label)' is empty") }
      let number = numbers[label] ?? numbers.count
      numbers[label] = number
      if let earlier = byKey.updateValue(number, forKey: key), earlier != number {
        throw bad("'\(key)' has another label in an earlier row")
      }
    }
    if byKey.isEmpty { throw CaseError.noLabels(file: path) }
  }
}

/// Finds pairs of records that two partitions see differently.
private struct Differences {
  private let keys: [String]
  private let resolution: Resolution
  private var mergesOf: [Int: [Merge]] = [:]
  /// Why two entities, ascending, wait for review.
  private var reasonsToWait: [[Int]: String] = [:]

  init(_ resolution: Resolution, keys: [String]) {
    self.keys = keys
    self.resolution = resolution
    for merge in resolution.merges {
      mergesOf[resolution.entityOfRecord[merge.first], default: []].append(merge)
    }
    for match in resolution.possibleMatches {
      reasonsToWait[entities(match.first, match.second)] = match.reason
    }
  }

  private func entities(_ a: Int, _ b: Int) -> [Int] {
    [resolution.entityOfRecord[a], resolution.entityOfRecord[b]].sorted()
  }

  /// Returns the reasons of the joins that lead from one record to another.
  func joins(between a: Int, and b: Int) -> [String] {
    Linker.path(from: a, to: b, along: mergesOf[resolution.entityOfRecord[a]] ?? []).map(\.reason)
  }

  /// Returns why the entities of two records wait for review, nothing where they do not.
  func waiting(between a: Int, and b: Int) -> [String] {
    reasonsToWait[entities(a, b)].map { ["waits for review: \($0)"] } ?? []
  }

  /// Returns, for each part of one partition that the other divides, its first record with the first
  /// of each further share.
  func pairs(
    _ records: [Int], inEach whole: [Int], between shares: [Int],
    reasons: (Int, Int) -> [String]
  ) -> [LinkEvaluation.Difference] {
    var first: [Int: (record: Int, shares: Set<Int>)] = [:]
    var found: [LinkEvaluation.Difference] = []
    for (place, record) in records.enumerated() {
      guard var known = first[whole[place]] else {
        first[whole[place]] = (record, [shares[place]])
        continue
      }
      guard known.shares.insert(shares[place]).inserted else { continue }
      first[whole[place]] = known
      found.append(
        LinkEvaluation.Difference(
          first: keys[known.record], second: keys[record], reasons: reasons(known.record, record)))
    }
    return found
  }
}
