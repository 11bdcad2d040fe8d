import Records

/// Numbers the reports and registers behind a chart's lines: `S1`, `S2` ... in order of first use. A
/// number points to a report's reference and never to whoever gave it.
struct SourceNumbers {
  private let network: Network
  private var numbers: [Support: Int] = [:]
  private(set) var list: [(number: String, text: String)] = []

  init(network: Network) { self.network = network }

  /// The numbers of at most three supports of `link`, best first.
  mutating func numbers(of link: Network.Link) -> [String] {
    var seen = Set<Support>()
    var result: [String] = []
    for statement in network.statements(of: link) {
      let key = network.support(of: statement)
      guard seen.insert(key).inserted, result.count < 3 else { continue }
      result.append("S\(number(for: key, statement))")
    }
    return result
  }

  /// The best grade behind `link`, or `record` for a register.
  func bestGrade(of link: Network.Link) -> String {
    let statements = network.statements(of: link)
    if statements.contains(where: { $0.report == nil }) { return "record" }
    return statements.compactMap { $0.report.flatMap { network.evidence.reports[$0].grading } }
      .min { a, b in
        let (x, y) = (Standing(a), Standing(b))
        return x != y ? x > y : a.text < b.text
      }?.text ?? "ungraded"
  }

  private mutating func number(for key: Support, _ statement: Assertion) -> Int {
    if let known = numbers[key] { return known }
    let number = numbers.count + 1
    numbers[key] = number
    list.append(("S\(number)", network.sourceText(of: statement)))
    return number
  }
}

extension Network {
  /// Where what `statement` says lies: the report by its number and day, or the register.
  func sourceText(of statement: Assertion) -> String {
    if let report = statement.report.map({ evidence.reports[$0] }) {
      return "\(report.system) \(report.reference)"
        + (report.entered.map { ", entered \($0)" } ?? "")
    }
    return "\(evidence.sources[statement.source].system) register"
  }
}
