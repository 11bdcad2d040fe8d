/// The two scores of every position, the sections of the matrix, and where the scores disagree.
struct TwoScores {
  /// The points of every position by one score, in the order of the list, and their order.
  private struct Column {
    let points: [Int]
    let order: PointOrder

    init(_ points: [Int]) {
      self.points = points
      order = PointOrder(points)
    }

    func rank(of place: Int) -> Int { order.rank(of: points[place]) }
  }

  private let matrix: Column
  private let network: Column
  private let sections: [(section: MatrixWeights.Section, column: Column)]
  private let places: Int

  /// - Parameter places: Two ranks so many places apart disagree.
  init(scored: [ScoredCandidate], places: Int) {
    func sums(_ counts: (Position.Contribution) -> Bool) -> Column {
      Column(
        scored.map { item in
          item.score.contributions.reduce(0) { counts($1) ? $0 + $1.points : $0 }
        })
    }
    let used = Set(scored.first?.score.contributions.compactMap(\.section) ?? [])
    matrix = sums { $0.scale == .matrix }
    network = sums { $0.scale == .network }
    sections = MatrixWeights.Section.allCases.filter(used.contains).map { section in
      (section, sums { $0.section == section })
    }
    self.places = places
  }

  func scores(of place: Int) -> Position.Scores {
    let parts = sections.map { section, column in
      Position.Scores.SectionScore(
        section: section, points: column.points[place], rank: column.rank(of: place))
    }
    let (byMatrix, byNetwork) = (matrix.rank(of: place), network.rank(of: place))
    return Position.Scores(
      matrix: matrix.points[place], network: network.points[place], matrixRank: byMatrix,
      networkRank: byNetwork, sections: parts,
      disagreement: disagreement(
        byMatrix: byMatrix, byNetwork: byNetwork,
        byHarm: parts.first { $0.section == .harm && $0.points > 0 }?.rank))
  }

  private func disagreement(byMatrix: Int, byNetwork: Int, byHarm: Int?) -> String? {
    if byNetwork - byMatrix >= places {
      return "high by harm and likelihood (rank \(byMatrix)), low by its place in the network "
        + "(rank \(byNetwork)): harm without reach, or links that are missing"
    }
    if let byHarm, byHarm <= places, byNetwork - byHarm >= places {
      return "high by harm alone (rank \(byHarm)), low by its place in the network "
        + "(rank \(byNetwork)): harm without reach, or links that are missing"
    }
    if byMatrix - byNetwork >= places {
      return "high by its place in the network (rank \(byNetwork)), low by harm and likelihood "
        + "(rank \(byMatrix)): well placed people of whom little is reported"
    }
    return nil
  }
}
