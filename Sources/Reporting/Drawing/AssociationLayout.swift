import Assessment

/// Where the boxes of an association chart stand: force areas as columns side by side, classes as bands of
/// rows from the top.
///
/// Every second row is half a place out of line, so that links between rows run past boxes and not through
/// them. Within its column and band each box takes the place that keeps links short, off other boxes and
/// off each other: from a few fixed beginnings boxes change places as long as that gets better, and the
/// best end is taken. What stood on an earlier drawing begins near where it stood and leaves only for much
/// better. Equal input gives equal places.
struct AssociationLayout {
  typealias Place = CirclePacking.Place

  /// A box as the layout sees it.
  struct Item {
    let width: Double
    let height: Double
    /// The column that it stands in, from 0.
    let column: Int
    /// The band of rows that it stands in, from the top.
    let level: Int
    /// Where it stood on an earlier drawing, in shares of its column from the left and of the drawing from
    /// below; nil for what is new.
    var before: Place?
  }

  static let areaName = 34.0
  private static let margin = 14.0
  private static let gap = 6.0
  /// Width to height, of the drawing.
  private static let shape = 1.45

  /// Of each box, from the lower left corner of the drawing.
  let frames: [Frame]
  /// The ground of each column that has boxes, from left to right.
  let areas: [(column: Int, frame: Frame)]
  let page: Frame

  /// - Parameters:
  ///   - links: Pairs of different boxes.
  ///   - earlier: The order of the columns on an earlier drawing, which they keep; new ones stand last.
  ///   - room: 1, or more for more room between the boxes.
  init(
    items: [Item], links: [(from: Int, to: Int)], earlier: [Int] = [], room: Double = 1
  ) {
    let used = Set(items.map(\.column)).sorted()
    let kept = earlier.filter(used.contains)
    let order =
      kept.isEmpty
      ? Self.columnOrder(items, links) : kept + used.filter { !kept.contains($0) }
    let grid = Grid(items: items, order: order, room: room)
    let slots = Search(items: items, links: links, grid: grid).best()
    frames = zip(items, slots).map { item, slot in
      // Badges of a row stand side by side, whatever stands below them.
      let top = grid.slots[slot].y + grid.heights[item.level] / 2
      return Frame(
        centre: Place(x: grid.slots[slot].x, y: top - item.height / 2), width: item.width,
        height: item.height)
    }
    areas = grid.areas
    page = grid.page
  }

  /// Where box `box` stands, in shares of its column from the left and of the drawing from below.
  func share(of box: Int, in column: Int) -> Place? {
    guard let area = areas.first(where: { $0.column == column })?.frame else { return nil }
    let centre = frames[box].centre
    return Place(
      x: (centre.x - area.left) / area.width, y: (centre.y - page.bottom) / page.height)
  }

  /// The columns that have boxes, in an order in which links cross few of them.
  private static func columnOrder(_ items: [Item], _ links: [(from: Int, to: Int)]) -> [Int] {
    var order = Set(items.map(\.column)).sorted()
    SwapSearch.improve(&order) { order in
      var place: [Int: Int] = [:]
      for (index, column) in order.enumerated() { place[column] = index }
      return links.reduce(0) {
        $0 + abs((place[items[$1.from].column] ?? 0) - (place[items[$1.to].column] ?? 0))
      }
    }
    return order
  }
}

extension AssociationLayout {
  /// The places that boxes can take.
  private struct Grid {
    var slots: [Place] = []
    /// By column and level, the slots of the cell.
    var cells: [[[Int]]] = []
    /// The height of the boxes in each level.
    var heights: [Double] = []
    var areas: [(column: Int, frame: Frame)] = []
    var page = Frame(left: 0, bottom: 0, right: 100, top: 100)

