import Records

/// One run of the matching engine over the records of one kind of entity.
struct KindMatching {
  /// Indices into `Evidence.records` of the rows of `table`.
  let records: [Int]
  let table: LinkTable
  let result: MatchResult

  /// Two rows that may be of one entity.
  struct Link {
    let first: Int
    let second: Int
    let probability: Double
  }

  /// Matches the persons' records of `joining`, or says in words why that was not done; where it was,
  /// the words tell the keys and the values that say little.
  ///
  /// What is joined already is joined for the engine too, and what was told apart stays apart.
  static func persons(
    _ joining: inout RecordJoining, policy: LinkPolicy, workers: Int = 0
  ) -> (matching: KindMatching?, notes: [String]) {
    let features = PersonFeatures(joining.evidence, clusters: &joining.clusters)
    let count = features.records.count
    guard count >= policy.leastRecords else {
      return (
        nil,
        [
          "persons: \(count) records with a name, \(policy.leastRecords) needed to fit a model; "
            + "joined by rules alone"
        ]
      )
    }
    do {
      let table = try features.table(workers: workers)
      let result = try MatchEngine.match(
        table, settings: policy.matchSettings(workers: workers),
        judgements: judgements(features.records, &joining))
      let pairs = Int(result.model.samePairs.rounded())
      guard result.model.samePairs >= policy.leastPairs else {
        return (
          nil,
          [
            "persons: only \(pairs) pairs of records expected to be of one person, "
              + "\(Int(policy.leastPairs)) needed to trust the fit; joined by rules alone"
          ]
        )
      }
      let matching = KindMatching(records: features.records, table: table, result: result)
      let account = MatchAccount(result, table)
      return (
        matching,
        ["persons: model fitted to \(count) records with a name"]
          + account.lines.map { "persons: " + $0 }
      )
    } catch {
      return (nil, ["persons: \(error); joined by rules alone"])
    }
  }

  private static func judgements(
    _ records: [Int], _ joining: inout RecordJoining
  ) -> MatchEngine.Judgements {
    var judgements = MatchEngine.Judgements()
    var rowOf: [Int: Int] = [:]
    var firstOfRoot: [Int: Int] = [:]
    for (row, record) in records.enumerated() {
      rowOf[record] = row
      let root = joining.clusters.root(record)
      if let first = firstOfRoot[root] {
        judgements.mustLink.append((first, row))
      } else {
        firstOfRoot[root] = row
      }
    }
    for pair in joining.apartPairs {
      if let a = rowOf[pair.first], let b = rowOf[pair.second] {
        judgements.cannotLink.append((a, b))
      }
    }
    return judgements
  }

  /// Returns the links between rows, the most probable first, ties by row.
  func links() -> [Link] {
    var links: [Link] = []
    result.forEachLink { a, b, probability in
      links.append(Link(first: min(a, b), second: max(a, b), probability: probability))
    }
    return links.sorted {
      ($1.probability, $0.first, $0.second) < ($0.probability, $1.first, $1.second)
    }
  }
}
