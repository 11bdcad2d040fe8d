/// Orders things by letting two change places as long as that makes the order cheaper.
///
/// - Complexity: O(*n*²) costs for each round; a round without a gain is the last.
enum SwapSearch {
  static func improve(_ order: inout [Int], cost: ([Int]) -> Int) {
    var least = cost(order)
    var isBetter = true
    while isBetter {
      isBetter = false
      for a in order.indices {
        for b in order.indices where b > a {
          order.swapAt(a, b)
          let now = cost(order)
          if now < least {
            least = now
            isBetter = true
          } else {
            order.swapAt(a, b)
          }
        }
      }
    }
  }
}