    init(items: [Item], order: [Int], room: Double) {
      let levels = (items.map(\.level).max() ?? 0) + 1
      let columns = (items.map(\.column).max() ?? 0) + 1
      var counts = [[Int]](repeating: [Int](repeating: 0, count: levels), count: columns)
      heights = [Double](repeating: 0, count: levels)
      var widths = [Double](repeating: 96, count: columns)
      for item in items {
        counts[item.column][item.level] += 1
        heights[item.level] = max(heights[item.level], item.height)
        widths[item.column] = max(widths[item.column], item.width)
      }
      widths = widths.map { ($0 + 26) * room }
      let across = Self.across(order, counts, widths: widths, heights: heights, room: room)
      let rows = Self.rows(order, counts, across)
      let full = Self.height(rows, heights, room: room)
      cells = [[[Int]]](repeating: [[Int]](repeating: [], count: levels), count: columns)
      var left = 0.0
      for column in order {
        let width = Self.width(across[column], widths[column])
        areas.append(
          (column, Frame(left: left, bottom: 0, right: left + width, top: full)))
        var y = full - areaName
        var row = 0
        for level in heights.indices {
          for _ in 0..<rows[level] {
            let step = heights[level] + Self.between(room)
            for place in 0..<across[column] {
              let x = left + margin + widths[column] * (Double(place) + (row % 2 == 0 ? 0.5 : 1))
              cells[column][level].append(slots.count)
              slots.append(Place(x: x, y: y - step / 2))
            }
            y -= step
            row += 1
          }
        }
        left += width + gap
      }
      page = Frame(left: 0, bottom: 0, right: max(left - gap, 100), top: full)
    }

    private static func between(_ room: Double) -> Double { 46 * room }

    /// The half place more is for the rows that are out of line.
    private static func width(_ across: Int, _ width: Double) -> Double {
      (Double(across) + 0.5) * width + 2 * margin
    }

    private static func height(_ rows: [Int], _ heights: [Double], room: Double) -> Double {
      zip(rows, heights).reduce(areaName + margin) { $0 + Double($1.0) * ($1.1 + between(room)) }
    }

    /// How many rows each level takes.
    private static func rows(_ order: [Int], _ counts: [[Int]], _ across: [Int]) -> [Int] {
      (counts.first ?? []).indices.map { level in
        order.map { (counts[$0][level] + across[$0] - 1) / across[$0] }.max() ?? 0
      }
    }

    /// How many boxes stand side by side in each column: one more in the column that holds up the rows, as
    /// long as the drawing comes nearer to its shape.
    private static func across(
      _ order: [Int], _ counts: [[Int]], widths: [Double], heights: [Double], room: Double
    ) -> [Int] {
      var across = [Int](repeating: 1, count: counts.count)
      func distance(_ across: [Int]) -> Double {
        let wide = order.reduce(0) { $0 + Self.width(across[$1], widths[$1]) }
        let ratio = wide / Self.height(rows(order, counts, across), heights, room: room) / shape
        return max(ratio, 1 / ratio)
      }
      while let column = order.max(by: { a, b in
        need(counts[a], across[a]) < need(counts[b], across[b])
      }) {
        var wider = across
        wider[column] += 1
        guard distance(wider) < distance(across) else { break }
        across = wider
      }
      return across
    }

    /// How many rows a column would take by itself, and how full they are.
    private static func need(_ counts: [Int], _ across: Int) -> Double {
      counts.reduce(0) {
        $0 + Double(($1 + across - 1) / across) + Double($1) / Double(across) / 100
      }
    }
  }
}

extension AssociationLayout {
  /// Looks for the places.
  private struct Search {
    private static let beginnings = 4
    private static let rounds = 12
    private static let crossing = 1.0
    private static let hit = 5.0
    /// What it costs to stand a box's width from where it stood.
    private static let moved = 8.0

    let items: [Item]
    let links: [(from: Int, to: Int)]
    let grid: Grid
    /// The links of each box.
    private let incident: [[Int]]
    /// The length that counts as much as a crossing of two links.
    private let unit: Double
    /// Where boxes stood before, on this drawing.
    private let wishes: [Place?]

    init(items: [Item], links: [(from: Int, to: Int)], grid: Grid) {
      self.items = items
      self.links = links
      self.grid = grid
      var incident = [[Int]](repeating: [], count: items.count)
      for (index, link) in links.enumerated() {
        incident[link.from].append(index)
        incident[link.to].append(index)
      }
      self.incident = incident
      unit = (items.map(\.width).max() ?? 0) + 26
      wishes = items.map { item in
        guard let before = item.before,
          let area = grid.areas.first(where: { $0.column == item.column })?.frame
        else { return nil }
        return Place(x: area.left + before.x * area.width, y: before.y * grid.page.height)
      }
    }

    /// The number of the slot of each box.
    func best() -> [Int] {
      var best: [Int] = []
      var least = Double.infinity
      // What is known begins where it stood and nowhere else.
      let beginnings = wishes.contains { $0 != nil } ? 1 : Search.beginnings
      for beginning in 0..<beginnings {
        let slots = improved(start(beginning))
        let cost = cost(of: Array(items.indices), slots)
        if cost < least - 1e-9 {
          least = cost
          best = slots
        }
      }
      return best
    }

