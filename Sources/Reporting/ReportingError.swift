/// Why a product could not be made.
public enum ReportingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The release holds no chart for `position`.
  case noChart(position: String)
  /// Graphviz crashed, hung, ran out of its limits or refused the chart of `position`.
  case chartNotDrawn(position: String, reason: String)

  public var description: String {
    switch self {
    case .noChart(let position):
      "position \(position): has no association chart in this release; choose a position nearer "
        + "the top of the review list or raise the number of charts"
    case .chartNotDrawn(let position, let reason):
      "chart of \(position): could not be drawn (\(reason)); use its table of links instead"
    }
  }
}
