/// Elements of which the least comes out first: a heap of which each node has four children.
///
/// - Complexity: O(log *n*) per element in or out.
struct PathQueue<Element: Comparable> {
  private var items: [Element] = []

  mutating func push(_ element: Element) {
    var hole = items.count
    items.append(element)
    while hole > 0 {
      let parent = (hole - 1) / 4
      guard element < items[parent] else { break }
      items[hole] = items[parent]
      hole = parent
    }
    items[hole] = element
  }

  mutating func pop() -> Element? {
    guard let last = items.popLast() else { return nil }
    guard let least = items.first else { return last }
    var hole = 0
    while true {
      let first = 4 * hole + 1
      guard first < items.count else { break }
      var best = first
      for child in first + 1..<max(first + 1, min(first + 4, items.count))
      where items[child] < items[best] { best = child }
      guard items[best] < last else { break }
      items[hole] = items[best]
      hole = best
    }
    items[hole] = last
    return least
  }
}