    /// Boxes over the slots of their cells in an order that depends on `number`.
    private func start(_ number: Int) -> [Int] {
      var slots = [Int](repeating: 0, count: items.count)
      var free = grid.cells
      var state = UInt64(number)
      let order =
        number == 0
        ? Array(items.indices)
        : items.indices.map { index -> (UInt64, Int) in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return (state >> 33, index)
        }.sorted { $0 < $1 }.map(\.1)
      for box in order.filter({ wishes[$0] != nil }) + order.filter({ wishes[$0] == nil }) {
        let (column, level) = (items[box].column, items[box].level)
        let nearest = wishes[box].flatMap { wish in
          free[column][level].indices.min {
            let (a, b) = (grid.slots[free[column][level][$0]], grid.slots[free[column][level][$1]])
            return a.distance(to: wish) < b.distance(to: wish)
          }
        }
        slots[box] = free[column][level].remove(at: nearest ?? 0)
      }
      return slots
    }

    private func improved(_ start: [Int]) -> [Int] {
      var slots = start
      var holder = [Int?](repeating: nil, count: grid.slots.count)
      for (box, slot) in slots.enumerated() { holder[slot] = box }
      for _ in 0..<Search.rounds {
        var isBetter = false
        for box in items.indices {
          for slot in grid.cells[items[box].column][items[box].level] where slot != slots[box] {
            let other = holder[slot]
            // Of two boxes that could change places, one asks.
            if let other, other < box { continue }
            let old = slots[box]
            let moved = [box] + (other.map { [$0] } ?? [])
            let before = cost(of: moved, slots)
            slots[box] = slot
            if let other { slots[other] = old }
            if cost(of: moved, slots) < before - 1e-6 {
              (holder[slot], holder[old]) = (box, other)
              isBetter = true
            } else {
              slots[box] = old
              if let other { slots[other] = slot }
            }
          }
        }
        if !isBetter { break }
      }
      return slots
    }

    /// What the links of `boxes` cost and what other links cost through them.
    private func cost(of boxes: [Int], _ slots: [Int]) -> Double {
      let own = boxes.count == 1 ? incident[boxes[0]] : Set(boxes.flatMap { incident[$0] }).sorted()
      let others = links.indices.filter { !own.contains($0) }
      var cost = boxes.reduce(0) { sum, box in
        sum
          + (wishes[box].map { $0.distance(to: grid.slots[slots[box]]) / unit * Search.moved } ?? 0)
      }
      for link in others {
        for box in boxes where hits(link, box, slots) { cost += Search.hit }
      }
      for (index, link) in own.enumerated() {
        cost += self.cost(of: link, slots)
        for other in others where cross(link, other, slots) { cost += Search.crossing }
        for other in own[(index + 1)...] where cross(link, other, slots) {
          cost += Search.crossing
        }
      }
      return cost
    }

    private func cost(of link: Int, _ slots: [Int]) -> Double {
      let (a, b) = (grid.slots[slots[links[link].from]], grid.slots[slots[links[link].to]])
      var cost = a.distance(to: b) / unit
      for box in items.indices where hits(link, box, slots) { cost += Search.hit }
      return cost
    }

    /// Whether the straight link runs through a box that is none of its ends.
    private func hits(_ link: Int, _ box: Int, _ slots: [Int]) -> Bool {
      let (from, to) = links[link]
      guard box != from, box != to else { return false }
      return Frame(
        centre: grid.slots[slots[box]], width: items[box].width, height: items[box].height
      ).meets(grid.slots[slots[from]], grid.slots[slots[to]])
    }

    /// Whether two straight links without a common end cross.
    private func cross(_ a: Int, _ b: Int, _ slots: [Int]) -> Bool {
      let (first, second) = (links[a], links[b])
      guard first.from != second.from, first.from != second.to, first.to != second.from,
        first.to != second.to
      else { return false }
      let (p, q) = (grid.slots[slots[first.from]], grid.slots[slots[first.to]])
      let (r, s) = (grid.slots[slots[second.from]], grid.slots[slots[second.to]])
      return Search.side(p, q, r) != Search.side(p, q, s)
        && Search.side(r, s, p) != Search.side(r, s, q)
    }

    private static func side(_ a: Place, _ b: Place, _ c: Place) -> Bool {
      (b.x - a.x) * (c.y - a.y) > (b.y - a.y) * (c.x - a.x)
    }
  }
}

extension AssociationChart.Icon {
  /// The band of rows in which boxes of the kind stand, from the top.
  var level: Int {
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
