import Assessment

/// In which rank and column the boxes and the words of the links of an association chart stand.
///
/// Boxes stand in even ranks, by class from the top; words of links stand as boxes of their own in the
/// odd ranks between, so that no text lies on other text or under a line, and so that no link has a
/// `label`: Graphviz 2.42 frees memory twice where a link within a rank has one.
struct AssociationLayout {
  /// The rank of each box: even, from 0.
  let boxRanks: [Int]
  /// The column of each box.
  let boxColumns: [Int]
  /// The rank of each link's words: odd, from -1.
  let wordRanks: [Int]
  /// The column of each link's words: that of one of its ends.
  let wordColumns: [Int]

  init(
    boxes: ArraySlice<AssociationChart.Box>, lines: [AssociationChart.Line], columns: Int
  ) {
    let places = boxes.map { min(max($0.column, 0), columns - 1) }
    boxColumns = places
    boxRanks = Self.ranks(of: boxes, places: places, columns: columns)
    var ranks: [Int] = []
    var wordPlaces: [Int] = []
    // How many words stand in each rank (from -1) and column so far.
    var load = [[Int]](
      repeating: [Int](repeating: 0, count: columns), count: (boxRanks.max() ?? 0) + 3)
    for line in lines {
      let candidates = Self.candidates(
        for: line, ranks: boxRanks, columns: places)
      var best = candidates[0]
      for place in candidates
      where load[place.rank + 1][place.column] < load[best.rank + 1][best.column] {
        best = place
      }
      load[best.rank + 1][best.column] += 1
      ranks.append(best.rank)
      wordPlaces.append(best.column)
    }
    wordRanks = ranks
    wordColumns = wordPlaces
  }

  /// Where the words of `line` may stand: above its ends if they share a rank; in any rank between
  /// them within one column; beside one of its ends if it crosses columns.
  private static func candidates(
    for line: AssociationChart.Line, ranks: [Int], columns: [Int]
  ) -> [(rank: Int, column: Int)] {
    let (from, to) = (columns[line.from], columns[line.to])
    let top = ranks[line.from] <= ranks[line.to] ? line.from : line.to
    let bottom = top == line.from ? line.to : line.from
    if ranks[top] == ranks[bottom] { return [(ranks[top] - 1, from), (ranks[top] - 1, to)] }
    if from == to {
      return stride(from: ranks[top] + 1, to: ranks[bottom], by: 2).map { ($0, from) }
    }
    return [(ranks[bottom] - 1, columns[bottom]), (ranks[top] + 1, columns[top])]
  }

  /// By class, and a class that is too wide for its column in several ranks.
  private static func ranks(
    of boxes: ArraySlice<AssociationChart.Box>, places: [Int], columns: Int
  ) -> [Int] {
    let width = columns == 1 ? 9 : columns == 2 ? 6 : columns == 3 ? 5 : 4
    var result = [Int](repeating: 0, count: boxes.count)
    var next = 0
    for level in 0...5 {
      var depth = 0
      for column in 0..<columns {
        let members = boxes.indices.filter {
          boxes[$0].icon.level == level && places[$0] == column
        }
        let needed = (members.count + width - 1) / width
        for (place, box) in members.enumerated() {
          result[box] = 2 * (next + place * needed / members.count)
        }
        depth = max(depth, needed)
      }
      next += depth
    }
    return result
  }
}

extension AssociationChart.Icon {
  /// The band of ranks in which boxes of the kind stand, from the top.
  fileprivate var level: Int {
    switch self {
    case .principal: 0
    case .person: 1
    case .company: 2
    case .phone, .email, .account: 3
    case .address, .hmo, .area: 4
    case .vehicle, .object, .incident: 5
    }
  }
}
